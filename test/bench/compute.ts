import { fileURLToPath } from "node:url";
import { collect } from "../../pipeline/collect/collect.ts";
import { directorySource } from "../../pipeline/collect/sources/directory.ts";
import { compute } from "../../pipeline/compute/compute.ts";
import { tradingDayBefore, tradingDays } from "../../pipeline/finance/trading-days.ts";
import { readJob } from "../../pipeline/job.ts";
import type { Report } from "../../pipeline/model/report.ts";
import type { Snapshot } from "../../pipeline/model/snapshot.ts";
import { allSections } from "../../pipeline/sections/all.ts";
import type { Section } from "../../pipeline/sections/section.ts";
import { openWorld } from "../../pipeline/world/real-world.ts";

/*
 * All sections of one day from a loaded snapshot, and of 1,250 trading days in one process, with the share of each section:
 * `node test/bench/compute.ts`. Reads ../shared/recorded.
 */

const LAST = "2025-11-25";
const DAYS = 1250;
const recorded = fileURLToPath(new URL("../../../shared/recorded", import.meta.url));

const root = fileURLToPath(new URL("../..", import.meta.url));
const world = openWorld({ environment: process.env, tell: () => undefined });
const job = await readJob({ root, date: LAST, edition: "paid" }, allSections, world);
const { edition, meetings } = job;
const { nyse } = job.calendars;
const days = tradingDays("2020-06-01", LAST, nyse).slice(-DAYS);
// Whatever any of the days may ask for, as far back as it was recorded.
const ids = new Set(
  days.flatMap((date) =>
    allSections.flatMap((section) => section.needs(edition, date, meetings).map(({ series }) => series)),
  ),
);
const needs = [...ids].map((series) => ({ series, from: "1900-01-01" }));
const loaded = await collect(
  { ...job, pasted: null, edits: job.content.edits },
  needs,
  directorySource(recorded),
  world,
);

/** Spent in each section's own code and in its figures for movers and levels, ms. */
const spent = new Map<string, number>();
const timed = allSections.map((section): Section => {
  const measure = <T>(make: () => T): T => {
    const begun = performance.now();
    const made = make();
    spent.set(section.id, (spent.get(section.id) ?? 0) + performance.now() - begun);
    return made;
  };
  return {
    ...section,
    compute: (...given) => measure(() => section.compute(...given)),
    movers: (...given) => measure(() => section.movers?.(...given) ?? []),
    levels: (...given) => measure(() => section.levels?.(...given) ?? []),
  };
});

function computed(snapshot: Snapshot): Report {
  return compute(snapshot, edition, { chosen: timed, all: timed });
}

function on(date: string): Snapshot {
  return { ...loaded, date, previousDate: tradingDayBefore(date, nyse) };
}

function took(make: () => void): number {
  const begun = performance.now();
  make();
  return performance.now() - begun;
}

const first = took(() => computed(on(LAST)));
const again = Array.from({ length: 9 }, () => took(() => computed(on(LAST)))).sort((a, b) => a - b);
spent.clear();
const whole = took(() => {
  for (const date of days) computed(on(date));
});
console.log(
  `one day, first in a cold process: ${first.toFixed(0)} ms; again: ${again[4]!.toFixed(1)} ms (goal: under 100)`,
);
console.log(`${days.length} days: ${(whole / days.length).toFixed(2)} ms a day (goal: under 25)`);
const inSections = [...spent.values()].reduce((sum, ms) => sum + ms, 0);
for (const [id, ms] of [...spent].sort(([, a], [, b]) => b - a))
  console.log(
    `  ${id.padEnd(20)} ${(ms / days.length).toFixed(2).padStart(6)} ms  ${((100 * ms) / whole).toFixed(0).padStart(3)} %`,
  );
console.log(
  `  ${"checks and ranking".padEnd(20)} ${((whole - inSections) / days.length).toFixed(2).padStart(6)} ms`,
);
process.exit(0);
