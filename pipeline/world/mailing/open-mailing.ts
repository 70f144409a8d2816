import { type BigIntStats, statSync } from "node:fs";
import type { DatabaseSync } from "node:sqlite";
import { PipelineError } from "../../errors.ts";
import { damagedFile, guarded } from "../database/database-fault.ts";
import type { OwnFile } from "../database/described.ts";
import { inTransaction } from "../database/in-transaction.ts";
import { openOrCreate, openThere } from "../database/own-file.ts";
import { APPLICATION_ID, MIGRATIONS } from "./schema.ts";

/** A connection that is opened when it is first needed and kept until it is closed. */
export interface MailingFile {
  /** How long it waits for other processes. */
  readonly patienceMs: number;
  /** The database; null where there is no file yet and nothing is to be written. */
  reading(): DatabaseSync | null;
  /** Made first where there is none. */
  writing(): DatabaseSync;
  /** Runs `work`; what SQLite or the disk throws becomes a fault. */
  guarded<T>(work: () => T): T;
  /** `work` in one transaction that takes the lock first; nothing of it stays where it throws. */
  transaction<T>(work: (db: DatabaseSync) => T): T;
  /** A row is not what was written: `row` as "versions 2025-11-05/free/1", `message` a full sentence. */
  damaged(row: string, message: string): PipelineError;
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
  let open: { readonly db: DatabaseSync; readonly place: BigIntStats | undefined } | null = null;
  const kept = (db: DatabaseSync | null) => {
    open = db && { db, place: placeOf(path) };
    return db;
  };
  const reading = () => open?.db ?? kept(guarded(file, () => openThere(file)));
  const writing = () => open?.db ?? kept(guarded(file, () => openOrCreate(file)))!;
  return {
    patienceMs,
    reading,
    writing,
    guarded: (work) => guarded(file, work),
    transaction: (work) => {
      const db = writing();
      if (!isSame(open?.place, placeOf(path))) throw movedAway(path);
      return guarded(file, () => inTransaction(db, work));
    },
    damaged: (row, message) => damagedFile(file, row, message),
    close() {
      open?.db.close();
      open = null;
    },
  };
}

function placeOf(path: string): BigIntStats | undefined {
  return statSync(path, { bigint: true, throwIfNoEntry: false });
}

function isSame(one: BigIntStats | undefined, other: BigIntStats | undefined): boolean {
  return one !== undefined && other !== undefined && one.ino === other.ino && one.dev === other.dev;
}

/** What were written now would go into a file that nobody can open again. */
function movedAway(path: string): PipelineError {
  return new PipelineError({
    code: "disk",
    place: path,
    message:
      "The file of readers and deliveries was taken away or replaced while it was in use; nothing more was recorded.",
    remedy: "Put it back before anything is sent: without it nobody knows who got what.",
  });
}
