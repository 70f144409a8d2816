import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { keptOn, type Shelf } from "../../pipeline/world/kept.ts";

const folders: string[] = [];
const shelf = (version = "1"): Shelf => {
  const folder = mkdtempSync(join(tmpdir(), "tracker-kept-"));
  folders.push(folder);
  return { folder, version };
};
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** Makes "made 1", "made 2": how often, is in what it made. */
function maker() {
  let times = 0;
  return async () => {
    times += 1;
    return { text: `made ${times}` };
  };
}

describe("what takes long to make", () => {
  it("is made once for all issues of a run, and again when what it is made of has changed", async () => {
    const [kept, make] = [keptOn(null), maker()];
    const first = await kept.recall("templates", "a", make);
    expect(await kept.recall("templates", "a", make)).toBe(first);
    expect(await kept.recall("templates", "b", make)).toEqual({ text: "made 2" });
  });

  it("is there for the next run", async () => {
    const [place, make] = [shelf(), maker()];
    await keptOn(place).recall("templates", "a", make);
    expect(await keptOn(place).recall("templates", "a", make)).toEqual({ text: "made 1" });
    expect(await keptOn(place).recall("templates", "b", make)).toEqual({ text: "made 2" });
  });

  it("is made again by another version of the program", async () => {
    const [place, make] = [shelf(), maker()];
    await keptOn(place).recall("templates", "a", make);
    expect(await keptOn({ ...place, version: "2" }).recall("templates", "a", make)).toEqual({
      text: "made 2",
    });
  });

  it("is made again where the file was cut short by another's hand", async () => {
    const [place, make] = [shelf(), maker()];
    await keptOn(place).recall("templates", "a", make);
    const path = join(place.folder, "templates.json");
    writeFileSync(path, readFileSync(path, "utf8").slice(0, -3));
    expect(await keptOn(place).recall("templates", "a", make)).toEqual({ text: "made 2" });
    expect(await keptOn(place).recall("templates", "a", make)).toEqual({ text: "made 2" });
  });

  it("is made all the same where nothing can be written", async () => {
    const place = shelf();
    writeFileSync(join(place.folder, "file"), "");
    const blocked = keptOn({ ...place, folder: join(place.folder, "file") });
    expect(await blocked.recall("templates", "a", maker())).toEqual({ text: "made 1" });
  });

  it("is not kept when it failed", async () => {
    const [place, make] = [shelf(), maker()];
    const failing = async () => {
      throw new Error("a template is wrong");
    };
    await expect(keptOn(place).recall("templates", "a", failing)).rejects.toThrow("a template is wrong");
    expect(await keptOn(place).recall("templates", "a", make)).toEqual({ text: "made 1" });
  });
});
