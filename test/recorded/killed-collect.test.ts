import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { watch } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Holding, Lane } from "../../pipeline/model/telling.ts";
import { openArchive } from "../../pipeline/world/archive/archive.ts";
import { quickFolder } from "../support/quick-folder.ts";
import { startUpstream, type Upstream } from "./upstream.ts";

const DAY = "2025-11-05";
const KILLS = 50;
const script = fileURLToPath(new URL("collect-process.ts", import.meta.url));
const folder = quickFolder("killed-collect");
const fileOf = (name: string) => join(folder, name, "archive.sqlite");

/** What an archive holds, but for when it was seen. */
interface Contents {
  readonly damage: readonly unknown[];
  /** Rows and revisions, as `archive list` counts them. */
  readonly holdings: readonly Omit<Holding, "lastSeen">[];
  /** By series and source. */
  readonly lanes: ReadonlyMap<string, Told>;
  readonly headlines: ReadonlyMap<string, string>;
  readonly visits: ReadonlyMap<string, string>;
}
type Told = Pick<Lane, "dates" | "values"> & { readonly origins: readonly string[] };

let upstream: Upstream;
let whole: Contents;
/** Of a round into an empty archive, its process being ready. */
let wholeMs: number;

function started(name: string): ChildProcess {
  mkdirSync(join(folder, name), { recursive: true });
  return spawn(process.execPath, [script, upstream.url, fileOf(name), DAY], {
    stdio: ["ignore", "pipe", "inherit"],
  });
}

/** When a round that has begun is to be killed. */
type Moment = (given: AbortSignal) => Promise<unknown>;

const after =
  (ms: number): Moment =>
  (signal) =>
    pause(ms, undefined, { signal });

/** As soon as the archive's files were written to so many times: within a visit's writing, or right behind it. */
const writing =
  (name: string, times: number): Moment =>
  async (signal) => {
    const changes = watch(join(folder, name), { signal });
    for (let left = times; left > 0; left -= 1) if ((await changes.next()).done) return;
  };

/** Lets a round go on until its moment, then kills it; null lets it end. @returns its exit code, null of a killed one */
async function roundOf(child: ChildProcess, moment: Moment | null): Promise<number | null> {
  const end = once(child, "exit");
  await once(child.stdout!, "data");
  if (moment) {
    const waiting = new AbortController();
    // What is waited for may not come any more: then the round has ended.
    await Promise.race([moment(waiting.signal).catch(() => end), end]);
    child.kill("SIGKILL");
    waiting.abort();
  }
  const [code] = await end;
  return code;
}

async function contentsOf(name: string): Promise<Contents> {
  const archive = openArchive(fileOf(name));
  const damage = await archive.verify();
  const holdings = await archive.holdings();
  const names = new Set(holdings.map(({ series }) => series));
  const lanes = await archive.lanes(
    [...names].map((series) => ({ series, from: "1900-01-01" })),
    null,
  );
  const headlines = await archive.headlines(
    { after: "1990-01-01T00:00:00Z", upTo: "2030-01-01T00:00:00Z" },
    null,
  );
  const visits = await archive.visits(null);
  archive.close();
  return {
    damage,
    holdings: holdings.map(({ lastSeen: _, ...holding }) => holding),
    lanes: new Map(lanes.map((lane) => [`${lane.series} by ${lane.source}`, toldIn(lane)])),
    headlines: new Map(headlines.map(({ id, title, time, link }) => [id, `${title} ${time} ${link}`])),
    visits: new Map(visits.map(({ place, verdict, newest }) => [place, `${verdict} ${newest}`])),
  };
}

/** Rows with the place and bytes that each was read from. */
function toldIn({ dates, values, origins, originOf }: Lane): Told {
  const places = origins.map(({ place, sha256 }) => `${place} ${sha256}`);
  return { dates, values, origins: dates.map((_, row) => places[originOf?.[row] ?? 0]!) };
}

const rowsIn = ({ lanes }: Contents) => [...lanes.values()].reduce((sum, { dates }) => sum + dates.length, 0);

