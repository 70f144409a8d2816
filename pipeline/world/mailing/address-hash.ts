import { hash, randomBytes } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";

/** Of SHA-256 in base64, the first 132 bits: no two of a list's addresses have them in common. */
const LETTERS = 22;
const SALT = "suppression salt";

/** How an address is known in the tables: by a hash that is salted for this file, of the address as it is compared (`addressKey`). */
export type AddressHash = (key: string) => string;

/** For a transaction that writes. */
export function addressHash(db: DatabaseSync): AddressHash {
  const put = db.prepare("INSERT OR IGNORE INTO facts (name, value) VALUES (?, ?)");
  put.run(SALT, randomBytes(32).toString("hex"));
  return addressHashThere(db)!;
}

/** null: there is no salt, and so no reader. */
export function addressHashThere(db: DatabaseSync): AddressHash | null {
  const salt = db.prepare("SELECT value FROM facts WHERE name = ?").get(SALT)?.value;
  if (salt === undefined) return null;
  return (key) => hash("sha256", `${salt}\n${key}`, "base64url").slice(0, LETTERS);
}
