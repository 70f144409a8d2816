import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { DeliveryKind } from "../../model/delivery.ts";
import type { IsoInstant } from "../../model/unit.ts";
import type { Due } from "./mailing.ts";
import { later } from "./moments.ts";
import { versionOf } from "./senders.ts";
import { isOvertaken, placeOf } from "./versions.ts";

/** No retry waits longer: one that does was put off before the clock was set back. */
const LONGEST_WAIT_MS = 86_400_000;

const pageOf = (which: string, order: string) => `
  SELECT d.recipient, d.kind, d.attempts, s.address, s.name, s.state AS standing
  FROM deliveries d LEFT JOIN subscribers s ON s.id = d.recipient
  WHERE d.version = :version AND ${which} AND d.sender IS NOT :sender ORDER BY ${order}, d.recipient LIMIT :most`;
const PAGES = [
  pageOf("d.state = 'deferred' AND d.not_before <= :at", "d.not_before"),
  pageOf("d.state = 'deferred' AND d.not_before > :at", "d.not_before"),
  pageOf("d.state = 'queued' AND d.not_before IS NULL", "d.queued_at"),
];

const SUPERSEDE = `UPDATE deliveries SET state = 'superseded', sender = NULL, not_before = NULL, at = ?
  WHERE version = ? AND state IN ('queued', 'deferred')`;
const WITHDRAW = `UPDATE deliveries SET state = 'withdrawn', sender = NULL, not_before = NULL, at = ?
  WHERE version = ? AND recipient = ?`;
const CLAIM = "UPDATE deliveries SET sender = ? WHERE version = ? AND recipient = ?";

interface Row {
  readonly recipient: string;
  readonly kind: DeliveryKind;
  readonly attempts: number;
  readonly address: string | null;
  readonly name: string | null;
  /** The reader's state; null: removed. */
  readonly standing: string | null;
}

/** As `Deliveries.due`, within a transaction. */
export function claimDue(
  db: DatabaseSync,
  sender: string,
  { at, most }: { readonly at: IsoInstant; readonly most: number },
): readonly Due[] {
  const version = versionOf(db, sender);
  if (version === null) return [];
  if (isOvertaken(db, placeOf(db, version))) {
    db.prepare(SUPERSEDE).run(at, version);
    return [];
  }
  const claim = db.prepare(CLAIM);
  const withdraw = db.prepare(WITHDRAW);
  const claimed: Due[] = [];
  const moments = [at, later(at, LONGEST_WAIT_MS), at];
  for (const [index, sql] of PAGES.entries()) {
    const page = db.prepare(sql);
    // What is queued has no moment.
    page.setAllowUnknownNamedParameters(true);
    const asked = { version, sender, at: moments[index]! };
    // Each row of a page leaves what the next page is taken from.
    for (let rows = pageFrom(page, asked, most - claimed.length); rows.length > 0; ) {
      for (const row of rows) {
        if (row.standing === "active") {
          claim.run(sender, version, row.recipient);
          claimed.push(dueOf(version, row));
        } else withdraw.run(at, version, row.recipient);
      }
      rows = pageFrom(page, asked, most - claimed.length);
    }
  }
  return claimed;
}

function pageFrom(
  page: StatementSync,
  asked: { readonly version: string; readonly sender: string; readonly at: string },
  most: number,
): readonly Row[] {
  return most > 0 ? (page.all({ ...asked, most }) as unknown as readonly Row[]) : [];
}

function dueOf(version: string, { recipient, kind, attempts, address, name }: Row): Due {
  return { version, recipient, address: address!, name, kind, attempts };
}

/** What a living sender has in hands is not waited for. */
export function nextDue(db: DatabaseSync, version: string): IsoInstant | null {
  const row = db
    .prepare(
      `SELECT not_before FROM deliveries WHERE version = ?1 AND state = 'deferred'
         AND (sender IS NULL OR sender NOT IN (SELECT sender FROM senders WHERE version = ?1 AND ended_at IS NULL))
       ORDER BY not_before LIMIT 1`,
    )
    .get(version);
  return row ? String(row.not_before) : null;
}
