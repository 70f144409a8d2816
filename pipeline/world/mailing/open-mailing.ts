import type { DatabaseSync } from "node:sqlite";
import { guarded } from "../database/database-fault.ts";
import type { OwnFile } from "../database/described.ts";
import { openOrCreate, openThere } from "../database/own-file.ts";
import { APPLICATION_ID, MIGRATIONS } from "./schema.ts";

/** A connection that is opened when it is first needed and kept until it is closed. */
export interface MailingFile {
  /** The database; null where there is no file yet and nothing is to be written. */
  reading(): DatabaseSync | null;
  /** Made first where there is none. */
  writing(): DatabaseSync;
  /** Runs `work`; what SQLite or the disk throws becomes a fault. */
  guarded<T>(work: () => T): T;
  /** `work` in one transaction that takes the lock first; nothing of it stays where it throws. */
  transaction<T>(work: (db: DatabaseSync) => T): T;
  close(): void;
}

/** Another process writes for milliseconds: one that takes longer hangs. */
const PATIENCE_MS = 10_000;

/** Where a project keeps readers and deliveries. */
export function mailingPath(root: string): string {
  return `${root}/.tracker/delivery.sqlite`;
}

export function openMailingFile(
  path: string,
  { patienceMs = PATIENCE_MS }: { readonly patienceMs?: number } = {},
): MailingFile {
  const file: OwnFile = {
    path,
    holds: "readers and deliveries",
    restore:
      "Put a copy of the file in its place before anything is sent: without it nobody knows who got what.",
    applicationId: APPLICATION_ID,
    migrations: MIGRATIONS,
    patienceMs,
  };
  let db: DatabaseSync | null = null;
  const reading = () => {
    db ??= guarded(file, () => openThere(file));
    return db;
  };
  const writing = () => {
    db ??= guarded(file, () => openOrCreate(file));
    return db;
  };
  return {
    reading,
    writing,
    guarded: (work) => guarded(file, work),
    transaction: (work) => {
      const open = writing();
      return guarded(file, () => inTransaction(open, work));
    },
    close() {
      db?.close();
      db = null;
    },
  };
}

function inTransaction<T>(db: DatabaseSync, work: (db: DatabaseSync) => T): T {
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
