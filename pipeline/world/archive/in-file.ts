import type { DatabaseSync } from "node:sqlite";
import type { Statements } from "../database/sql.ts";
import { type Guarded, statementsOn, toItsEnd } from "../database/statements-on.ts";
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
  const guarded = guardOf(file);
  const { inTurn, isIdle } = turns();
  const opened = (db: DatabaseSync | null): Open | null => {
    open ??= db && { db, statements: statementsOn(db, guarded) };
    return open;
  };
  const close = () => {
    const there = open;
    open = null;
    if (there) guarded(() => there.db.close());
  };
  return {
    read: (nothing, look) =>
      inTurn(async () => {
        const there = open ?? opened(guarded(() => openThere(file.path, file.patienceMs)));
        if (!there) return nothing;
        guarded(() => there.db.exec("BEGIN DEFERRED"));
        return toItsEnd(there.db, guarded, () => look(there.statements));
      }),
    write: (change) =>
      inTurn(async () => {
        const there = open ?? opened(guarded(() => openOrCreate(file.path, file.patienceMs)))!;
        await beginToWrite(there.db, file.patienceMs, guarded);
        return toItsEnd(there.db, guarded, () => change(there.statements));
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

/** Turns SQLite's words into a fault that a person can mend. */
function guardOf({ path, patienceMs }: ArchiveFile): Guarded {
  return (work) => {
    try {
      return work();
    } catch (cause) {
      throw faultOf(path, patienceMs, cause);
    }
  };
}