/** Numbers in [0, 1), the same in every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

beforeAll(async () => {
  upstream = await startUpstream(`${DAY}T22:30:00Z`);
  expect(await roundOf(started("whole"), null)).toBe(0);
  whole = await contentsOf("whole");
  expect(whole.holdings.filter(({ revisions }) => revisions > 0)).toEqual([]);
  // Once more, now that the upstream has read its files.
  const child = started("measured");
  await once(child.stdout!, "data");
  const begun = performance.now();
  await once(child, "exit");
  wholeMs = performance.now() - begun;
}, 120_000);
afterAll(async () => {
  await upstream.close();
  rmSync(folder, { recursive: true });
});

/** What stands there stands in the whole archive too, in the same words; a page's rows are there all or not at all. */
function expectPart({ damage, lanes, headlines, visits }: Contents): void {
  expect(damage).toEqual([]);
  for (const [name, { dates, values, origins }] of lanes) {
    const full = whole.lanes.get(name)!;
    const pages = new Set(origins);
    const rows = full.dates.flatMap((_, row) => (pages.has(full.origins[row]!) ? [row] : []));
    const part = [full.dates, full.values, full.origins].map((column) => rows.map((row) => column[row]));
    if (JSON.stringify([dates, values, origins]) !== JSON.stringify(part))
      expect.unreachable(`${name} is not what its ${pages.size} pages told`);
  }
  for (const [id, line] of headlines) expect(line).toBe(whole.headlines.get(id));
  for (const place of visits.keys()) expect(whole.visits.has(place)).toBe(true);
}

describe("an archive whose collector was killed fifty times", () => {
  it("opens, is sound, and holds only what is right, after each; and one round makes it whole", async () => {
    const random = seeded(20251105);
    const counts: number[] = [];
    let finished = 0;
    for (let kill = 0; kill < KILLS; kill += 1) {
      // What was once brought is quickly brought again: each may go on for a little longer than the one before.
      const reach = (random() * (kill + 1)) / KILLS;
      const moment =
        kill % 2 === 0 ? after(0.6 * reach * wholeMs) : writing("killed", 1 + Math.floor(40 * reach));
      const code = await roundOf(started("killed"), moment);
      if (code !== null) finished += 1;
      const left = await contentsOf("killed");
      expectPart(left);
      counts.push(rowsIn(left));
    }
    console.log(`a whole round takes ${Math.round(wholeMs)} ms; ${finished} ended before they were killed`);
    console.log(`rows after each kill, of ${rowsIn(whole)}: ${counts.join(" ")}`);
    // Rows are never lost again, and many kills came while there was much to write.
    expect(counts).toEqual([...counts].sort((a, b) => a - b));
    expect(counts.filter((count) => count > 0 && count < rowsIn(whole)).length).toBeGreaterThan(5);
    expect(finished).toBeLessThan(KILLS / 2);

    expect(await roundOf(started("killed"), null)).toBe(0);
    expect(await contentsOf("killed")).toEqual(whole);
    expect(leftovers("killed")).toEqual(["archive.sqlite"]);
  }, 600_000);
});

/** Files in an archive's folder that nobody uses any more stand beside it. */
const leftovers = (name: string) => readdirSync(join(folder, name)).sort();

describe("two collectors at once", () => {
  it("both end well, and each row is there once, from the first moment of the archive on", async () => {
    const both = [started("shared"), started("shared")];
    const codes = await Promise.all(both.map((child) => roundOf(child, null)));
    expect(codes).toEqual([0, 0]);
    expect(await contentsOf("shared")).toEqual(whole);
  }, 180_000);

  it("go on where the other one is killed", async () => {
    const random = seeded(7);
    for (let turn = 0; turn < 2; turn += 1) {
      const name = `shared-${turn}`;
      const [killed, other] = [started(name), started(name)];
      const codes = await Promise.all([roundOf(killed, after(random() * wholeMs)), roundOf(other, null)]);
      expect(codes[1]).toBe(0);
      expect(await contentsOf(name)).toEqual(whole);
    }
  }, 180_000);
});
