import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { SiteFile } from "../../../pipeline/site/pages/site-files.ts";
import { writeSite } from "../../../pipeline/site/pages/write-site.ts";
import { realFiles } from "../../../pipeline/world/files.ts";
import { realPlacing } from "../../../pipeline/world/place-file.ts";
import { namesBelow } from "../../support/made-up-issue.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const world = { files: realFiles, placing: realPlacing };

async function* site(files: Readonly<Record<string, string | Error>>): AsyncGenerator<SiteFile> {
  for (const [path, text] of Object.entries(files))
    yield {
      path,
      sha256: text instanceof Error ? "0".repeat(64) : null,
      bytes: async () => {
        if (text instanceof Error) throw text;
        return new TextEncoder().encode(text);
      },
    };
}
const write = (folder: string, files: Readonly<Record<string, string | Error>>) =>
  writeSite(folder, site(files), world);
const textAt = (folder: string, path: string) => readFileSync(join(folder, path), "utf8");

test("files are put in place, and a second run touches none of them", async () => {
  const folder = join(temporaryFolder(), "new");
  const files = { "2025-11-05/index.html": "issue", "index.html": "front" };
  expect(await write(folder, files)).toEqual({ written: 2, unchanged: 0, removed: 0 });
  const before = namesBelow(folder).map((name) => statSync(join(folder, name)).mtimeMs);
  const inodes = namesBelow(folder).map((name) => statSync(join(folder, name)).ino);
  expect(await write(folder, files)).toEqual({ written: 0, unchanged: 2, removed: 0 });
  expect(namesBelow(folder).map((name) => statSync(join(folder, name)).mtimeMs)).toEqual(before);
  expect(namesBelow(folder).map((name) => statSync(join(folder, name)).ino)).toEqual(inodes);
});

test("only what changed is written, and what the site has no more is taken away", async () => {
  const folder = temporaryFolder();
  await write(folder, { a: "1", "b/c": "2", d: "3" });
  expect(await write(folder, { a: "1", "b/c": "new" })).toEqual({ written: 1, unchanged: 1, removed: 1 });
  expect(namesBelow(folder)).toEqual([".tracker-site.json", "a", "b", "b/c"]);
  expect(textAt(folder, "b/c")).toBe("new");
});

test("what somebody else put there stays: beside the site, and in its way", async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "CNAME"), "example.com");
  await write(folder, { a: "1", b: "2" });
  writeFileSync(join(folder, "b"), "changed by hand");
  await write(folder, { a: "1" });
  expect(textAt(folder, "CNAME")).toBe("example.com");
  expect(textAt(folder, "b")).toBe("changed by hand");
});

test("files of somebody else's in the way are all named, and nothing is written", async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "2025-11-05"));
  writeFileSync(join(folder, "index.html"), "my own page");
  writeFileSync(join(folder, "2025-11-05/index.html"), "mine too");
  const wrong = await write(folder, {
    "site.css": "c",
    "index.html": "f",
    "2025-11-05/index.html": "i",
  }).catch((error) => error);
  expect(wrong.faults.map(({ place }: { place: string }) => place)).toEqual([
    join(folder, "index.html"),
    join(folder, "2025-11-05/index.html"),
  ]);
  expect(wrong.message).toContain("A file stands here that is none of the site's: nothing was written.");
  expect(namesBelow(folder)).toEqual(["2025-11-05", "2025-11-05/index.html", "index.html"]);
});

test("a run that died in the middle is taken up: what it wrote is known as ours", async () => {
  const folder = temporaryFolder();
  await expect(write(folder, { a: "1", b: new Error("died"), c: "3" })).rejects.toThrow("died");
  expect(textAt(folder, "a")).toBe("1");
  expect(await write(folder, { a: "other", b: "2", c: "3" })).toEqual({
    written: 3,
    unchanged: 0,
    removed: 0,
  });
  expect(textAt(folder, "a")).toBe("other");
});

test("a list of ours that somebody has changed leads out of the folder to nothing", async () => {
  const outer = temporaryFolder();
  writeFileSync(join(outer, "precious"), "p");
  const folder = join(outer, "site");
  await write(folder, { a: "1" });
  const list = { "../precious": null, "/etc/hostname": null, ".git/config": null, a: null };
  writeFileSync(join(folder, ".tracker-site.json"), JSON.stringify(list));
  await write(folder, { b: "2" });
  expect(textAt(outer, "precious")).toBe("p");
  writeFileSync(join(folder, ".tracker-site.json"), "[no list");
  expect(await write(folder, { b: "2" })).toEqual({ written: 0, unchanged: 1, removed: 0 });
});
