import type { IsoInstant } from "../../model/unit.ts";
import type { Statements } from "../database/sql.ts";
import { forgetReader } from "./forget-reader.ts";
import { later } from "./moments.ts";
import { forgetIds, suppress } from "./suppression.ts";

/** So long somebody may wait for a consent or a confirmation, and so long the id of a removed reader is kept. */
export const KEPT_DAYS = 30;
const DAY_MS = 86_400_000;
/** In one transaction: others wait meanwhile. */
const MOST = 1000;

const OVERDUE = `SELECT id, hash, left_at AS "leftAt" FROM readers WHERE state = 'pending' AND changed_at < :before
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
export async function forgetUnconfirmed(db: Statements, at: IsoInstant): Promise<void> {
  const before = later(at, -KEPT_DAYS * DAY_MS);
  for (const { id, hash, leftAt } of (await db.all(OVERDUE, { before })) as unknown as readonly Row[]) {
    await forgetReader(db, id);
    if (leftAt !== null) await suppress(db, hash, { at: leftAt, by: null, reader: id });
  }
  await forgetIds(db, before);
}
