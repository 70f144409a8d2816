import { existsSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { embedded } from "../../../pipeline/world/database/embedded.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const ADD = "INSERT INTO notes (id) VALUES (:id)";

function opened(path = join(temporaryFolder(), "notes.sqlite"), patienceMs = 2000) {
  const file = embedded({
    ...{ path, holds: "notes", restore: "Put a copy in its place.", applicationId: 0x54524b58, patienceMs },
    migrations: [["CREATE TABLE notes (id TEXT PRIMARY KEY) STRICT"]],
  });
  onTestFinished(() => file.close());
  const add = (id: string) => file.write((db) => db.run(ADD, { id }));
  const count = () => file.read(0, async (db) => (await db.all("SELECT id FROM notes")).length);
  return { path, file, add, count };
}

describe("a store in a file", () => {
  it.each([
    ["taken away", (path: string) => rmSync(path)],
    [
      "replaced",
      (path: string) => {
        renameSync(path, `${path}.old`);
        writeFileSync(path, "other");
      },
    ],
  ])("that is %s while it is in use takes nothing more: it would be kept nowhere", async (_, take) => {
    const { path, add } = opened();
    await add("a");
    take(path);
    const gone = `${path}: The file of notes was taken away or replaced while it was in use; nothing more was recorded. Put a copy in its place.`;
    for (const id of ["b", "c"]) await expect(add(id)).rejects.toMatchObject({ code: "disk", message: gone });
  });

  it("goes on where the file was taken away and put back", async () => {
    const { path, add, count } = opened();
    await add("a");
    renameSync(path, `${path}.away`);
    await expect(add("b")).rejects.toThrow("taken away");
    renameSync(`${path}.away`, path);
    await add("c");
    expect(await count()).toBe(2);
  });

  it("lets a second writer of the same process wait for the first without standing in its way", async () => {
    const one = opened();
    const other = opened(one.path);
    await one.add("a");
    const slow = one.file.write(async (db) => {
      await db.run(ADD, { id: "b" });
      await new Promise((go) => setTimeout(go, 50));
      return db.run(ADD, { id: "c" });
    });
    await Promise.all([slow, other.add("d")]);
    expect(await one.count()).toBe(4);
  });

  it("is not made by wiping its log", async () => {
    const { path, file } = opened();
    expect(await file.wipe([])).toBe(true);
    expect(existsSync(path)).toBe(false);
  });

  it("wipes its log, unless another looks at an older moment for longer than it waits", async () => {
    const one = opened(undefined, 100);
    const other = opened(one.path);
    await one.add("a");
    const inLog = () => (existsSync(`${one.path}-wal`) ? statSync(`${one.path}-wal`).size : 0);
    await other.file.read(undefined, async (db) => {
      await db.all("SELECT id FROM notes");
      await one.add("b");
      expect(await one.file.wipe([])).toBe(false);
    });
    expect(inLog()).toBeGreaterThan(0);
    expect(await one.file.wipe([])).toBe(true);
    expect(inLog()).toBe(0);
    expect(await other.count()).toBe(2);
  });
});
