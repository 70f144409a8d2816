import type { DatabaseSync } from "node:sqlite";
import type { Consent, Subscriber, SubscriberState } from "../../model/subscriber.ts";
import type { IsoInstant } from "../../model/unit.ts";
import { addressKey } from "../../post/address.ts";
import { mayChange } from "./consent-rule.ts";
import { momentOf } from "./moments.ts";
import { subscriberBy } from "./subscriber-rows.ts";
import { suppressionIn } from "./suppression.ts";

/** The newest moment at which the subscriber `s` left. */
export const LEFT_AT = `SELECT max(at) FROM changes
  WHERE subscriber = s.id AND is_now IN ('unsubscribed', 'bounced', 'complained')`;

export interface StateChange {
  readonly to: SubscriberState;
  readonly why: string;
  readonly consent?: Consent;
}

/** As `Subscribers.change`, within a transaction. */
export function changeState(
  db: DatabaseSync,
  id: string,
  { change, at }: { readonly change: StateChange; readonly at: IsoInstant },
): Subscriber | null {
  const there = subscriberBy(db, "id", id);
  if (!there) return null;
  const consentAt = change.consent ? momentOf(change.consent.at) : null;
  const keptAt = there.consent?.at ?? null;
  const leftAt = leftAtOf(db, there);
  if (!mayChange(there.state, change.to, { leftAt, consentAt, keptAt })) return null;
  if (there.state !== change.to) {
    const moment = momentOf(at);
    db.prepare("UPDATE subscribers SET state = ?, changed_at = ? WHERE id = ?").run(change.to, moment, id);
    db.prepare("INSERT INTO changes (subscriber, at, was, is_now, why) VALUES (?, ?, ?, ?, ?)").run(
      ...[id, moment, there.state, change.to, change.why],
    );
  }
  if (change.consent && consentAt !== null && (keptAt === null || consentAt > keptAt))
    db.prepare("INSERT INTO consents (subscriber, at, how, proof) VALUES (?, ?, ?, ?)").run(
      ...[id, consentAt, change.consent.how, change.consent.proof],
    );
  return subscriberBy(db, "id", id);
}

function leftAtOf(db: DatabaseSync, { id, address }: Subscriber): IsoInstant | null {
  const row = db.prepare(`SELECT (${LEFT_AT}) AS at FROM subscribers s WHERE s.id = ?`).get(id);
  const moments = [row?.at, suppressionIn(db).since(addressKey(address))].filter(
    (at) => typeof at === "string",
  );
  return moments.sort().at(-1) ?? null;
}
