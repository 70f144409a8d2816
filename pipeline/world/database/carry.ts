import { PipelineError } from "../../errors.ts";
import { type CopiedTable, copyRows, type Holding, holdingsOf } from "./copy.ts";
import type { Database, Statements } from "./sql.ts";

/** A store as it is carried from an embedded file into PostgreSQL. */
export interface Carried {
  /** "approvals": as people are told of it. */
  readonly holds: string;
  readonly from: Pick<Database, "read" | "close">;
  readonly to: Pick<Database, "write">;
  readonly tables: readonly CopiedTable[];
}

/**
 * Carries a store over, in one transaction, and looks at both sides afterwards: they hold the same by count and hash, or nothing of it stays.
 * Where all of it is there already, as after a run that was ended, nothing is done.
 *
 * @returns by table; empty where the store was never written
 * @throws PipelineError database: where something else is there already, or the copy is not what was read
 */
export async function carryOver({ holds, from, to, tables }: Carried): Promise<readonly Holding[]> {
  const given = await from.read<readonly Holding[]>([], (db) => holdingsOf(db, tables));
  if (given.every(({ rows }) => rows === 0)) return given;
  return to.write(async (into) => {
    const there = await holdingsOf(into, tables);
    if (isSame(given, there)) return given;
    expectEmpty(holds, there);
    const read = await from.read<readonly Holding[]>([], (db) => copyRows(db, into, tables));
    await goOnFrom(into);
    expectSame(holds, read, await holdingsOf(into, tables));
    return read;
  });
}

function expectEmpty(holds: string, found: readonly Holding[]): void {
  const there = found.filter(({ rows }) => rows > 0);
  if (there.length === 0) return;
  throw new PipelineError({
    code: "database",
    place: there.map(({ table, rows }) => `${table}: ${rows}`).join(", "),
    message: `The database holds other ${holds} already: nothing of them was carried over.`,
    remedy: "Name an empty database in TRACKER_DATABASE, or go on with the one that is there.",
  });
}

function isSame(one: readonly Holding[], other: readonly Holding[]): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function expectSame(holds: string, read: readonly Holding[], written: readonly Holding[]): void {
  if (isSame(read, written)) return;
  throw new PipelineError({
    code: "database",
    place: read.map(({ table }) => table).join(", "),
    message: `The copy of ${holds} is not what was read: it was taken back.`,
    remedy: "Run again; if it stays so, tell those who keep this program.",
  });
}

/** Numbers that the database makes itself go on behind those that were carried over. */
async function goOnFrom(db: Statements): Promise<void> {
  const columns = await db.all(
    `SELECT table_name, column_name FROM information_schema.columns
     WHERE table_schema = current_schema() AND is_identity = 'YES' ORDER BY table_name`,
  );
  for (const { table_name: table, column_name: column } of columns)
    await db.get(
      `SELECT setval(pg_get_serial_sequence('${table}', '${column}'), (SELECT MAX(${column}) FROM ${table})) AS last`,
    );
}
