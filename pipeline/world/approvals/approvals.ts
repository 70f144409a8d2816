import { createHash } from "node:crypto";
import { type ApprovalAct, ApprovalActSchema } from "../../model/approval.ts";
import type { IsoDate } from "../../model/unit.ts";
import { embedded } from "../database/embedded.ts";
import type { Lines } from "../database/postgres/lines.ts";
import { onlyAdded } from "../database/postgres/only-added.ts";
import { onPostgres } from "../database/postgres/postgres.ts";
import type { Database, Statements } from "../database/sql.ts";

/** Who has approved what, oldest first: only ever added to. */
export interface Approvals {
  /** Keeps one act, synced to the disk, or nothing of it. @throws PipelineError archive-busy, archive-damaged, disk, database */
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
  return approvalsIn(approvalsFile(path, patienceMs));
}

/** Approvals in a PostgreSQL database, by the same rules. */
export function openApprovalsOn(lines: Lines): Approvals {
  return approvalsIn(approvalsSchema(lines));
}

/** Where a project keeps them alone. */
export function approvalsFile(path: string, patienceMs = PATIENCE_MS): Database {
  return embedded({
    ...HOLDING,
    path,
    patienceMs,
    restore:
      "Put a copy of the file in its place; without one, move it away: then nothing counts as approved, and people approve again.",
    applicationId: APPLICATION_ID,
    migrations: [FIRST],
  });
}

/** Where several machines keep them. */
export function approvalsSchema(lines: Lines): Database {
  return onPostgres(lines, {
    ...HOLDING,
    schema: "tracker_approvals",
    restore:
      "Restore the schema from a backup, or drop it: then nothing counts as approved, and people approve again.",
    migrations: [FIRST_ON_POSTGRES],
  });
}

export const APPROVAL_TABLES = [{ name: "acts", key: ["id"] }];
const HOLDING = { holds: "approvals" };
/** "TRKA". */
const APPLICATION_ID = 0x54524b41;

const FIRST: readonly string[] = [
  "CREATE TABLE acts (id INTEGER PRIMARY KEY, date TEXT NOT NULL, act TEXT NOT NULL, chk TEXT NOT NULL) STRICT",
  "CREATE TRIGGER acts_stay BEFORE UPDATE ON acts BEGIN SELECT RAISE(ABORT, 'acts are only ever added'); END",
  "CREATE TRIGGER acts_remain BEFORE DELETE ON acts BEGIN SELECT RAISE(ABORT, 'acts are only ever added'); END",
];

const FIRST_ON_POSTGRES: readonly string[] = [
  "CREATE TABLE acts (id BIGINT PRIMARY KEY, date TEXT NOT NULL, act TEXT NOT NULL, chk TEXT NOT NULL)",
  ...onlyAdded("acts"),
];

function approvalsIn(database: Database): Approvals {
  return {
    record: (act) => {
      const checked = ApprovalActSchema.parse(act);
      return database.write((db) => append(db, database, checked)).finally(() => database.close());
    },
    of: async (date) => {
      const acts = await database.read([], (db) => readAll(db, database)).finally(() => database.close());
      return acts.filter((act) => act.date === date);
    },
  };
}

/** A row: the act as JSON, and a SHA-256 over it and the row before. */
interface KeptAct {
  readonly id: number;
  readonly date: string;
  readonly act: string;
  readonly chk: string;
}

/** One row, chained to the one before it. */
async function append(db: Statements, database: Database, act: ApprovalAct): Promise<void> {
  const last = (await rowsOf(db)).at(-1);
  await readAll(db, database);
  const words = JSON.stringify(act);
  await db.run("INSERT INTO acts (id, date, act, chk) VALUES (:id, :date, :act, :chk)", {
    id: (last?.id ?? 0) + 1,
    date: act.date,
    act: words,
    chk: checkOf(last?.chk ?? "", words),
  });
}

/** Every row is looked at, a few a day: a row that was changed or taken out by hand breaks the chain behind it. */
async function readAll(db: Statements, database: Database): Promise<readonly ApprovalAct[]> {
  let before = "";
  return (await rowsOf(db)).map(({ id, date, act, chk }, index) => {
    const checked = ApprovalActSchema.safeParse(unmade(act));
    const isSound = id === index + 1 && chk === checkOf(before, act) && checked.success;
    if (!isSound || checked.data.date !== date)
      throw database.damaged(`acts ${id}`, "The row is not what was recorded, or one before it is gone.");
    before = chk;
    return checked.data;
  });
}

async function rowsOf(db: Statements): Promise<readonly KeptAct[]> {
  const rows = await db.all("SELECT id, date, act, chk FROM acts ORDER BY id");
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
