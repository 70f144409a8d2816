import { copyFileSync, existsSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, it } from "vitest";
import { PipelineError } from "../../../pipeline/errors.ts";
import { openArchive } from "../../../pipeline/world/archive/archive.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { fullArchive } from "./full-archive.ts";
import { ALL, PLACE, sha256Of, visitOf } from "./telling-visits.ts";

const WINDOW = { after: "2025-01-01T00:00:00Z", upTo: "2026-01-01T00:00:00Z" };
const MOMENT = "2025-11-08T00:00:00Z";
/** Of the bytes that are not zero, each so-and-so-many-th is flipped; 1 flips all 28,000 and takes four minutes. */
const EVERY = Number(process.env.FLIP_EVERY ?? 257);

async function fullFile(folder: string): Promise<string> {
  const path = join(folder, "archive.sqlite");
  await fullArchive(openArchive(path));
  return path;
}

/** All that can be asked of an archive. */
async function everything(path: string): Promise<unknown> {
  const archive = openArchive(path);
  try {
    return [
      await archive.lanes(ALL, null),
      await archive.lanes(ALL, MOMENT),
      await archive.headlines(WINDOW, null),
      await archive.headlines(WINDOW, MOMENT),
      await archive.visits(null),
      await archive.visits("2025-11-20T02:00:00Z"),
      await archive.lastVisit(PLACE),
      await archive.raw(sha256Of("body of day 3")),
      await archive.raw(sha256Of("<html>")),
      await archive.holdings(),
    ];
  } finally {
    archive.close();
  }
}

async function damageIn(path: string): Promise<readonly unknown[]> {
  const archive = openArchive(path);
  try {
    return await archive.verify();
  } finally {
    archive.close();
  }
}

const isNamed = (fault: unknown) =>
  fault instanceof PipelineError && ["archive-damaged", "usage"].includes(fault.code);

/** "refused" or "found" or "harmless", each of which is well; else what went wrong. */
async function outcomeOf(path: string, whole: unknown): Promise<string> {
  const read = await everything(path).catch((fault: unknown) => fault);
  if (isNamed(read)) return "refused";
  if (read instanceof Error) return `${read.name}: ${read.message} ${(read as { errcode?: number }).errcode}`;
  const found = await damageIn(path).catch((fault: unknown) => fault);
  if (isNamed(found)) return "found";
  if (found instanceof Error) return `verify threw ${found.name}: ${found.message}`;
  if ((found as unknown[]).length > 0) return "found";
  return JSON.stringify(read) === JSON.stringify(whole) ? "harmless" : "silently another one";
}

