import { createHash } from "node:crypto";
import { existsSync, linkSync, lstatSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { isLeftover, temporaryMark } from "../leftovers.ts";
import { damagedApprovals, leadsNowhere, newerApprovals } from "./approvals-fault.ts";

/** A row: the act as JSON, and a SHA-256 over it and the row before. */
export interface KeptAct {
  readonly id: number;
  readonly date: string;
  readonly act: string;
  readonly chk: string;
}

/** "TRKA": so that no other SQLite file is taken for this one. */
const APPLICATION_ID = 0x54524b41;

const TABLES: readonly string[] = [
  "CREATE TABLE acts (id INTEGER PRIMARY KEY, date TEXT NOT NULL, act TEXT NOT NULL, chk TEXT NOT NULL) STRICT",
  "CREATE TRIGGER acts_stay BEFORE UPDATE ON acts BEGIN SELECT RAISE(ABORT, 'acts are only ever added'); END",
  "CREATE TRIGGER acts_remain BEFORE DELETE ON acts BEGIN SELECT RAISE(ABORT, 'acts are only ever added'); END",
];

export function checkOf(before: string, act: string): string {
  return createHash("sha256").update(`${before}\n${act}`).digest("hex");
}

/** The file as it is; null where there is none. Nothing is created. */
export function openThere(path: string, patienceMs: number): DatabaseSync | null {
  // A link that leads nowhere, to a disk that is not mounted, is no sign that nobody has approved.
  if (!lstatSync(path, { throwIfNoEntry: false })) return null;
  if (!existsSync(path)) throw leadsNowhere(path);
  const db = connect(path, patienceMs);
  try {
    const { application_id } = db.prepare("PRAGMA application_id").get() ?? {};
    const { user_version } = db.prepare("PRAGMA user_version").get() ?? {};
    if (application_id === APPLICATION_ID && user_version !== 0) throw newerApprovals(path);
    const tables = db.prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid").all();
    if (
      application_id !== APPLICATION_ID ||
      JSON.stringify(tables.map(({ sql }) => sql)) !== JSON.stringify(TABLES)
    )
      throw damagedApprovals(path, "header", "This is not the file of approvals that this program makes.");
    return db;
  } catch (cause) {
    db.close();
    throw cause;
  }
}

export function openOrCreate(path: string, patienceMs: number): DatabaseSync {
  const there = openThere(path, patienceMs);
  if (there) return there;
  create(path);
  return openThere(path, patienceMs)!;
}

function connect(path: string, patienceMs: number): DatabaseSync {
  const { DatabaseSync: Database } = process.getBuiltinModule("node:sqlite");
  const db = new Database(path, { timeout: patienceMs });
  // An approval that was told as recorded is there when the power fails.
  db.exec("PRAGMA synchronous = FULL");
  return db;
}

/** Made under another name and linked into place: never an unfinished one, neither for a process at the same moment nor after a kill. */
function create(path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  sweep(path);
  const unfinished = path + temporaryMark();
  try {
    const db = connect(unfinished, 0);
    try {
      db.exec(`PRAGMA application_id = ${APPLICATION_ID}; BEGIN; ${TABLES.join(";\n")}; COMMIT`);
      db.exec("PRAGMA journal_mode = WAL");
    } finally {
      db.close();
    }
    putInPlace(unfinished, path);
  } finally {
    for (const ending of ["", "-wal", "-shm", "-journal"]) rmSync(unfinished + ending, { force: true });
  }
}

/** A link, unlike a renaming, does not take the place of a file that has just come there. */
function putInPlace(unfinished: string, path: string): void {
  try {
    linkSync(unfinished, path);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "EEXIST") return;
    // A file system without links.
    if (!existsSync(path)) renameSync(unfinished, path);
  }
}

function sweep(path: string): void {
  const folder = dirname(path);
  const own = readdirSync(folder).filter((name) => name.startsWith(`${basename(path)}.`));
  for (const name of own.filter((one) => isLeftover(one.replace(/-(wal|shm|journal)$/, ""))))
    rmSync(join(folder, name), { force: true });
}
