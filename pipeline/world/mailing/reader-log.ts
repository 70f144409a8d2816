import type { Consent, SubscriberState } from "../../model/subscriber.ts";
import type { IsoInstant } from "../../model/unit.ts";
import type { Row, Statements, Value } from "../database/sql.ts";

/** A change of a reader's state. */
export interface Change {
  readonly reader: string;
  readonly at: IsoInstant;
  readonly was: SubscriberState | null;
  readonly isNow: SubscriberState;
  readonly why: string;
}

/** What is added of readers; who adds a row is given its number at once, and it is written, with others, when `written` is called. */
export interface ReaderLog {
  mailbox(address: string, name: string | null): number;
  /** Behind the one `before` it of the same reader, as a change is. */
  consent(reader: string, consent: Consent, before: number | null): number;
  change(change: Change, before: number | null): number;
  reader(row: Row): void;
  written(): Promise<void>;
}

const COLUMNS = {
  mailboxes: ["sequence", "address", "name"],
  consents: ["sequence", "before", "reader", "at", "how", "proof"],
  changes: ["sequence", "before", "reader", "at", "was", "is_now", "why"],
  readers: ["id", "hash", "mailbox", "tier", "state", "since", "changed_at", "left_at", "consent", "change"],
} as const;

type Table = keyof typeof COLUMNS;

const NEWEST = `SELECT (SELECT MAX(sequence) FROM mailboxes) AS mailboxes, (SELECT MAX(sequence) FROM consents) AS consents,
  (SELECT MAX(sequence) FROM changes) AS changes`;

/** For one transaction: nobody else numbers rows meanwhile. */
export async function readerLog(db: Statements): Promise<ReaderLog> {
  const newest = (await db.get(NEWEST))!;
  const waiting = { mailboxes: [], consents: [], changes: [], readers: [] } as Record<Table, Row[]>;
  const numbers = {
    mailboxes: Number(newest.mailboxes),
    consents: Number(newest.consents),
    changes: Number(newest.changes),
  };
  const added = (table: keyof typeof numbers, row: Row) => {
    numbers[table] += 1;
    waiting[table].push({ sequence: numbers[table], ...row });
    return numbers[table];
  };
  return {
    mailbox: (address, name) => added("mailboxes", { address, name }),
    consent: (reader, { at, how, proof }, before) => added("consents", { before, reader, at, how, proof }),
    change: ({ isNow, ...change }, before) => added("changes", { before, ...change, is_now: isNow }),
    reader: (row) => void waiting.readers.push(row),
    async written() {
      for (const table of Object.keys(COLUMNS) as Table[]) await write(db, table, waiting[table].splice(0));
    },
  };
}

const known = new Map<string, string>();

async function write(db: Statements, table: Table, rows: readonly Row[]): Promise<void> {
  for (let from = 0; from < rows.length; from += db.rowsAtOnce) {
    const page = rows.slice(from, from + db.rowsAtOnce);
    const values: Record<string, Value> = {};
    for (const [index, row] of page.entries())
      for (const column of COLUMNS[table]) values[`${column}${index}`] = row[column]!;
    await db.run(sqlFor(table, page.length), values);
  }
}

function sqlFor(table: Table, count: number): string {
  const name = `${table} ${count}`;
  const columns = COLUMNS[table];
  const rowOf = (_: unknown, index: number) =>
    `(${columns.map((column) => `:${column}${index}`).join(", ")})`;
  const sql =
    known.get(name) ??
    `INSERT INTO ${table} (${columns.join(", ")}) VALUES ${Array.from({ length: count }, rowOf).join(", ")}`;
  known.set(name, sql);
  return sql;
}
