import type { BigIntStats } from "node:fs";
import type { DatabaseSync } from "node:sqlite";
import pLimit from "p-limit";
import { damagedFile, guarded } from "./database-fault.ts";
import type { OwnFile } from "./described.ts";
import { emptyLog } from "./empty-log.ts";
import { expectInPlace, placeOf } from "./in-place.ts";
import { openOrCreate, openThere } from "./own-file.ts";
import type { Database, Statements } from "./sql.ts";
import { type Guarded, statementsOn, toItsEnd } from "./statements-on.ts";
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
  return { db, place: placeOf(file.path), statements: statementsOn(db, guardOf(file)) };
}

/** @param lock IMMEDIATE takes the lock first, so that two processes come one after the other */
async function transaction<T>(
  file: OwnFile,
  { db, place, statements }: Open,
  lock: "DEFERRED" | "IMMEDIATE",
  work: (db: Statements) => Promise<T>,
): Promise<T> {
  const guard = guardOf(file);
  if (lock === "IMMEDIATE") await beginToWrite(db, file.patienceMs, guard);
  else guard(() => db.exec("BEGIN"));
  return toItsEnd(db, guard, () => {
    if (lock === "IMMEDIATE") expectInPlace(file, place);
    return work(statements);
  });
}

function guardOf(file: OwnFile): Guarded {
  return (work) => guarded(file, work);
}
