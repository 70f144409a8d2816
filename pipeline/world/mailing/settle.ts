import type { DatabaseSync } from "node:sqlite";
import type { IsoInstant } from "../../model/unit.ts";
import type { Deliveries } from "./mailing.ts";
import { isOvertaken, placeOf } from "./versions.ts";
import { withoutAddresses } from "./without-addresses.ts";

type Settling = Parameters<Deliveries["settle"]>[1];

const WHICH = `version = :version AND state = 'uncertain'
  AND (:recipients IS NULL OR recipient IN (SELECT value FROM json_each(:recipients)))`;

const DECIDE = `INSERT INTO decisions (version, recipient, at, how, by, note)
  SELECT version, recipient, :at, :how, :by, :note FROM deliveries WHERE ${WHICH} ORDER BY recipient`;

const CHANGE = `UPDATE deliveries SET state = :to, at = :at, sender = NULL, not_before = NULL WHERE ${WHICH}`;

/** As `Deliveries.settle`, within a transaction. */
export function settle(
  db: DatabaseSync,
  version: string,
  { recipients, how, by, note, at }: Settling & { readonly at: IsoInstant },
): number {
  const which = { version, at, recipients: recipients && JSON.stringify(recipients) };
  const again = isOvertaken(db, placeOf(db, version)) ? "superseded" : "queued";
  db.prepare(DECIDE).run({ ...which, how, by, note: note && withoutAddresses(note) });
  const settled = db.prepare(CHANGE).run({ ...which, to: how === "accept" ? "sent" : again });
  return Number(settled.changes);
}
