import type { Statements, Value } from "../database/sql.ts";

/** Tables of what is known of people, with the columns that tell it. */
const KNOWN = {
  mailboxes: ["address", "name"],
  consents: ["reader", "at", "how", "proof"],
  changes: ["reader", "at", "was", "is_now", "why"],
} as const;

type Known = keyof typeof KNOWN;

/** What `Database.wipe` is to look after when somebody was forgotten. */
export const PERSONAL: readonly string[] = [...Object.keys(KNOWN), "readers"];

/** The newest of a reader's rows in a table of what is known of people, and all before it. */
const rowsOf = (table: Known) =>
  `sequence IN (WITH RECURSIVE chain(step) AS (SELECT CAST(:newest AS BIGINT) UNION ALL
     SELECT before FROM ${table} JOIN chain ON sequence = chain.step WHERE before IS NOT NULL) SELECT step FROM chain)`;

const ONE = "sequence = :newest";

/** Overwrites a name and address in place. Within a transaction. */
export function forgetMailbox(db: Statements, mailbox: number): Promise<void> {
  return blankOut(db, "mailboxes", { which: ONE, newest: mailbox });
}

/** Overwrites all that is known of a reader, and takes him off the list. Within a transaction. */
export async function forgetReader(db: Statements, id: string): Promise<void> {
  const there = await db.get("SELECT mailbox, consent, change FROM readers WHERE id = :id", { id });
  if (!there) return;
  await forgetMailbox(db, Number(there.mailbox));
  await blankOut(db, "consents", { which: rowsOf("consents"), newest: there.consent! });
  await blankOut(db, "changes", { which: rowsOf("changes"), newest: there.change! });
  await db.run("DELETE FROM readers WHERE id = :id", { id });
}

/** As many bytes as each column has, all the same. */
async function blankOut(
  db: Statements,
  table: Known,
  { which, newest }: { readonly which: string; readonly newest: Value },
): Promise<void> {
  const columns = KNOWN[table];
  const longest = columns.map((column) => `MAX(octet_length(${column})) AS ${column}`).join(", ");
  const lengths = await db.get(`SELECT ${longest} FROM ${table} WHERE ${which}`, { newest });
  const blanks = "0".repeat(Math.max(0, ...Object.values(lengths!).map(Number)));
  const blank = columns.map(
    (column) => `${column} = substr(CAST(:blanks AS TEXT), 1, octet_length(${column}))`,
  );
  await db.run(`UPDATE ${table} SET ${blank.join(", ")} WHERE ${which}`, { blanks, newest });
}
