import type { DatabaseSync } from "node:sqlite";
import type { IsoInstant } from "../../model/unit.ts";
import { forgetReader } from "./forget-reader.ts";
import { later } from "./moments.ts";
import { forgetIds, suppress } from "./suppression.ts";

/** So long somebody may wait for a consent or a confirmation, and so long the id of a removed reader is kept. */
export const KEPT_DAYS = 30;
const DAY_MS = 86_400_000;
/** In one transaction: others wait meanwhile. */
const MOST = 1000;

const OVERDUE = `SELECT id, hash, left_at AS leftAt FROM readers WHERE state = 'pending' AND changed_at < ?
  ORDER BY changed_at LIMIT ${MOST}`;

interface Row {
  readonly id: string;
  readonly hash: string;
  readonly leftAt: IsoInstant | null;
}

/**
 * Takes those off the list who have waited longer: no address is kept for nothing. One who left once before stays suppressed. And the ids of those
 * who were removed are forgotten. Within a transaction.
 */
export function forgetUnconfirmed(db: DatabaseSync, at: IsoInstant): void {
  const before = later(at, -KEPT_DAYS * DAY_MS);
  for (const { id, hash, leftAt } of db.prepare(OVERDUE).all(before) as unknown as readonly Row[]) {
    forgetReader(db, id);
    if (leftAt !== null) suppress(db, hash, { at: leftAt, by: null, reader: id });
  }
  forgetIds(db, before);
}
