import type { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { PipelineError } from "../../errors.ts";

/** Pauses between tries to get the lock, ms; the last goes on. */
const PAUSES = [1, 2, 5, 10, 25];

/**
 * Begins a transaction that writes. SQLite itself would wait with all else of this process, in which another transaction may have the lock.
 *
 * @param patienceMs how long to wait for whoever writes
 * @param guarded makes of what SQLite throws a fault of the store; that of code archive-busy is waited for
 */
export async function beginToWrite(
  db: DatabaseSync,
  patienceMs: number,
  guarded: (work: () => void) => void,
): Promise<void> {
  const end = performance.now() + patienceMs;
  for (let tries = 0; ; tries += 1) {
    db.exec("PRAGMA busy_timeout = 0");
    try {
      guarded(() => db.exec("BEGIN IMMEDIATE"));
      return;
    } catch (cause) {
      const isBusy = cause instanceof PipelineError && cause.code === "archive-busy";
      if (!isBusy || performance.now() > end) throw cause;
      await sleep(PAUSES[Math.min(tries, PAUSES.length - 1)]);
    } finally {
      // Else than for the lock it waits for milliseconds: until a process that leaves has put its log into place.
      db.exec(`PRAGMA busy_timeout = ${patienceMs}`);
    }
  }
}
