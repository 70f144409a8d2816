import type { IsoInstant } from "../../model/unit.ts";
import type { Statements } from "../database/sql.ts";
import type { Enqueued } from "./mailing.ts";
import { isCorrection, isOvertaken, placeOf } from "./versions.ts";

/** The relay got it, or may have. */
const SENT = "('accepted', 'sent', 'uncertain', 'handed over')";
const WAITING = "('queued', 'deferred')";

const EARLIER = "SELECT id FROM versions WHERE date = :date AND edition = :edition AND number < :number";
const OTHER_EDITION = "SELECT id FROM versions WHERE date = :date AND edition <> :edition";

const sentAnyOf = (versions: string) =>
  `EXISTS (SELECT 1 FROM deliveries sent WHERE sent.version IN (${versions}) AND sent.recipient = s.id AND sent.state IN ${SENT})`;

/** Readers of the tier who have nothing of the day; and, for a correction, whoever has an earlier version of it. */
const WANTED = {
  issue: `s.tier = :edition AND NOT ${sentAnyOf(EARLIER)} AND NOT ${sentAnyOf(OTHER_EDITION)}`,
  correction: sentAnyOf(EARLIER),
};

/** One who had left before it was handed over, and is back, is queued again. */
const addRows = (wanted: string, kind: string) => `
  INSERT INTO deliveries (version, recipient, kind, state, attempts, queued_at, at)
  SELECT CAST(:version AS TEXT), s.id, ${kind}, 'queued', 0, CAST(:at AS TEXT), CAST(:at AS TEXT) FROM subscribers s
  WHERE s.state = 'active' AND (${wanted}) AND NOT EXISTS (
    SELECT 1 FROM deliveries own WHERE own.version = :version AND own.recipient = s.id AND own.state <> 'withdrawn')
  ORDER BY s.id LIMIT :most
  ON CONFLICT (version, recipient) DO UPDATE
  SET kind = excluded.kind, state = 'queued', queued_at = excluded.queued_at, at = excluded.at, not_before = NULL, sender = NULL`;

const ADD_ISSUES = addRows(WANTED.issue, "'issue'");
const ADD_CORRECTIONS = addRows(
  `(${WANTED.issue}) OR ${WANTED.correction}`,
  `CASE WHEN ${WANTED.correction} THEN 'correction' ELSE 'issue' END`,
);

/** Of earlier versions nothing more is handed over. */
const SUPERSEDE = `UPDATE deliveries SET state = 'superseded', sender = NULL, not_before = NULL, at = :at
  WHERE version IN (${EARLIER}) AND state IN ${WAITING}`;

/** Who changed his tier while he waited gets the day's issue in one edition. */
const MOVE = `UPDATE deliveries SET state = 'withdrawn', sender = NULL, not_before = NULL, at = :at
  WHERE version IN (${OTHER_EDITION}) AND state IN ${WAITING} AND EXISTS (
    SELECT 1 FROM deliveries own WHERE own.version = :version AND own.recipient = deliveries.recipient AND own.state = 'queued')`;

/** More than there ever are. */
const ALL = 2 ** 52;

/** As `Deliveries.enqueue`, within a transaction; all of it in the database, so that a list of any length takes no memory. */
export async function enqueue(
  db: Statements,
  version: string,
  { at, most }: { readonly at: IsoInstant; readonly most: number | null },
): Promise<Enqueued> {
  const place = await placeOf(db, version);
  const before = await countRows(db, version);
  const there = before.issue + before.correction;
  if (await isOvertaken(db, place)) return { issues: 0, corrections: 0, there, superseded: 0 };
  const { date, edition, number } = place;
  const day = { date, edition };
  const superseded = await db.run(SUPERSEDE, { ...day, number, at });
  const add = (await isCorrection(db, version)) ? ADD_CORRECTIONS : ADD_ISSUES;
  const limit = most === null ? ALL : Math.max(0, most);
  await db.run(add, { ...day, number, version, at, most: limit });
  await db.run(MOVE, { ...day, version, at });
  const after = await countRows(db, version);
  return {
    ...{ issues: after.issue - before.issue, corrections: after.correction - before.correction, there },
    superseded,
  };
}

async function countRows(
  db: Statements,
  version: string,
): Promise<{ readonly issue: number; readonly correction: number }> {
  const row = await db.get(
    `SELECT COUNT(*) FILTER (WHERE kind = 'issue') AS issue, COUNT(*) FILTER (WHERE kind = 'correction') AS correction
       FROM deliveries WHERE version = :version AND state <> 'withdrawn'`,
    { version },
  );
  return { issue: Number(row?.issue), correction: Number(row?.correction) };
}
