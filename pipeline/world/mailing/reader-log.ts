import type { Consent, SubscriberState } from "../../model/subscriber.ts";
import type { IsoInstant } from "../../model/unit.ts";
import type { Row, Statements } from "../database/sql.ts";

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
  consent(reader: string, consent: Consent, before: number | null): Promise<number>;
  change(change: Change, before: number | null): Promise<number>;
}

const CONSENT = `INSERT INTO consents (before, reader, at, how, proof)
  VALUES (:before, :reader, :at, :how, :proof) RETURNING sequence`;
const CHANGE = `INSERT INTO changes (before, reader, at, was, is_now, why)
  VALUES (:before, :reader, :at, :was, :isNow, :why) RETURNING sequence`;
const MAILBOX = "INSERT INTO mailboxes (address, name) VALUES (:address, :name) RETURNING sequence";

/** For one transaction. */
export function readerLog(db: Statements): ReaderLog {
  return {
    consent: (reader, { at, how, proof }, before) => added(db, CONSENT, { before, reader, at, how, proof }),
    change: ({ reader, at, was, isNow, why }, before) =>
      added(db, CHANGE, { before, reader, at, was, isNow, why }),
  };
}

/** A name and address, by the new row's number. */
export function addMailbox(
  db: Statements,
  mailbox: { readonly address: string; readonly name: string | null },
): Promise<number> {
  return added(db, MAILBOX, mailbox);
}

async function added(db: Statements, sql: string, values: Row): Promise<number> {
  return Number((await db.get(sql, values))!.sequence);
}
