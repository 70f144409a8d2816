import type { DatabaseSync } from "node:sqlite";
import type { IsoInstant } from "../../model/unit.ts";

/** What is kept of somebody who is off the list for good: nothing by which a stranger knows him. */
export interface Suppressed {
  readonly at: IsoInstant;
  /** Who at the desk removed him; null: nobody did, he never confirmed. */
  readonly by: string | null;
  /** The id that he had; null: he had none, or it is forgotten. */
  readonly reader: string | null;
}

export interface Suppression {
  /** null: he is not. */
  of(hash: string): Suppressed | null;
}

export function suppressionIn(db: DatabaseSync): Suppression {
  // Most lists have none: then a million need not be looked for.
  const isEmpty = db.prepare("SELECT 1 FROM suppressed LIMIT 1").get() === undefined;
  if (isEmpty) return { of: () => null };
  const find = db.prepare("SELECT at, by, reader FROM suppressed WHERE hash = ?");
  return { of: (hash) => (find.get(hash) ?? null) as Suppressed | null };
}

/** Within a transaction. Of one who is suppressed already the later moment counts, and neither who removed him nor his id is forgotten by it. */
export function suppress(db: DatabaseSync, hash: string, { at, by, reader }: Suppressed): void {
  db.prepare(
    `INSERT INTO suppressed (hash, at, by, reader) VALUES (?, ?, ?, ?) ON CONFLICT (hash) DO UPDATE
     SET at = max(at, excluded.at), by = ifnull(excluded.by, by), reader = ifnull(excluded.reader, reader)`,
  ).run(hash, at, by, reader);
}

/** Without it nothing leads from an address to what was once sent to it. */
export function forgetIds(db: DatabaseSync, before: IsoInstant): void {
  db.prepare("UPDATE suppressed SET reader = NULL WHERE reader IS NOT NULL AND at < ?").run(before);
}
