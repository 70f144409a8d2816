import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import pLimit from "p-limit";
import { PipelineError } from "../../errors.ts";
import { damagedFile, guarded } from "./database-fault.ts";
import type { OwnFile } from "./described.ts";
import { openOrCreate, openThere } from "./own-file.ts";
import type { Database, Row, Statements } from "./sql.ts";

/** A store in an SQLite file. It is opened when it is first asked for, and made when it is first written. */
export function embedded(file: OwnFile): Database {
  let open: { readonly db: DatabaseSync; readonly statements: Statements } | null = null;
  // One connection has one transaction at a time.
  const turn = pLimit(1);
  const opened = (db: DatabaseSync | null) => {
    open ??= db && { db, statements: statementsOn(file, db) };
    return open;
  };
  return {
    read: (nothing, look) =>
      turn(async () => {
        const there = opened(open?.db ?? guarded(file, () => openThere(file)));
        return there ? transaction(file, there, "DEFERRED", look) : nothing;
      }),
    write: (change) =>
      turn(async () => {
        const there = opened(open?.db ?? guarded(file, () => openOrCreate(file)))!;
        return transaction(file, there, "IMMEDIATE", change);
      }),
    damaged: (row, message) => damagedFile(file, row, message),
    close: () =>
      turn(async () => {
        const there = open;
        open = null;
        if (there) guarded(file, () => there.db.close());
      }),
  };
}

/** @param lock IMMEDIATE takes the lock first, so that two processes come one after the other */
async function transaction<T>(
  file: OwnFile,
  { db, statements }: { readonly db: DatabaseSync; readonly statements: Statements },
  lock: "DEFERRED" | "IMMEDIATE",
  work: (db: Statements) => Promise<T>,
): Promise<T> {
  await begin(file, db, lock);
  try {
    const done = await work(statements);
    guarded(file, () => db.exec("COMMIT"));
    return done;
  } catch (cause) {
    if (db.isTransaction) db.exec("ROLLBACK");
    throw cause;
  }
}

/** Pauses between tries to get the lock, ms; the last goes on. */
const PAUSES = [1, 2, 5, 10, 25];

/** SQLite itself would wait with all else of this process: another transaction of the same process would never come to its end. */
async function begin(file: OwnFile, db: DatabaseSync, lock: "DEFERRED" | "IMMEDIATE"): Promise<void> {
  db.exec("PRAGMA busy_timeout = 0");
  const end = performance.now() + file.patienceMs;
  for (let tries = 0; ; tries += 1) {
    try {
      guarded(file, () => db.exec(`BEGIN ${lock}`));
      return;
    } catch (cause) {
      const isBusy = cause instanceof PipelineError && cause.code === "archive-busy";
      if (!isBusy || performance.now() > end) throw cause;
      await sleep(PAUSES[Math.min(tries, PAUSES.length - 1)]);
    }
  }
}

/** Each statement is made once. */
function statementsOn(file: OwnFile, db: DatabaseSync): Statements {
  const known = new Map<string, StatementSync>();
  const say = (sql: string) => {
    const statement = known.get(sql) ?? db.prepare(sql);
    known.set(sql, statement);
    return statement;
  };
  const given = (values: Row = {}) => values as Record<string, SQLInputValue>;
  return {
    all: async (sql, values) => guarded(file, () => say(sql).all(given(values)) as readonly Row[]),
    get: async (sql, values) => guarded(file, () => say(sql).get(given(values)) as Row | undefined),
    run: async (sql, values) => guarded(file, () => Number(say(sql).run(given(values)).changes)),
  };
}
