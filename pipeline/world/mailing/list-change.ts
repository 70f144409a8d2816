import type { Tier } from "../../model/subscriber.ts";
import type { IsoDate } from "../../model/unit.ts";
import type { Statements } from "../database/sql.ts";
import type { Deliveries } from "./mailing.ts";

/** The last day before this one of which something went out. */
const LAST_DAY = `SELECT date FROM versions WHERE edition = :edition AND date < :date
  AND EXISTS (SELECT 1 FROM deliveries WHERE deliveries.version = versions.id) ORDER BY date DESC LIMIT 1`;

/** A corrected day's readers stand under several versions. */
const COMPARE = `
  WITH got AS (
    SELECT DISTINCT d.recipient FROM deliveries d WHERE d.state NOT IN ('withdrawn', 'superseded')
      AND d.version IN (SELECT id FROM versions WHERE edition = :edition AND date = :last)),
  listed AS (SELECT id FROM subscribers WHERE tier = :edition AND state = 'active')
  SELECT (SELECT COUNT(*) FROM got) AS then_got, (SELECT COUNT(*) FROM listed) AS now_listed,
    (SELECT COUNT(*) FROM got JOIN listed ON listed.id = got.recipient) AS in_both`;

export async function listChange(
  db: Statements,
  edition: Tier,
  date: IsoDate,
): ReturnType<Deliveries["listChange"]> {
  const day = await db.get(LAST_DAY, { edition, date });
  if (!day) return null;
  const counts = (await db.get(COMPARE, { edition, last: String(day.date) }))!;
  const last = Number(counts.then_got);
  const now = Number(counts.now_listed);
  const both = Number(counts.in_both);
  return { last, now, joined: now - both, left: last - both };
}