describe("a damaged archive", async () => {
  const folder = temporaryFolder();
  const path = await fullFile(folder);
  const bytes = readFileSync(path);
  const whole = await everything(path);
  const harmed = join(folder, "harmed.sqlite");

  it("is whole to begin with", async () => {
    expect(await damageIn(path)).toEqual([]);
    expect(existsSync(`${path}-wal`)).toBe(false);
  });

  it("is never read as if nothing were wrong, whichever byte is flipped", async () => {
    const header = Array.from({ length: 100 }, (_, index) => index);
    const used = [...bytes.keys()].filter((index) => index >= 100 && bytes[index] !== 0);
    const chosen = [...header, ...used.filter((_, index) => index % EVERY === 0)];
    const wrong: string[] = [];
    const outcomes = new Map<string, number>();
    for (const [index, position] of chosen.entries()) {
      const flipped = Buffer.from(bytes);
      flipped[position]! ^= 1 << (index % 8);
      writeFileSync(harmed, flipped);
      const outcome = await outcomeOf(harmed, whole);
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      if (!["refused", "found", "harmless"].includes(outcome))
        wrong.push(`byte ${position} bit ${index % 8}: ${outcome}`);
    }
    if (process.env.FLIP_EVERY) console.log(chosen.length, outcomes, wrong.join("\n"));
    expect(wrong).toEqual([]);
    expect(outcomes.get("refused")).toBeGreaterThan(chosen.length / 3);
  }, 7_200_000);

  it("is never read as if nothing were wrong, wherever it is cut", async () => {
    const cuts = [
      0,
      1,
      15,
      16,
      99,
      100,
      4096,
      16_383,
      16_384,
      16_385,
      100_000,
      bytes.length >> 1,
      bytes.length - 16_384,
      bytes.length - 1,
    ];
    for (const cut of cuts) {
      copyFileSync(path, harmed);
      truncateSync(harmed, cut);
      await expect(everything(harmed)).rejects.toMatchObject({ code: "archive-damaged" });
      await expect(openArchive(harmed).record(visitOf({ at: MOMENT }))).rejects.toMatchObject({
        code: "archive-damaged",
      });
      expect(await damageIn(harmed)).toHaveLength(1);
    }
    writeFileSync(harmed, Buffer.concat([bytes, Buffer.alloc(512)]));
    await expect(everything(harmed)).rejects.toThrow(/it was cut or is unfinished/);
  });

  it("is named with its file and row, and with what to do", async () => {
    copyFileSync(path, harmed);
    change(harmed, "UPDATE tellings SET vals = zeroblob(length(vals)) WHERE id = 33");
    const message = await everything(harmed).catch((fault: Error) => fault.message);
    expect(message).toBe(
      `${harmed} [tellings 33]: It is not what was written of UST.10Y by rates, or the one before it is gone. Put a copy of the file in its place; without one, move it away and collect again: what the sources still serve comes back.`,
    );
  });

  it.each([
    ["a telling is taken away in the middle", "DELETE FROM tellings WHERE id = 33"],
    [
      "the last telling is taken away",
      "DELETE FROM tellings WHERE chain = 1 AND id = (SELECT max(id) FROM tellings WHERE chain = 1)",
    ],
    [
      "a telling is said to have been known earlier",
      "UPDATE tellings SET known_ms = known_ms - 1 WHERE id = 35",
    ],
    ["a telling is given to another series", "UPDATE tellings SET chain = 3 - chain WHERE id = 36"],
    ["an address is another one", "UPDATE places SET place = 'https://rates.example/other.csv' WHERE id = 1"],
    ["a chain is renamed", "UPDATE chains SET series = 'UST.20Y' WHERE id = 2"],
    ["a chain was heard last at another time", "UPDATE chains SET told_at = '2025-11-30T00:00:00Z'"],
    ["a chain was looked at first at another time", "UPDATE chains SET first_ms = first_ms + 1"],
    ["a chain is gone", "DELETE FROM chains WHERE id = 1"],
    ["a headline says something else", "UPDATE headlines SET title = 'Third title' WHERE id = 1"],
    ["a headline is gone", "DELETE FROM headlines WHERE id = 3"],
    ["a visit is gone", "DELETE FROM visits WHERE id = 3"],
    ["a visit was another day", "UPDATE visits SET at = '2025-11-20T05:00:01Z' WHERE verdict = 'blocked'"],
    ["a repeat was at another time", "UPDATE repeats SET at_ms = at_ms + 1"],
    ["a body is gone", "DELETE FROM raw WHERE id = 1"],
    ["a column is added", "ALTER TABLE tellings ADD COLUMN more TEXT"],
  ])("is found out where %s", async (_, sql) => {
    copyFileSync(path, harmed);
    change(harmed, sql);
    expect(["refused", "found"]).toContain(await outcomeOf(harmed, whole));
    expect((await damageIn(harmed)).length).toBeGreaterThan(0);
  });
});

describe("another file in the archive's place", () => {
  it("is refused where a later program wrote it, in words of its own", async () => {
    const path = await fullFile(temporaryFolder());
    change(path, "PRAGMA user_version = 2");
    const expected =
      "This archive was written by a later version of the program: its format is 2, the newest known here is 1. Update the program; nothing was changed in the file.";
    await expect(everything(path)).rejects.toMatchObject({ code: "usage", message: `${path}: ${expected}` });
    await expect(openArchive(path).record(visitOf({ at: MOMENT }))).rejects.toThrow(expected);
    await expect(damageIn(path)).rejects.toThrow(expected);
  });

  it("is refused where it is a database of somebody else, or no database, and is left as it is", async () => {
    const path = join(temporaryFolder(), "archive.sqlite");
    change(path, "CREATE TABLE bookmarks (id INTEGER)");
    const before = readFileSync(path);
    await expect(openArchive(path).record(visitOf({ at: MOMENT }))).rejects.toThrow(
      /no archive of this program/,
    );
    expect(readFileSync(path).equals(before)).toBe(true);
    writeFileSync(path, "date,value\n2025-11-05,4.17\n");
    await expect(everything(path)).rejects.toThrow(/This is no SQLite file/);
  });
});

function change(path: string, sql: string): void {
  const db = new DatabaseSync(path);
  db.exec(sql);
  db.close();
}
