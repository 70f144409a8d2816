import { claimDue, nextDue } from "./due.ts";
import { enqueue } from "./enqueue.ts";
import { listChange } from "./list-change.ts";
import type { Deliveries } from "./mailing.ts";
import { openMarks } from "./marks.ts";
import { momentOf } from "./moments.ts";
import type { MailingFile } from "./open-mailing.ts";
import { noTally, receiptRows, tallyOf } from "./receipt-rows.ts";
import { openSenders } from "./senders.ts";
import { settle } from "./settle.ts";
import { openVersions } from "./versions.ts";

/** Versions and deliveries in the project's own file. Where there is none, nothing was sent, and looking makes none. */
export function openDeliveries(file: MailingFile): Deliveries {
  return {
    ...openVersions(file),
    ...openSenders(file),
    enqueue: async (version, at, most) =>
      file.transaction((db) => enqueue(db, version, { at: momentOf(at), most })),
    due: async (sender, at, most) =>
      file.transaction((db) => claimDue(db, sender, { at: momentOf(at), most })),
    nextDue: async (version) => {
      const db = file.reading();
      return db ? file.guarded(() => nextDue(db, version)) : null;
    },
    mark: openMarks(file),
    tally: async (version) => {
      const db = file.reading();
      return db ? file.guarded(() => tallyOf(db, version)) : noTally();
    },
    receipts: (version, filter) => receiptRows(file, version, filter),
    settle: async (version, settling, at) =>
      file.transaction((db) => settle(db, version, { ...settling, at: momentOf(at) })),
    listChange: async (edition, date) => {
      const db = file.reading();
      return db ? file.guarded(() => listChange(db, edition, date)) : null;
    },
  };
}
