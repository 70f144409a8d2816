import { hash, randomBytes } from "node:crypto";
import type { Statements } from "../database/sql.ts";

/** Of SHA-256 in base64, the first 132 bits: no two of a list's addresses have them in common. */
const LETTERS = 22;
const SALT = "suppression salt";

/** How an address is known in the tables: by a hash that is salted for this list, of the address as it is compared (`addressKey`). */
export type AddressHash = (key: string) => string;

/** For a transaction that writes. */
export async function addressHash(db: Statements): Promise<AddressHash> {
  const there = await addressHashThere(db);
  if (there) return there;
  const salt = { name: SALT, salt: randomBytes(32).toString("hex") };
  await db.run("INSERT INTO facts (name, value) VALUES (:name, :salt)", salt);
  return (await addressHashThere(db))!;
}

/** null: there is no salt, and so no reader. */
export async function addressHashThere(db: Statements): Promise<AddressHash | null> {
  const row = await db.get("SELECT value FROM facts WHERE name = :name", { name: SALT });
  return row ? (key) => hash("sha256", `${row.value}\n${key}`, "base64url").slice(0, LETTERS) : null;
}
