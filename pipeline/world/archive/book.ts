import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import { damaged, faultOf } from "./archive-fault.ts";

/** A row that was read or will be written, by column. */
export type Row = Readonly<Record<string, SQLInputValue>>;

/** The open file. Statements are made once. */
export interface Book {
  readonly path: string;
  readonly patienceMs: number;
  readonly db: DatabaseSync;
  say(sql: string): StatementSync;
}

export function bookOn(path: string, db: DatabaseSync, patienceMs: number): Book {
  const statements = new Map<string, StatementSync>();
  return {
    path,
    patienceMs,
    db,
    say(sql) {
      const known = statements.get(sql) ?? db.prepare(sql);
      statements.set(sql, known);
      return known;
    },
  };
}

/**
 * Several statements of one moment, whatever other processes write meanwhile; whole or not at all.
 *
 * @param lock IMMEDIATE to write
 */
export function atOnce<T>(book: Book, lock: "DEFERRED" | "IMMEDIATE", work: () => T): T {
  return guarded(book, () => {
    book.db.exec(`BEGIN ${lock}`);
    try {
      const done = work();
      book.db.exec("COMMIT");
      return done;
    } catch (cause) {
      if (book.db.isTransaction) book.db.exec("ROLLBACK");
      throw cause;
    }
  });
}

/** Turns SQLite's words into a fault that a person can mend. */
export function guarded<T>({ path, patienceMs }: Pick<Book, "path" | "patienceMs">, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    throw faultOf(path, patienceMs, cause);
  }
}

/** A fault in a row of this book. */
export function damagedRow({ path }: Book, row: string, message: string): Error {
  return damaged(path, row, message);
}

/** Adds a row by the names of its columns. @returns its number */
export function insert(book: Book, table: string, row: Row): number {
  const names = Object.keys(row);
  const sql = `INSERT INTO ${table} (${names.join(", ")}) VALUES (${names.map((name) => `:${name}`).join(", ")})`;
  return Number(book.say(sql).run(row).lastInsertRowid);
}
