import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, it } from "vitest";
import { mailingPath } from "../../../pipeline/world/mailing/open-mailing.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { newFile } from "./sqlite-store.ts";

const COUNT = "SELECT COUNT(*) AS count FROM facts";
const PUT = "INSERT INTO facts VALUES ('one', 'two')";

describe("the file that readers and deliveries are kept in", () => {
  it("is made when something is first written, and stays open until it is closed", () => {
    const { file } = newFile();
    expect(file.reading()).toBeNull();
    file.transaction((db) => db.exec(PUT));
    expect(file.reading()).toBe(file.writing());
    file.close();
    expect(file.reading()!.prepare(COUNT).get()).toEqual({ count: 1 });
  });

  it("holds nothing of what failed", () => {
    const { file } = newFile();
    const failing = () =>
      file.transaction((db) => {
        db.exec(PUT);
        throw new RangeError("no");
      });
    expect(failing).toThrow(RangeError);
    expect(file.reading()!.prepare(COUNT).get()).toEqual({ count: 0 });
    file.transaction((db) => db.exec(PUT));
    expect(file.reading()!.prepare(COUNT).get()).toEqual({ count: 1 });
  });

  it.each([
    ["no SQLite file", "readers of ours\n".repeat(99), "SQLite cannot read it: file is not a database."],
    ["an empty file", "", "This is not the file of readers and deliveries that this program makes."],
  ])("is not taken for %s", (_, bytes, why) => {
    const path = mailingPath(temporaryFolder());
    mkdirSync(dirname(path));
    writeFileSync(path, bytes);
    const { file } = newFile(path);
    const remedy =
      "Put a copy of the file in its place before anything is sent: without it nobody knows who got what.";
    for (const open of [file.reading, file.writing])
      expect(open).toThrow(expect.objectContaining({ code: "archive-damaged" }));
    expect(file.reading).toThrow(`${why} ${remedy}`);
  });

  it("of a newer program stays as it is", () => {
    const { path, file } = newFile();
    file.writing();
    file.close();
    const db = new DatabaseSync(path);
    db.exec("PRAGMA user_version = 99");
    db.close();
    expect(file.writing).toThrow(
      `${path} [header]: A newer version of this program keeps readers and deliveries in it. Update the program; the file needs no mending.`,
    );
  });

  it("waits for another writer, and names it where it does not end", () => {
    const { path, file } = newFile(undefined, 50);
    file.writing();
    const other = new DatabaseSync(path);
    other.exec("BEGIN IMMEDIATE");
    expect(() => file.transaction(() => {})).toThrow(expect.objectContaining({ code: "archive-busy" }));
    other.exec("ROLLBACK");
    other.close();
    file.transaction(() => {});
  });

  const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
  const here = new URL("../../../pipeline/world/mailing/open-mailing.ts", import.meta.url).href;
  const script = `const { openMailingFile } = await import(${JSON.stringify(here)});
    const file = openMailingFile(process.argv[1]);
    try { file.transaction((db) => db.exec("DELETE FROM facts")); } catch (fault) { console.log(fault.code); }`;
  const asNobody = (path: string) =>
    spawnSync(process.execPath, ["--input-type=module", "-e", script, path], { ...nobody, encoding: "utf8" });

  it.runIf(asNobody("/nowhere/at/all").stdout?.trim() === "disk")(
    "that may not be written is a fault of the disk",
    () => {
      const { path, file } = newFile();
      file.writing();
      file.close();
      chmodSync(path, 0o444);
      for (const folder of [dirname(path), dirname(dirname(path))]) chmodSync(folder, 0o555);
      expect(asNobody(path).stdout).toBe("disk\n");
      for (const folder of [dirname(path), dirname(dirname(path))]) chmodSync(folder, 0o755);
    },
  );
});
