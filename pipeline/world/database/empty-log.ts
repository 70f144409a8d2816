import type { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { guarded } from "./database-fault.ts";
import type { OwnFile } from "./described.ts";

/** So long one try may wait for those who read, and so long others come first. While a try waits, nobody else can write. */
const TRY_MS = 50;
const PAUSE_MS = 100;

/**
 * Writes the log into the file and cuts it to nothing: until then it holds pages as they were.
 *
 * @param inTurn between two transactions of the connection
 * @returns false where somebody read in it during every try, for as long as the file's patience
 */
export async function emptyLog(
  file: OwnFile,
  inTurn: <T>(work: (db: DatabaseSync) => T) => Promise<T>,
): Promise<boolean> {
  const ask = (db: DatabaseSync, sql: string) => guarded(file, () => db.prepare(sql).get());
  // Most of it without keeping anybody waiting.
  await inTurn((db) => ask(db, "PRAGMA wal_checkpoint(PASSIVE)"));
  const isEmptied = (db: DatabaseSync) => {
    ask(db, `PRAGMA busy_timeout = ${TRY_MS}`);
    try {
      return ask(db, "PRAGMA wal_checkpoint(TRUNCATE)")?.busy === 0;
    } finally {
      ask(db, `PRAGMA busy_timeout = ${file.patienceMs}`);
    }
  };
  for (let waited = 0; ; waited += TRY_MS + PAUSE_MS) {
    if (await inTurn(isEmptied)) return true;
    if (waited >= file.patienceMs) return false;
    await sleep(PAUSE_MS);
  }
}
