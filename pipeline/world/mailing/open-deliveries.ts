import type { Database } from "../database/sql.ts";
import { claimDue, nextDue } from "./due.ts";
import { enqueue } from "./enqueue.ts";
import { listChange } from "./list-change.ts";
import type { Deliveries } from "./mailing.ts";
import { openMarks } from "./marks.ts";
import { momentOf } from "./moments.ts";
import { noTally, receiptRows, tallyOf } from "./receipt-rows.ts";
import { openSenders } from "./senders.ts";
import { settle } from "./settle.ts";
import { openVersions } from "./versions.ts";

/** Versions and deliveries where the mailing is kept. Where nothing was ever written, nothing was sent, and looking makes nothing. */
export function openDeliveries(file: Database): Deliveries {
  return {
    ...openVersions(file),
    ...openSenders(file),
    enqueue: async (version, at, most) =>
      file.write((db) => enqueue(db, version, { at: momentOf(at), most })),
    due: async (sender, at, most) => file.write((db) => claimDue(db, sender, { at: momentOf(at), most })),
    nextDue: (version) => file.read(null, (db) => nextDue(db, version)),
    mark: openMarks(file),
    tally: (version) => file.read(noTally(), (db) => tallyOf(db, version)),
    receipts: (version, filter) => receiptRows(file, version, filter),
    settle: async (version, settling, at) =>
      file.write((db) => settle(db, version, { ...settling, at: momentOf(at) })),
    listChange: (edition, date) => file.read(null, (db) => listChange(db, edition, date)),
  };
}
