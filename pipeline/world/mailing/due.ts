import type { DeliveryKind } from "../../model/delivery.ts";
import type { IsoInstant } from "../../model/unit.ts";
import type { Row, Statements } from "../database/sql.ts";
import type { Due } from "./mailing.ts";
import { later } from "./moments.ts";
import { isNamed, namedByPage } from "./named-values.ts";
import { OPEN_SENDERS, versionOf } from "./senders.ts";
import { isOvertaken, placeOf } from "./versions.ts";

/** No retry waits longer: one that does was put off before the clock was set back. */
const LONGEST_WAIT_MS = 86_400_000;

/** What no living sender has in hands. */
const FREE = `(sender IS NULL OR sender NOT IN (${OPEN_SENDERS}))`;

const pageOf = (which: string, order: string) => `
  SELECT d.recipient, d.kind, d.attempts, s.address, s.name, s.state AS standing
  FROM deliveries d LEFT JOIN subscribers s ON s.id = d.recipient
  WHERE d.version = :version AND ${which} AND ${FREE} ORDER BY ${order}, d.recipient LIMIT :most`;
const PUT_OFF = pageOf("d.state = 'deferred' AND d.not_before <= :at", "d.not_before");
const PUT_OFF_TOO_FAR = pageOf("d.state = 'deferred' AND d.not_before > :at", "d.not_before");
// All have the same moment, none: so both engines find them in the order of the index.
const NEVER_WENT = pageOf("d.state = 'queued' AND d.not_before IS NULL", "d.not_before, d.queued_at");

const SUPERSEDE = `UPDATE deliveries SET state = 'superseded', sender = NULL, not_before = NULL, at = :at
  WHERE version = :version AND state IN ('queued', 'deferred')`;
const WITHDRAW = `UPDATE deliveries SET state = 'withdrawn', sender = NULL, not_before = NULL, at = :at
  WHERE version = :version AND ${isNamed("recipient")}`;
const CLAIM = `UPDATE deliveries SET sender = :sender WHERE version = :version AND ${isNamed("recipient")}`;

interface DueRow {
  readonly recipient: string;
  readonly kind: DeliveryKind;
  readonly attempts: number;
  readonly address: string | null;
  readonly name: string | null;
  /** The reader's state; null: removed. */
  readonly standing: string | null;
}

/** As `Deliveries.due`, within a transaction. */
export async function claimDue(
  db: Statements,
  sender: string,
  { at, most }: { readonly at: IsoInstant; readonly most: number },
): Promise<readonly Due[]> {
  const version = await versionOf(db, sender);
  if (version === null) return [];
  if (await isOvertaken(db, await placeOf(db, version))) {
    await db.run(SUPERSEDE, { at, version });
    return [];
  }
  const claimed: Due[] = [];
  const pages: readonly (readonly [string, Row])[] = [
    [PUT_OFF, { version, at }],
    [PUT_OFF_TOO_FAR, { version, at: later(at, LONGEST_WAIT_MS) }],
    [NEVER_WENT, { version }],
  ];
  for (const [page, asked] of pages) {
    // Each row of a page leaves what the next page is taken from.
    while (claimed.length < most) {
      const asking = { ...asked, most: most - claimed.length };
      const rows = (await db.all(page, asking)) as unknown as readonly DueRow[];
      if (rows.length === 0) break;
      const active = rows.filter(({ standing }) => standing === "active");
      for (const some of named(active)) await db.run(CLAIM, { ...some, version, sender });
      const gone = rows.filter(({ standing }) => standing !== "active");
      for (const some of named(gone)) await db.run(WITHDRAW, { ...some, version, at });
      claimed.push(...active.map((row) => dueOf(version, row)));
    }
  }
  return claimed;
}

function named(rows: readonly DueRow[]): readonly Row[] {
  return namedByPage(rows.map(({ recipient }) => recipient));
}

function dueOf(version: string, { recipient, kind, attempts, address, name }: DueRow): Due {
  return { version, recipient, address: address!, name, kind, attempts };
}

/** What a living sender has in hands is not waited for. */
export async function nextDue(db: Statements, version: string): Promise<IsoInstant | null> {
  const row = await db.get(
    `SELECT not_before FROM deliveries WHERE version = :version AND state = 'deferred' AND ${FREE}
     ORDER BY not_before LIMIT 1`,
    { version },
  );
  return row ? String(row.not_before) : null;
}
