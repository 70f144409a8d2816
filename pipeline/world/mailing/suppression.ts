import { hash, randomBytes } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import type { IsoInstant } from "../../model/unit.ts";

/** Who was removed: known again by a salted hash of his address, and by nothing else. */
export interface Suppression {
  /** When he was removed; null: he was not. */
  since(key: string): IsoInstant | null;
}

const SALT = "suppression salt";

export function suppressionIn(db: DatabaseSync): Suppression {
  // Most lists have none: then a million hashes need not be made.
  const isEmpty = db.prepare("SELECT 1 FROM suppressed LIMIT 1").get() === undefined;
  if (isEmpty) return { since: () => null };
  const salt = saltOf(db);
  const find = db.prepare("SELECT at FROM suppressed WHERE hash = ?");
  return {
    since(key) {
      const at = find.get(hashOf(salt, key))?.at;
      return at === undefined ? null : String(at);
    },
  };
}

/** Within a transaction that writes. */
export function suppress(db: DatabaseSync, key: string, at: IsoInstant): void {
  db.prepare("INSERT OR IGNORE INTO facts (name, value) VALUES (?, ?)").run(
    SALT,
    randomBytes(32).toString("hex"),
  );
  db.prepare(
    `INSERT INTO suppressed (hash, at, why) VALUES (?, ?, 'removed')
     ON CONFLICT (hash) DO UPDATE SET at = max(at, excluded.at)`,
  ).run(hashOf(saltOf(db), key), at);
}

function saltOf(db: DatabaseSync): string {
  return String(db.prepare("SELECT value FROM facts WHERE name = ?").get(SALT)?.value);
}

function hashOf(salt: string, key: string): string {
  return hash("sha256", `${salt}\n${key}`, "hex");
}
