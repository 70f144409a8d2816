import type { DatabaseSync } from "node:sqlite";
import { type ApprovalAct, ApprovalActSchema } from "../../model/approval.ts";
import type { IsoDate } from "../../model/unit.ts";
import { damagedApprovals, guarded, unmade } from "./approvals-fault.ts";
import { checkOf, type KeptAct, openOrCreate, openThere } from "./approvals-file.ts";

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
  const trouble = { path, patienceMs };
  return {
    record: async (act) =>
      guarded(trouble, () => {
        const db = openOrCreate(path, patienceMs);
        try {
          append(db, path, ApprovalActSchema.parse(act));
        } finally {
          db.close();
        }
      }),
    of: async (date) =>
      guarded(trouble, () => {
        const db = openThere(path, patienceMs);
        if (!db) return [];
        try {
          return readAll(db, path).filter((act) => act.date === date);
        } finally {
          db.close();
        }
      }),
  };
}

/** One row, chained to the one before it; the lock is taken first, so that two people at one moment come one after the other. */
function append(db: DatabaseSync, path: string, act: ApprovalAct): void {
  db.exec("BEGIN IMMEDIATE");
  try {
    const last = rowsOf(db).at(-1);
    readAll(db, path);
    const words = JSON.stringify(act);
    db.prepare("INSERT INTO acts (id, date, act, chk) VALUES (?, ?, ?, ?)").run(
      (last?.id ?? 0) + 1,
      act.date,
      words,
      checkOf(last?.chk ?? "", words),
    );
    db.exec("COMMIT");
  } catch (cause) {
    if (db.isTransaction) db.exec("ROLLBACK");
    throw cause;
  }
}

/** Every row is looked at, a few a day: a row that was changed or taken out by hand breaks the chain behind it. */
function readAll(db: DatabaseSync, path: string): readonly ApprovalAct[] {
  let before = "";
  return rowsOf(db).map(({ id, date, act, chk }, index) => {
    const read = unmade(act);
    const checked = ApprovalActSchema.safeParse(read);
    const isSound = id === index + 1 && chk === checkOf(before, act) && checked.success;
    if (!isSound || checked.data.date !== date)
      throw damagedApprovals(
        path,
        `acts ${id}`,
        "The row is not what was recorded, or one before it is gone.",
      );
    before = chk;
    return checked.data;
  });
}

function rowsOf(db: DatabaseSync): readonly KeptAct[] {
  const rows = db.prepare("SELECT id, date, act, chk FROM acts ORDER BY id").all();
  return rows as unknown as readonly KeptAct[];
}
