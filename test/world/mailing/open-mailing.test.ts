import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, it } from "vitest";
import type { Database } from "../../../pipeline/world/database/sql.ts";
import { mailingPath } from "../../../pipeline/world/mailing/open-mailing.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { newFile } from "./sqlite-store.ts";

const COUNT = "SELECT COUNT(*) AS count FROM facts";
const PUT = "INSERT INTO facts (name, value) VALUES ('one', 'two')";
const count = (file: Database) => file.read(null, async (db) => (await db.get(COUNT))!.count);
const put = (file: Database) => file.write((db) => db.run(PUT));
const make = (file: Database) => file.write(async () => {});

describe("the file that readers and deliveries are kept in", () => {
  it("is made when something is first written, and opened again after it was closed", async () => {
    const { file } = newFile();
    expect(await count(file)).toBeNull();
    await put(file);
    await file.close();
    expect(await count(file)).toBe(1);
  });

  it("holds nothing of what failed", async () => {
    const { file } = newFile();
    const failing = file.write(async (db) => {
      await db.run(PUT);
      throw new RangeError("no");
    });
    await expect(failing).rejects.toThrow(RangeError);
    expect(await count(file)).toBe(0);
    await put(file);
    expect(await count(file)).toBe(1);
  });

  it.each([
    ["no SQLite file", "readers of ours\n".repeat(99), "SQLite cannot read it: file is not a database."],
    ["an empty file", "", "This is not the file of readers and deliveries that this program makes."],
  ])("is not taken for %s", async (_, bytes, why) => {
    const path = mailingPath(temporaryFolder());
    mkdirSync(dirname(path));
    writeFileSync(path, bytes);
    const { file } = newFile(path);
    const remedy =
      "Put a copy of the file in its place before anything is sent: without it nobody knows who got what.";
    for (const open of [count, make])
      await expect(open(file)).rejects.toThrow(expect.objectContaining({ code: "archive-damaged" }));
    await expect(count(file)).rejects.toThrow(`${why} ${remedy}`);
  });

  it("of a newer program stays as it is", async () => {
    const { path, file } = newFile();
    await make(file);
    await file.close();
    const db = new DatabaseSync(path);
    db.exec("PRAGMA user_version = 99");
    db.close();
    await expect(make(file)).rejects.toThrow(
      `${path} [header]: A newer version of this program keeps readers and deliveries in it. Update the program; the file needs no mending.`,
    );
  });

  it("waits for another writer, and names it where it does not end", async () => {
    const { path, file } = newFile(undefined, 50);
    await make(file);
    const other = new DatabaseSync(path);
    other.exec("BEGIN IMMEDIATE");
    await expect(make(file)).rejects.toThrow(expect.objectContaining({ code: "archive-busy" }));
    other.exec("ROLLBACK");
    other.close();
    await make(file);
  });

  const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
  const here = new URL("../../../pipeline/world/mailing/open-mailing.ts", import.meta.url).href;
  const script = `const { openMailingFile } = await import(${JSON.stringify(here)});
    const file = openMailingFile(process.argv[1]);
    try { await file.write((db) => db.run("DELETE FROM facts")); } catch (fault) { console.log(fault.code); }`;
  const asNobody = (path: string) =>
    spawnSync(process.execPath, ["--input-type=module", "-e", script, path], { ...nobody, encoding: "utf8" });

  it.runIf(asNobody("/nowhere/at/all").stdout?.trim() === "disk")(
    "that may not be written is a fault of the disk",
    async () => {
      const { path, file } = newFile();
      await make(file);
      await file.close();
      chmodSync(path, 0o444);
      for (const folder of [dirname(path), dirname(dirname(path))]) chmodSync(folder, 0o555);
      expect(asNobody(path).stdout).toBe("disk\n");
      for (const folder of [dirname(path), dirname(dirname(path))]) chmodSync(folder, 0o755);
    },
  );
});
