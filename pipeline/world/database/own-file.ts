import { existsSync, lstatSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { damagedFile, leadsNowhere } from "./database-fault.ts";
import type { OwnFile } from "./described.ts";
import { inTransaction } from "./in-transaction.ts";
import { expectLayout } from "./layout.ts";
import { madeAside } from "./made-aside.ts";

/** The file as it is, led to the newest layout; null where there is none. Nothing is created. */
export function openThere(file: OwnFile): DatabaseSync | null {
  const { path } = file;
  // A link that leads nowhere, to a disk that is not mounted, is no sign that there was nothing.
  if (!lstatSync(path, { throwIfNoEntry: false })) return null;
  if (!existsSync(path)) throw leadsNowhere(file);
  const db = connect(path, file.patienceMs);
  try {
    expectOurs(file, db);
    migrate(file, db);
    return db;
  } catch (cause) {
    db.close();
    throw cause;
  }
}

/** Opens it and makes it first where there is none. */
export function openOrCreate(file: OwnFile): DatabaseSync {
  const there = openThere(file);
  if (there) return there;
  create(file);
  return openThere(file)!;
}

function connect(path: string, patienceMs: number): DatabaseSync {
  // Asked for here and not imported: builds that never touch a database do not pay for SQLite.
  const { DatabaseSync: Database } = process.getBuiltinModule("node:sqlite");
  const db = new Database(path, { timeout: patienceMs });
  try {
    // What was told as recorded is there when the power fails; what is deleted is overwritten.
    db.exec("PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA foreign_keys = ON");
    return db;
  } catch (cause) {
    db.close();
    throw cause;
  }
}

function expectOurs(file: OwnFile, db: DatabaseSync): void {
  const { application_id } = db.prepare("PRAGMA application_id").get() ?? {};
  if (application_id !== file.applicationId)
    throw damagedFile(file, "header", `This is not the file of ${file.holds} that this program makes.`);
}

/** Forward only, all steps or none; of two processes at one moment the second finds them taken. */
function migrate(file: OwnFile, db: DatabaseSync): void {
  const newest = file.migrations.length;
  if (expectLayout(file, db) === newest) return;
  inTransaction(db, () => {
    for (const statement of file.migrations.slice(expectLayout(file, db)).flat()) db.exec(statement);
    db.exec(`PRAGMA user_version = ${newest}`);
  });
}

function create({ path, applicationId, migrations }: OwnFile): void {
  mkdirSync(dirname(path), { recursive: true });
  madeAside(path, (unfinished) => {
    const db = connect(unfinished, 0);
    try {
      db.exec(`PRAGMA application_id = ${applicationId}; BEGIN; ${migrations.flat().join(";\n")}; COMMIT`);
      db.exec(`PRAGMA user_version = ${migrations.length}; PRAGMA journal_mode = WAL`);
    } finally {
      db.close();
    }
  });
}
