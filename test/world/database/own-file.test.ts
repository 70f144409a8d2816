import { existsSync, readdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, it } from "vitest";
import { guarded } from "../../../pipeline/world/database/database-fault.ts";
import type { OwnFile } from "../../../pipeline/world/database/described.ts";
import { inTransaction } from "../../../pipeline/world/database/in-transaction.ts";
import { openOrCreate, openThere } from "../../../pipeline/world/database/own-file.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const FIRST = ["CREATE TABLE notes (id INTEGER PRIMARY KEY, note TEXT NOT NULL) STRICT"];
const SECOND = ["ALTER TABLE notes ADD COLUMN by_whom TEXT", "CREATE INDEX notes_by ON notes (by_whom)"];

function fileOf(migrations: OwnFile["migrations"], folder = temporaryFolder()): OwnFile {
  return {
    path: join(folder, "kept", "notes.sqlite"),
    holds: "notes",
    restore: "Put a copy in its place.",
    applicationId: 0x54524b58,
    migrations,
    patienceMs: 50,
  };
}

/** What another program does to it. */
function altered(file: OwnFile, sql: string): OwnFile {
  const db = new DatabaseSync(file.path);
  db.exec(sql);
  db.close();
  return file;
}

const made = (migrations: OwnFile["migrations"] = [FIRST]) => {
  const file = fileOf(migrations);
  openOrCreate(file).close();
  return file;
};

describe("a file of this program", () => {
  it("is not made by looking, and is there whole once it is made", () => {
    const file = fileOf([FIRST]);
    expect(openThere(file)).toBeNull();
    expect(existsSync(file.path)).toBe(false);
    const db = openOrCreate(file);
    db.exec("INSERT INTO notes (note) VALUES ('one')");
    db.close();
    expect(openThere(file)!.prepare("SELECT note FROM notes").all()).toEqual([{ note: "one" }]);
    expect(readdirSync(join(file.path, "..")).filter((name) => name.includes(".tmp"))).toEqual([]);
  });

  it("of an older layout is led to the newest, and keeps its rows", () => {
    const old = made([FIRST]);
    altered(old, "INSERT INTO notes (note) VALUES ('one')");
    const file = { ...old, migrations: [FIRST, SECOND] };
    for (const db of [openThere(file)!, openThere(file)!]) {
      expect(db.prepare("SELECT note, by_whom FROM notes").all()).toEqual([{ note: "one", by_whom: null }]);
      db.close();
    }
    expect(openThere({ ...made([FIRST, SECOND]), migrations: [FIRST, SECOND] })).not.toBeNull();
  });

  it("from before layouts were numbered is one of the first, and is not written to by looking", () => {
    const file = altered(made(), "PRAGMA user_version = 0");
    openThere(file)!.close();
    const db = new DatabaseSync(file.path);
    expect(db.prepare("PRAGMA user_version").get()).toEqual({ user_version: 0 });
    db.close();
    openThere({ ...file, migrations: [FIRST, SECOND] })!.close();
  });

  it("of which a step fails stays as it was", () => {
    const file = made([FIRST]);
    expect(() => openThere({ ...file, migrations: [FIRST, [...SECOND, "CREATE nonsense"]] })).toThrow();
    expect(openThere(file)).not.toBeNull();
  });

  it.each([
    ["a table more", "CREATE TABLE more (a TEXT)"],
    ["a table less", "DROP TABLE notes"],
    ["a column more", "ALTER TABLE notes ADD COLUMN more TEXT"],
    ["a trigger", "CREATE TRIGGER t AFTER INSERT ON notes BEGIN DELETE FROM notes; END"],
    ["a view", "CREATE VIEW v AS SELECT * FROM notes"],
  ])("with %s, made by somebody else, is refused", (_, sql) => {
    for (const version of [1, 0]) {
      const file = altered(altered(made(), sql), `PRAGMA user_version = ${version}`);
      expect(() => openThere(file)).toThrow(
        `${file.path} [header]: The tables are not those in which this program keeps notes: somebody has altered them. Put a copy in its place.`,
      );
    }
  });

  it("that SQLite has measured for itself is not altered", () => {
    const file = altered(made([FIRST, SECOND]), "INSERT INTO notes (note) VALUES ('one'); ANALYZE; VACUUM");
    expect(openThere(file)).not.toBeNull();
  });

  it("of a newer program, or of another, is refused", () => {
    expect(() => openThere({ ...made([FIRST, SECOND]), migrations: [FIRST] })).toThrow(
      "A newer version of this program keeps notes in it. Update the program; the file needs no mending.",
    );
    expect(() => openThere(altered(made(), "PRAGMA application_id = 7"))).toThrow(
      "This is not the file of notes that this program makes.",
    );
  });

  it("whose disk is not mounted is not taken for one that is not there", () => {
    const folder = temporaryFolder();
    const file = { ...fileOf([FIRST]), path: join(folder, "notes.sqlite") };
    symlinkSync(join(folder, "nowhere", "notes.sqlite"), file.path);
    expect(() => openOrCreate(file)).toThrow("The file of notes is a link that leads nowhere.");
  });

  it("takes a transaction whole or not at all, and names who holds the lock too long", () => {
    const file = made();
    const db = openThere(file)!;
    const write = () => db.exec("INSERT INTO notes (note) VALUES ('one')");
    expect(() =>
      inTransaction(db, () => {
        write();
        throw new Error("broken off");
      }),
    ).toThrow("broken off");
    expect(db.prepare("SELECT count(*) AS many FROM notes").get()).toEqual({ many: 0 });
    const other = new DatabaseSync(file.path);
    other.exec("BEGIN IMMEDIATE");
    expect(() => guarded(file, () => inTransaction(db, write))).toThrow(
      "Another process has been writing notes for more than 0.05 seconds.",
    );
    other.close();
    expect(inTransaction(db, () => "done")).toBe("done");
  });
});
