import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import type { Row, Statements } from "../database/sql.ts";
import { beginToWrite } from "../database/write-lock.ts";
import { damaged, faultOf } from "./archive-fault.ts";
import type { Store } from "./book.ts";
import { openOrCreate, openThere } from "./open-file.ts";

/** An SQLite file, and how long to wait for another process that writes it. */
interface ArchiveFile {
  readonly path: string;
  readonly patienceMs: number;
}

interface Open {
  readonly db: DatabaseSync;
  readonly statements: Statements;
}

/**
 * An archive in an SQLite file, with a format and faults of its own. It is opened when it is first asked for, and made when it is first
 * written. Closing it happens at once where nobody is at work with it, else after them.
 */
export function inFile(file: ArchiveFile): Store {
  let open: Open | null = null;
  const { inTurn, isIdle } = turns();
  const opened = (db: DatabaseSync | null): Open | null => {
    open ??= db && { db, statements: statementsOn(file, db) };
    return open;
  };
  const close = () => {
    const there = open;
    open = null;
    if (there) guarded(file, () => there.db.close());
  };
  return {
    read: (nothing, look) =>
      inTurn(async () => {
        const there = open ?? opened(guarded(file, () => openThere(file.path, file.patienceMs)));
        if (!there) return nothing;
        guarded(file, () => there.db.exec("BEGIN DEFERRED"));
        return toItsEnd(file, there, look);
      }),
    write: (change) =>
      inTurn(async () => {
        const there = open ?? opened(guarded(file, () => openOrCreate(file.path, file.patienceMs)))!;
        await beginToWrite(there.db, file.patienceMs, (begin) => guarded(file, begin));
        return toItsEnd(file, there, change);
      }),
    damaged: (row, message) => damaged(file.path, row, message),
    enginesFindings: async (book) => {
      const found = await book.all("PRAGMA integrity_check");
      return found
        .map(({ integrity_check }) => String(integrity_check))
        .filter((message) => message !== "ok")
        .map((message) => ({ place: "file", message: `SQLite finds: ${message}.` }));
    },
    close: async () => (isIdle() ? close() : inTurn(async () => close())),
  };
}

/** One connection has one transaction at a time. */
function turns() {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  return {
    isIdle: () => waiting === 0,
    inTurn<T>(work: () => Promise<T>): Promise<T> {
      waiting += 1;
      const done = last.then(work).finally(() => {
        waiting -= 1;
      });
      last = done.catch(() => undefined);
      return done;
    },
  };
}

/** The work of a transaction that was begun. */
async function toItsEnd<T>(
  file: ArchiveFile,
  { db, statements }: Open,
  work: (db: Statements) => Promise<T>,
): Promise<T> {
  try {
    const done = await work(statements);
    guarded(file, () => db.exec("COMMIT"));
    return done;
  } catch (cause) {
    if (db.isTransaction) db.exec("ROLLBACK");
    throw cause;
  }
}

/** Each statement is made once. */
function statementsOn(file: ArchiveFile, db: DatabaseSync): Statements {
  const known = new Map<string, StatementSync>();
  const say = (sql: string) => {
    const statement = known.get(sql) ?? db.prepare(sql);
    known.set(sql, statement);
    return statement;
  };
  const given = (values: Row = {}) => values as Record<string, SQLInputValue>;
  return {
    rowsAtOnce: 1,
    all: async (sql, values) => guarded(file, () => say(sql).all(given(values)) as readonly Row[]),
    get: async (sql, values) => guarded(file, () => say(sql).get(given(values)) as Row | undefined),
    run: async (sql, values) => guarded(file, () => Number(say(sql).run(given(values)).changes)),
  };
}

/** Turns SQLite's words into a fault that a person can mend. */
function guarded<T>({ path, patienceMs }: ArchiveFile, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    throw faultOf(path, patienceMs, cause);
  }
}
