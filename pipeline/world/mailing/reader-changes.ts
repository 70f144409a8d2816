import type { Consent, Subscriber, SubscriberState } from "../../model/subscriber.ts";
import type { IsoInstant } from "../../model/unit.ts";
import type { Statements } from "../database/sql.ts";
import { hasLeft, mayChange, newest } from "./consent-rule.ts";
import { momentOf } from "./moments.ts";
import { readerLog } from "./reader-log.ts";
import { subscriberById } from "./subscriber-rows.ts";

export interface StateChange {
  readonly to: SubscriberState;
  readonly why: string;
  readonly consent?: Consent;
}

interface Row {
  readonly state: SubscriberState;
  readonly leftAt: IsoInstant | null;
  readonly keptAt: IsoInstant | null;
  readonly consent: number | null;
  readonly change: number | null;
}

const FIND = `SELECT r.state, r.left_at AS "leftAt", c.at AS "keptAt", r.consent, r.change
  FROM readers r LEFT JOIN consents c ON c.sequence = r.consent WHERE r.id = :id`;

const MOVE = `UPDATE readers SET state = :to, changed_at = :moment, left_at = :leftAt, change = :change
  WHERE id = :id`;
const AGREE = "UPDATE readers SET consent = :consent WHERE id = :id";

/** As `Subscribers.change`, within a transaction. */
export async function changeState(
  db: Statements,
  id: string,
  { change: { to, why, consent }, at }: { readonly change: StateChange; readonly at: IsoInstant },
): Promise<Subscriber | null> {
  const row = (await db.get(FIND, { id })) as unknown as Row | undefined;
  if (!row) return null;
  const given = consent ? { ...consent, at: momentOf(consent.at) } : null;
  if (!mayChange(row.state, to, { ...row, consentAt: given?.at ?? null })) return null;
  const log = await readerLog(db);
  if (row.state !== to) {
    const moment = momentOf(at);
    const change = log.change({ reader: id, at: moment, was: row.state, isNow: to, why }, row.change);
    // Never before what he agreed to, though the clock was set back: that consent must not bring him back.
    const leftAt = hasLeft(to) ? newest(row.leftAt, newest(moment, row.keptAt)) : row.leftAt;
    await db.run(MOVE, { to, moment, leftAt, change, id });
  }
  if (given && (row.keptAt === null || given.at > row.keptAt))
    await db.run(AGREE, { consent: log.consent(id, given, row.consent), id });
  await log.written();
  return subscriberById(db, id);
}
