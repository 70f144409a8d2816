import { createHash } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import { type ApprovalAct, ApprovalActSchema } from "../../model/approval.ts";
import type { IsoDate } from "../../model/unit.ts";
import { damagedFile, guarded } from "../database/database-fault.ts";
import type { OwnFile } from "../database/described.ts";
import { inTransaction } from "../database/in-transaction.ts";
import { openOrCreate, openThere } from "../database/own-file.ts";

/** Who has approved what, oldest first: only ever added to. */
export interface Approvals {
  /** Keeps one act, synced to the disk, or nothing of it. @throws PipelineError archive-busy, archive-damaged, disk */
  record(act: ApprovalAct): Promise<void>;
  /** The acts of an issue's day, in the order in which they were recorded. */
  of(date: IsoDate): Promise<readonly ApprovalAct[]>;
}

/** Another process writes for milliseconds: one that takes longer hangs. */
const PATIENCE_MS = 10_000;

/** Where a project keeps them. */
export function approvalsPath(root: string): string {
  return `${root}/.tracker/approvals.sqlite`;
}

/**
 * Approvals in one SQLite file. Nothing is created before the first is recorded; where there is no file, nobody has approved.
 *
 * @param patienceMs how long to wait for another process that writes
 */
export function openApprovals(
  path: string,
  { patienceMs = PATIENCE_MS }: { readonly patienceMs?: number } = {},
): Approvals {
  const file: OwnFile = {
    path,
    patienceMs,
    holds: "approvals",
    restore:
      "Put a copy of the file in its place; without one, move it away: then nothing counts as approved, and people approve again.",
    applicationId: APPLICATION_ID,
    migrations: [FIRST],
  };
  return {
    record: async (act) =>
      guarded(file, () => {
        const db = openOrCreate(file);
        try {
          inTransaction(db, () => append(db, file, ApprovalActSchema.parse(act)));
        } finally {
          db.close();
        }
      }),
    of: async (date) =>
      guarded(file, () => {
        const db = openThere(file);
        if (!db) return [];
        try {
          return readAll(db, file).filter((act) => act.date === date);
        } finally {
          db.close();
        }
      }),
  };
}

/** "TRKA". */
const APPLICATION_ID = 0x54524b41;

const FIRST: readonly string[] = [
  "CREATE TABLE acts (id INTEGER PRIMARY KEY, date TEXT NOT NULL, act TEXT NOT NULL, chk TEXT NOT NULL) STRICT",
  "CREATE TRIGGER acts_stay BEFORE UPDATE ON acts BEGIN SELECT RAISE(ABORT, 'acts are only ever added'); END",
  "CREATE TRIGGER acts_remain BEFORE DELETE ON acts BEGIN SELECT RAISE(ABORT, 'acts are only ever added'); END",
];

/** A row: the act as JSON, and a SHA-256 over it and the row before. */
interface KeptAct {
  readonly id: number;
  readonly date: string;
  readonly act: string;
  readonly chk: string;
}

/** One row, chained to the one before it. */
function append(db: DatabaseSync, file: OwnFile, act: ApprovalAct): void {
  const last = rowsOf(db).at(-1);
  readAll(db, file);
  const words = JSON.stringify(act);
  db.prepare("INSERT INTO acts (id, date, act, chk) VALUES (?, ?, ?, ?)").run(
    (last?.id ?? 0) + 1,
    act.date,
    words,
    checkOf(last?.chk ?? "", words),
  );
}

/** Every row is looked at, a few a day: a row that was changed or taken out by hand breaks the chain behind it. */
function readAll(db: DatabaseSync, file: OwnFile): readonly ApprovalAct[] {
  let before = "";
  return rowsOf(db).map(({ id, date, act, chk }, index) => {
    const checked = ApprovalActSchema.safeParse(unmade(act));
    const isSound = id === index + 1 && chk === checkOf(before, act) && checked.success;
    if (!isSound || checked.data.date !== date)
      throw damagedFile(file, `acts ${id}`, "The row is not what was recorded, or one before it is gone.");
    before = chk;
    return checked.data;
  });
}

function rowsOf(db: DatabaseSync): readonly KeptAct[] {
  const rows = db.prepare("SELECT id, date, act, chk FROM acts ORDER BY id").all();
  return rows as unknown as readonly KeptAct[];
}

function checkOf(before: string, act: string): string {
  return createHash("sha256").update(`${before}\n${act}`).digest("hex");
}

/** JSON as it was written, or undefined. */
function unmade(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return undefined;
  }
}
