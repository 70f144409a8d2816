import { setTimeout as sleep } from "node:timers/promises";
import type { MailingFile } from "./open-mailing.ts";

/** So long one try may wait for those who read, and so long others come first. While a try waits, nobody else can write. */
const TRY_MS = 50;
const PAUSE_MS = 100;

/**
 * Writes the log into the file and cuts it to nothing: until then it holds pages as they were.
 *
 * @returns false where somebody read in it during every try, for as long as the file's patience
 */
export async function emptyLog(file: MailingFile): Promise<boolean> {
  const db = file.writing();
  const ask = (sql: string) => file.guarded(() => db.prepare(sql).get());
  // Most of it without keeping anybody waiting.
  ask("PRAGMA wal_checkpoint(PASSIVE)");
  for (let waited = 0; ; waited += TRY_MS + PAUSE_MS) {
    ask(`PRAGMA busy_timeout = ${TRY_MS}`);
    try {
      if (ask("PRAGMA wal_checkpoint(TRUNCATE)")?.busy === 0) return true;
    } finally {
      ask(`PRAGMA busy_timeout = ${file.patienceMs}`);
    }
    if (waited >= file.patienceMs) return false;
    await sleep(PAUSE_MS);
  }
}
