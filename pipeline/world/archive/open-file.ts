import { accessSync, constants, existsSync, mkdirSync, readdirSync } from "node:fs";
import { dirname } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { pathToFileURL } from "node:url";
import { madeAside } from "../database/made-aside.ts";
import { damaged, diskTrouble } from "./archive-fault.ts";
import { APPLICATION_ID, PAGE_BYTES, TABLES, VERSION } from "./schema.ts";
import { expectWhole } from "./whole-file.ts";

/** Opens an archive that is there; null where there is no file. Nothing is created. */
export function openThere(path: string, patienceMs: number): DatabaseSync | null {
  if (!existsSync(path)) return null;
  expectWhole(path);
  const db = connect(path, patienceMs);
  try {
    expectTables(path, db);
  } catch (cause) {
    db.close();
    throw cause;
  }
  return db;
}

/** Opens an archive and makes it first where there is none. */
export function openOrCreate(path: string, patienceMs: number): DatabaseSync {
  const there = openThere(path, patienceMs);
  if (there) return there;
  create(path);
  return openThere(path, patienceMs)!;
}

function connect(path: string, patienceMs: number): DatabaseSync {
  // Asked for here and not imported: builds that never touch the archive do not pay for SQLite.
  const { DatabaseSync: Database } = process.getBuiltinModule("node:sqlite");
  const fixed = isFixed(path);
  const db = new Database(fixed ? fixedAddress(path) : path, { timeout: patienceMs, readOnly: fixed });
  // In WAL mode a process that is killed loses nothing that was recorded, whatever this says; FULL also keeps it when the power fails.
  // It costs a millisecond or two for each visit, which took a hundred times that on the network.
  db.exec("PRAGMA synchronous = FULL");
  return db;
}

/** Whether nobody here can write beside it, as on a mounted copy: SQLite would want to lay its log there even to read. */
function isFixed(path: string): boolean {
  if (!existsSync(path) || existsSync(`${path}-wal`)) return false;
  try {
    accessSync(dirname(path), constants.W_OK);
    return false;
  } catch {
    return true;
  }
}

function fixedAddress(path: string): URL {
  const address = pathToFileURL(path);
  address.searchParams.set("immutable", "1");
  return address;
}

/** Tables are compared by the words that made them: a flipped letter in one of them could hide a column. */
function expectTables(path: string, db: DatabaseSync): void {
  const found = db
    .prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid")
    .all()
    .map(({ sql }) => sql);
  if (JSON.stringify(found) !== JSON.stringify(TABLES))
    throw damaged(path, "sqlite_schema", "Its tables are not those that were made.");
}

function create(path: string): void {
  const folder = dirname(path);
  try {
    mkdirSync(folder, { recursive: true });
    readdirSync(folder);
  } catch (cause) {
    throw diskTrouble(folder, "The folder of the archive cannot be made", cause);
  }
  madeAside(path, makeTables);
}

function makeTables(path: string): void {
  const db = connect(path, 0);
  try {
    db.exec(
      `PRAGMA page_size = ${PAGE_BYTES}; PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${VERSION}`,
    );
    db.exec(`BEGIN; ${TABLES.join(";\n")}; COMMIT`);
    db.exec("PRAGMA journal_mode = WAL");
  } finally {
    db.close();
  }
}
