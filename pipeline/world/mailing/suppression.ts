import type { IsoInstant } from "../../model/unit.ts";
import type { Row, Statements } from "../database/sql.ts";
import { isNamed, namedByPage } from "./named-values.ts";

/** What is kept of somebody who is off the list for good: nothing by which a stranger knows him. */
export interface Suppressed {
  readonly at: IsoInstant;
  /** Who at the desk removed him; null: nobody did, he never confirmed. */
  readonly by: string | null;
  /** The id that he had; null: he had none, or it is forgotten. */
  readonly reader: string | null;
}

export interface Suppression {
  /** Those of these who are, by their hashes. */
  among(hashes: readonly string[]): Promise<ReadonlyMap<string, Suppressed>>;
}

const FIND = `SELECT hash, at, by, reader FROM suppressed WHERE ${isNamed("hash")}`;

export async function suppressionIn(db: Statements): Promise<Suppression> {
  // Most lists have none: then a million need not be looked for.
  const isEmpty = (await db.get("SELECT hash FROM suppressed LIMIT 1")) === undefined;
  return {
    async among(hashes) {
      const rows: Row[] = [];
      if (!isEmpty) for (const page of namedByPage(hashes)) rows.push(...(await db.all(FIND, page)));
      return new Map(rows.map((row) => [String(row.hash), row as unknown as Suppressed]));
    },
  };
}

/** Within a transaction. Of one who is suppressed already the later moment counts, and neither who removed him nor his id is forgotten by it. */
export async function suppress(db: Statements, hash: string, { at, by, reader }: Suppressed): Promise<void> {
  await db.run(
    `INSERT INTO suppressed (hash, at, by, reader) VALUES (:hash, :at, :by, :reader) ON CONFLICT (hash) DO UPDATE
     SET at = CASE WHEN excluded.at > suppressed.at THEN excluded.at ELSE suppressed.at END,
       by = COALESCE(excluded.by, suppressed.by), reader = COALESCE(excluded.reader, suppressed.reader)`,
    { hash, at, by, reader },
  );
}

/** Without it nothing leads from an address to what was once sent to it. */
export async function forgetIds(db: Statements, before: IsoInstant): Promise<void> {
  await db.run("UPDATE suppressed SET reader = NULL WHERE reader IS NOT NULL AND at < :before", { before });
}
