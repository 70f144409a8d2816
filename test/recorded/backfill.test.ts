import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Outcome } from "../../pipeline/collect/round/assignment.ts";
import type { Sources } from "../../pipeline/model/edition.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { type Collecting, collecting } from "./collecting.ts";
import { startUpstream, type Upstream } from "./upstream.ts";

const NOW = "2026-09-01T22:30:00Z";
const KEY = "abcdefghijklmnopqrstuvwxyz012345";
let upstream: Upstream;
let desk: Collecting;
let outcomes: readonly Outcome[];

/** Prices and the dollar, which FRED revises, and nothing else. */
const revised = (plans: Sources): Sources => ({
  ...plans,
  feeds: {},
  series: Object.fromEntries(
    ["US.CPI", "USD.BROAD"].map((id) => [id, { ...plans.series[id]!, maxAgeDays: 900 }]),
  ),
});

beforeAll(async () => {
  upstream = await startUpstream(NOW);
  const archiveFile = join(temporaryFolder(), "archive.sqlite");
  desk = collecting({ upstream, archiveFile, environment: { FRED_API_KEY: KEY } });
  outcomes = await desk.round("2026-08-31", revised, "2019-01-01");
}, 120_000);
afterAll(async () => {
  desk.close();
  await upstream.close();
});

const toldValue = async (series: string, date: string, knownAt: string | null) => {
  const [lane] = await desk.archive.lanes([{ series, from: date }], knownAt);
  return lane?.values[lane.dates.indexOf(date)] ?? null;
};

it("a backfill with a key brings what FRED says was known before the desk began to look", async () => {
  expect(
    outcomes.filter(({ visit }) => visit.source === "fred").map(({ visit }) => visit.verdict),
  ).not.toContain("auth");
  expect(await toldValue("USD.BROAD", "2025-07-22", "2026-02-01T00:00:00Z")).toBe(120.1036);
  expect(await toldValue("USD.BROAD", "2025-07-22", "2026-08-15T00:00:00Z")).toBe(119.681);
  expect(await toldValue("USD.BROAD", "2025-07-22", null)).toBe(119.681);
  expect(await toldValue("US.CPI", "2025-07-01", "2025-08-01T00:00:00Z")).toBeNull();
  expect(await toldValue("US.CPI", "2025-07-01", "2025-09-01T00:00:00Z")).not.toBeNull();
});

it("keeps the key out of every address that it writes down", async () => {
  const log = await upstream.takeLog();
  expect(log.some(({ query }) => query.api_key === "***32")).toBe(true);
  expect(JSON.stringify(await desk.archive.visits(null))).not.toContain(KEY);
  expect(await desk.archive.verify()).toEqual([]);
});
