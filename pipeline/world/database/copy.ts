import { createHash } from "node:crypto";
import type { Row, Statements, Value } from "./sql.ts";

/** A table whose rows are carried from one engine to another. */
export interface CopiedTable {
  readonly name: string;
  /** Columns by which its rows have one order. */
  readonly key: readonly string[];
}

/** What a table holds: how many rows, and a SHA-256 over all that stands in them, in order. */
export interface Holding {
  readonly table: string;
  readonly rows: number;
  readonly sha256: string;
}

/** Rows that are in memory at a time. */
const PAGE = 200;

/** Carries all rows of the tables over, in order. @returns what was read */
export async function copyRows(
  from: Statements,
  to: Statements,
  tables: readonly CopiedTable[],
): Promise<readonly Holding[]> {
  const holdings: Holding[] = [];
  for (const table of tables)
    holdings.push(await holdingOf(from, table, (rows) => insertAll(to, table.name, rows)));
  return holdings;
}

/** What the tables hold. */
export async function holdingsOf(
  db: Statements,
  tables: readonly CopiedTable[],
): Promise<readonly Holding[]> {
  const holdings: Holding[] = [];
  for (const table of tables) holdings.push(await holdingOf(db, table, async () => undefined));
  return holdings;
}

async function holdingOf(
  db: Statements,
  table: CopiedTable,
  each: (rows: readonly Row[]) => Promise<unknown>,
): Promise<Holding> {
  const hash = createHash("sha256");
  let count = 0;
  for (let rows = await page(db, table, null); rows.length > 0; ) {
    await each(rows);
    for (const row of rows) hash.update(`${wordsOf(row)}\n`);
    count += rows.length;
    rows = rows.length < PAGE ? [] : await page(db, table, rows.at(-1)!);
  }
  return { table: table.name, rows: count, sha256: hash.digest("hex") };
}

/** The rows behind `last`, in the order of the key. */
function page(db: Statements, { name, key }: CopiedTable, last: Row | null): Promise<readonly Row[]> {
  const behind =
    last === null ? "" : `WHERE (${key.join(", ")}) > (${key.map((one) => `:${one}`).join(", ")})`;
  const sql = `SELECT * FROM ${name} ${behind} ORDER BY ${key.join(", ")} LIMIT ${PAGE}`;
  return db.all(sql, last === null ? {} : Object.fromEntries(key.map((one) => [one, last[one]!])));
}

/** Columns by name, since the two engines may have them in another order; bytes by their own hash. */
function wordsOf(row: Row): string {
  const names = Object.keys(row).sort();
  return JSON.stringify(names.map((name) => [name, sayable(row[name]!)]));
}

function sayable(value: Value): string | number | null {
  return value instanceof Uint8Array ? `bytes ${createHash("sha256").update(value).digest("hex")}` : value;
}

async function insertAll(db: Statements, table: string, rows: readonly Row[]): Promise<void> {
  const names = Object.keys(rows[0]!);
  // PostgreSQL takes numbers of its own making from elsewhere only when it is told so.
  const sql = `INSERT INTO ${table} (${names.join(", ")}) OVERRIDING SYSTEM VALUE VALUES ${rows
    .map((_, at) => `(${names.map((name) => `:${name}_${at}`).join(", ")})`)
    .join(", ")}`;
  const values = rows.flatMap((row, at) => names.map((name) => [`${name}_${at}`, row[name]!] as const));
  await db.run(sql, Object.fromEntries(values));
}
