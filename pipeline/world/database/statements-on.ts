import type { DatabaseSync, StatementSync } from "node:sqlite";
import { type Positional, positional, valuesFor } from "./positional.ts";
import type { Row, Statements } from "./sql.ts";

/** Does a piece of work, and makes of what SQLite throws a fault of the store. */
export type Guarded = <T>(work: () => T) => T;

/** The statements of an SQLite file that is open; each is made once. */
export function statementsOn(db: DatabaseSync, guarded: Guarded): Statements {
  const known = new Map<string, Positional & { readonly statement: StatementSync }>();
  const say = (sql: string) => {
    const there = known.get(sql);
    if (there) return there;
    const words = positional(sql);
    const made = { ...words, statement: db.prepare(words.text) };
    known.set(sql, made);
    return made;
  };
  const ask = <T>(sql: string, values: Row | undefined, how: "all" | "get" | "run") =>
    guarded(() => {
      const said = say(sql);
      return said.statement[how](...valuesFor(said, values)) as T;
    });
  return {
    rowsAtOnce: 1,
    all: async (sql, values) => ask<readonly Row[]>(sql, values, "all"),
    get: async (sql, values) => ask<Row | undefined>(sql, values, "get"),
    run: async (sql, values) => Number(ask<{ changes: number | bigint }>(sql, values, "run").changes),
  };
}

/** The work of a transaction that was begun; nothing of it stays where it throws. */
export async function toItsEnd<T>(
  db: DatabaseSync,
  guarded: Guarded,
  work: () => Promise<T> | T,
): Promise<T> {
  try {
    const done = await work();
    guarded(() => db.exec("COMMIT"));
    return done;
  } catch (cause) {
    if (db.isTransaction) db.exec("ROLLBACK");
    throw cause;
  }
}
