import type { DatabaseSync } from "node:sqlite";

/** `work` in one transaction that takes the lock first, so that two processes come one after the other; nothing of it stays where it throws. */
export function inTransaction<T>(db: DatabaseSync, work: (db: DatabaseSync) => T): T {
  db.exec("BEGIN IMMEDIATE");
  try {
    const made = work(db);
    db.exec("COMMIT");
    return made;
  } catch (cause) {
    if (db.isTransaction) db.exec("ROLLBACK");
    throw cause;
  }
}
