import type { BigIntStats } from "node:fs";
import type { DatabaseSync, StatementSync } from "node:sqlite";
import pLimit from "p-limit";
import { damagedFile, guarded } from "./database-fault.ts";
import type { OwnFile } from "./described.ts";
import { emptyLog } from "./empty-log.ts";
import { expectInPlace, placeOf } from "./in-place.ts";
import { openOrCreate, openThere } from "./own-file.ts";
import { type Positional, positional, valuesFor } from "./positional.ts";
import type { Database, Row, Statements } from "./sql.ts";
import { beginToWrite } from "./write-lock.ts";

interface Open {
  readonly db: DatabaseSync;
  readonly place: BigIntStats | undefined;
  readonly statements: Statements;
}

/** A store in an SQLite file. It is opened when it is first asked for, and made when it is first written. */
export function embedded(file: OwnFile): Database {
  let open: Open | null = null;
  // One connection has one transaction at a time.
  const turn = pLimit(1);
  const there = (): Open | null => {
    open ??= kept(
      file,
      guarded(file, () => openThere(file)),
    );
    return open;
  };
  const made = (): Open => {
    open ??= kept(
      file,
      guarded(file, () => openOrCreate(file)),
    )!;
    return open;
  };
  return {
    read: (nothing, look) =>
      turn(async () => {
        const kept = there();
        return kept ? transaction(file, kept, "DEFERRED", look) : nothing;
      }),
    write: (change) => turn(async () => transaction(file, made(), "IMMEDIATE", change)),
    wipe: async () => {
      const isThere = await turn(async () => there() !== null);
      return !isThere || emptyLog(file, (work) => turn(async () => work(made().db)));
    },
    damaged: (row, message) => damagedFile(file, row, message),
    close: () =>
      turn(async () => {
        const kept = open;
        open = null;
        if (kept) guarded(file, () => kept.db.close());
      }),
  };
}

function kept(file: OwnFile, db: DatabaseSync | null): Open | null {
  if (!db) return null;
  if (file.cacheKib !== undefined) db.exec(`PRAGMA cache_size = -${file.cacheKib}`);
  return { db, place: placeOf(file.path), statements: statementsOn(file, db) };
}

/** @param lock IMMEDIATE takes the lock first, so that two processes come one after the other */
async function transaction<T>(
  file: OwnFile,
  { db, place, statements }: Open,
  lock: "DEFERRED" | "IMMEDIATE",
  work: (db: Statements) => Promise<T>,
): Promise<T> {
  if (lock === "IMMEDIATE") await beginToWrite(db, file.patienceMs, (begin) => guarded(file, begin));
  else guarded(file, () => db.exec("BEGIN"));
  try {
    if (lock === "IMMEDIATE") expectInPlace(file, place);
    const done = await work(statements);
    guarded(file, () => db.exec("COMMIT"));
    return done;
  } catch (cause) {
    if (db.isTransaction) db.exec("ROLLBACK");
    throw cause;
  }
}

/** Each statement is made once. */
function statementsOn(file: OwnFile, db: DatabaseSync): Statements {
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
    guarded(file, () => {
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
