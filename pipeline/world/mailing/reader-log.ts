import type { DatabaseSync } from "node:sqlite";
import type { Consent, SubscriberState } from "../../model/subscriber.ts";
import type { IsoInstant } from "../../model/unit.ts";

/** A change of a reader's state. */
export interface Change {
  readonly reader: string;
  readonly at: IsoInstant;
  readonly was: SubscriberState | null;
  readonly isNow: SubscriberState;
  readonly why: string;
}

/** What happened to readers, each row behind the one `before` it of the same reader; both give the new row's number. */
export interface ReaderLog {
  consent(reader: string, consent: Consent, before: number | null): number;
  change(change: Change, before: number | null): number;
}

/** For one transaction. */
export function readerLog(db: DatabaseSync): ReaderLog {
  const consents = db.prepare("INSERT INTO consents (before, reader, at, how, proof) VALUES (?, ?, ?, ?, ?)");
  const changes = db.prepare(
    "INSERT INTO changes (before, reader, at, was, is_now, why) VALUES (?, ?, ?, ?, ?, ?)",
  );
  return {
    consent: (reader, { at, how, proof }, before) =>
      Number(consents.run(before, reader, at, how, proof).lastInsertRowid),
    change: ({ reader, at, was, isNow, why }, before) =>
      Number(changes.run(before, reader, at, was, isNow, why).lastInsertRowid),
  };
}
