import type { DatabaseSync } from "node:sqlite";

/** As many bytes as the column has, all the same. */
const blank = (column: string) =>
  `${column} = substr(hex(zeroblob(octet_length(${column}))), 1, octet_length(${column}))`;

/** The newest of a reader's rows in a table of what is known of people, and all before it. */
const ROWS_OF = (table: string) =>
  `sequence IN (WITH RECURSIVE chain(row) AS (SELECT ? UNION ALL
     SELECT before FROM ${table} JOIN chain ON sequence = chain.row WHERE before IS NOT NULL) SELECT row FROM chain)`;

const FORGET_MAILBOX = `UPDATE mailboxes SET ${["address", "name"].map(blank).join(", ")} WHERE sequence = ?`;
const FORGET_CONSENTS = `UPDATE consents SET ${["reader", "at", "how", "proof"].map(blank).join(", ")} WHERE ${ROWS_OF("consents")}`;
const FORGET_CHANGES = `UPDATE changes SET ${["reader", "at", "was", "is_now", "why"].map(blank).join(", ")} WHERE ${ROWS_OF("changes")}`;

/** Overwrites a name and address in place. Within a transaction. */
export function forgetMailbox(db: DatabaseSync, mailbox: number): void {
  db.prepare(FORGET_MAILBOX).run(mailbox);
}

/** Overwrites all that is known of a reader, and takes him off the list. Within a transaction. */
export function forgetReader(db: DatabaseSync, id: string): void {
  const there = db.prepare("SELECT mailbox, consent, change FROM readers WHERE id = ?").get(id);
  if (!there) return;
  forgetMailbox(db, Number(there.mailbox));
  db.prepare(FORGET_CONSENTS).run(there.consent!);
  db.prepare(FORGET_CHANGES).run(there.change!);
  db.prepare("DELETE FROM readers WHERE id = ?").run(id);
}
