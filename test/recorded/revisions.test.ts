import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Built } from "../../pipeline/build.ts";
import { chainOf, entriesFor } from "../../pipeline/desk/why.ts";
import { releases } from "../../pipeline/finance/releases.ts";
import { quickFolder } from "../support/quick-folder.ts";
import { type Collecting, collecting } from "./collecting.ts";
import { cutPlans } from "./cut-plans.ts";
import { alsoPrinting, PATIENT, textOf } from "./evenings.ts";
import { recordedValues } from "./fred-upstream.ts";
import { differing, entryOf, observationsBehind, seriesBehind } from "./leaves.ts";
import { plans } from "./recorded-snapshot.ts";
import { startUpstream, type Upstream } from "./upstream.ts";

/** After the first recorded versions, and after the last; FRED dates a month by its first day. */
const [FIRST, LAST] = ["2026-01-15", "2026-08-25"];
const [BETWEEN, AFTER] = ["2026-04-01T00:00:00.000Z", `${LAST}T22:30:00.000Z`];
const DAY = "2025-11-28";
const REVISED = ["USD.BROAD", "US.CPI", "US.PAYROLLS"];
/** With those of which only sections tell. */
const ALL_REVISED = [
  ...REVISED,
  ..."CPI.CORE PCE.CORE UNEMPLOYMENT INDPRO CLAIMS M2 GDP.REAL DEBT.GDP".split(" ").map((id) => `US.${id}`),
];
const KEY = "abcdefghijklmnopqrstuvwxyz012345";
const folder = quickFolder("revisions");
let upstream: Upstream;

const deskOn = (name: string, environment = {}) =>
  collecting({ upstream, archiveFile: join(folder, `${name}.sqlite`), environment, settings: PATIENT });

/** What FRED tells, with whoever else tells it. */
const toldByFred = Object.keys(plans.series).filter((id) => plans.series[id]!.live.fred !== undefined);

async function roundAt(desk: Collecting, day: string) {
  await upstream.setNow(`${day}T22:30:00Z`);
  return desk.round(day, (whole) => ({ ...cutPlans(whole, toldByFred), feeds: {} }));
}

/** Rounds of a desk that was there before the ICE spreads were cut to three years, and went on. */
async function collected(desk: Collecting): Promise<Collecting> {
  for (const day of ["2025-12-30", FIRST!, LAST!]) await roundAt(desk, day);
  return desk;
}

let desk: Collecting;
let keyed: Collecting;
let log: Awaited<ReturnType<Upstream["takeLog"]>>;

beforeAll(async () => {
  upstream = await startUpstream(`${FIRST}T22:30:00Z`);
  desk = await collected(deskOn("without-key"));
  await upstream.takeLog();
  keyed = await collected(deskOn("with-key", { FRED_API_KEY: KEY }));
  log = await upstream.takeLog();
}, 600_000);
afterAll(async () => {
  desk.close();
  keyed.close();
  await upstream.close();
  rmSync(folder, { recursive: true });
});

const made = (knownAt: string | null, from = desk, day = DAY) =>
  from.build(day, knownAt, alsoPrinting(REVISED));

const levelOf = ({ filled }: Built, series: string) =>
  entryOf(filled.ledger, `key-figures.${series.toLowerCase().replaceAll(".", "-")}.level`);

describe("a value that its source revised", () => {
  it.each([
    ["USD.BROAD", 121.4288, 121.0527, "121.43", "121.05"],
    ["US.CPI", 325.031, 325.063, "325.03", "325.06"],
    ["US.PAYROLLS", 159552, 158449, "159,552.00", "158,449.00"],
  ])("is the old one as of before: %s %d, and now %d, revised from it", async (series, old, now, was, is) => {
    const [then, today] = [await made(BETWEEN), await made(null)];
    const [before, after] = [levelOf(then, series), levelOf(today, series)];
    expect([before.figure.value, after.figure.value]).toEqual([old, now]);
    expect([before.printed[0], after.printed[0]]).toEqual([was, is]);
    expect(textOf(then, "issue.md")).toContain(was);
    expect(textOf(today, "issue.md")).toContain(is);
    const [leaf] = observationsBehind(after, series);
    expect(leaf).toMatchObject({
      revisedFrom: old,
      value: now,
      origin: { source: "fred", retrievedAt: AFTER },
    });
    expect(observationsBehind(before, series)[0]).not.toHaveProperty("revisedFrom");
  });

  it("says so where somebody asks why, by the id of the figure and by what is printed", async () => {
    const { ledger } = (await made(null)).filled;
    const [asked] = entriesFor("key-figures.us-cpi.level", ledger);
    expect(chainOf(asked!)).toContain("from US.CPI on 2025-11-01: 325.063 index, revised from 325.031\n");
    expect(chainOf(entriesFor("158,449.00", ledger)[0]!)).toContain(": 158449 count, revised from 159552\n");
    const { ledger: before } = (await made(BETWEEN)).filled;
    expect(before.entries.map(chainOf).filter((chain) => chain.includes("revised from"))).toEqual([]);
  });

  it("is the old one until the very second in which the revision was seen", async () => {
    const levels = async (knownAt: string) => levelOf(await made(knownAt), "US.CPI").figure.value;
    expect(await levels("2026-08-25T22:29:59.999Z")).toBe(325.031);
    expect(await levels(AFTER)).toBe(325.063);
  });

  it("moves the figures that are made of it, and no other", async () => {
    const [then, today] = [await made(BETWEEN), await made(null)];
    const touched = today.filled.ledger.entries.filter((entry) =>
      ALL_REVISED.some((series) => seriesBehind(entry).has(series)),
    );
    // Of the debt ratio only the newest was revised, and not those at the ends of the fiscal year.
    const unrevised = [
      "anchors.fiscal-year.before",
      "anchors.fiscal-year.after",
      "anchors.fiscal-year.change",
    ];
    const moved = touched.map(({ id }) => id).filter((id) => !unrevised.includes(id));
    expect(differing(then.filled.ledger, today.filled.ledger)).toEqual(moved);
    expect(touched.length).toBeGreaterThan(5);
  });

  it("does not tell an issue of revisions of days that it does not reach", async () => {
    const { snapshot } = await made(null);
    const beyond = REVISED.flatMap((series) => Object.keys(snapshot.series[series]!.revisedFrom ?? {}));
    expect(beyond.length).toBeGreaterThan(1000);
    expect(beyond.filter((date) => date > DAY)).toEqual([]);
  });
});

describe("a spread of which its source has taken years away", () => {
  const ICE = ["US.ICE.IG.OAS", "US.ICE.HY.OAS"];
  const lanesOf = (from: Collecting, knownAt: string | null) =>
    from.archive.lanes(
      ICE.map((series) => ({ series, from: "2000-01-01" })),
      knownAt,
    );

  it("is clipped to three years in what comes after April 2026", async () => {
    const late = deskOn("late");
    await roundAt(late, LAST!);
    const starts = (await lanesOf(late, null)).map(({ dates, values }) => [dates[0], values[0] !== null]);
    expect(starts).toEqual([
      ["2023-08-25", true],
      ["2023-08-25", true],
    ]);
    const { entries } = (await made(null, late)).filled.ledger;
    expect(entries.filter(({ id }) => id === "ig-spread.mean")).toEqual([]);
    late.close();
  }, 240_000);

  it("keeps its years in the archive of a desk that had them: merged, never replaced", async () => {
    const [before, after] = [await lanesOf(desk, BETWEEN), await lanesOf(desk, null)];
    expect(after.map(({ series, source }) => `${series} ${source}`)).toEqual([
      "US.ICE.HY.OAS fred",
      "US.ICE.IG.OAS fred",
    ]);
    for (const [index, lane] of before.entries()) {
      expect(lane.dates[0]).toBe("2019-01-02");
      expect(valuesByDate(after[index]!)).toEqual(valuesByDate(lane));
    }
  });

  it("has its five-year mean, that of the recorded years", async () => {
    const [then, today] = [await made(BETWEEN), await made(null)].map(({ filled }) =>
      entryOf(filled.ledger, "ig-spread.mean"),
    );
    const years = [...recordedValues("BAMLC0A0CM.csv")].filter(
      ([date]) => date > "2020-11-28" && date <= "2025-11-28",
    );
    const mean = (100 * years.reduce((sum, [, value]) => sum + value, 0)) / years.length;
    expect(today!.figure.value).toBeCloseTo(mean, 9);
    expect(today).toEqual(then);
  });
});

/** Rows with a value. */
function valuesByDate({ dates, values }: { dates: readonly string[]; values: readonly (number | null)[] }) {
  return new Map(dates.flatMap((date, row) => (values[row] === null ? [] : [[date, values[row]] as const])));
}

describe("FRED with a key", () => {
  const fredSeries = [
    "UST.10Y",
    "UST.10Y.REAL",
    "US.BREAKEVEN.10Y",
    "VIX",
    "US.ICE.IG.OAS",
    "US.EFFR",
    "SPX",
  ];
  const fredLanes = async (from: Collecting) => {
    const wanted = [...fredSeries, ...REVISED, "WTI"].map((series) => ({ series, from: "2000-01-01" }));
    return (await from.archive.lanes(wanted, null)).filter(({ source }) => source === "fred");
  };

  it("is asked by its interface alone, one series a request, and the key stands in no record", async () => {
    const hosts = Map.groupBy(log, ({ host }) => host);
    expect(hosts.has("fred.stlouisfed.org")).toBe(false);
    const paths = Map.groupBy(hosts.get("api.stlouisfed.org")!, ({ path }) => path);
    expect(Object.fromEntries([...paths].map(([path, requests]) => [path, requests.length]))).toEqual({
      "/fred/series/observations": 3 * toldByFred.length,
      "/fred/release/dates": 3 * releases.length,
    });
    const lanes = await fredLanes(keyed);
    const places = new Set(lanes.flatMap(({ origins }) => origins.map(({ place }) => place)));
    for (const place of places) expect(place).toMatch(/^https:\/\/api\.stlouisfed\.org\/fred\/series\/obs/);
    expect(JSON.stringify([lanes, await keyed.archive.visits(null)])).not.toContain(KEY);
  });

  it("gives the same rows and the same revisions, under the same name", async () => {
    const [without, withKey] = [await fredLanes(desk), await fredLanes(keyed)];
    const told = (lanes: typeof without) =>
      lanes.map((lane) => [lane.series, lane.source, valuesByDate(lane), lane.revisedFrom ?? {}]);
    expect(without).toHaveLength(fredSeries.length + REVISED.length + 1);
    expect(told(withKey)).toEqual(told(without));
  });

  it("makes the same figures", async () => {
    // The days of releases are told with a key only, and what they moved is measured by them.
    const isOfReleases = (id: string) => id.startsWith("watch.us-release-");
    const figures = ({ filled }: Built) =>
      filled.ledger.entries
        .filter(({ id }) => !isOfReleases(id))
        .map(({ id, printed, figure: { value, asOf } }) => ({ id, printed, value, asOf }));
    expect(figures(await made(null, keyed))).toEqual(figures(await made(null)));
  });

  it("adds and revises nothing in an archive that was collected without one", async () => {
    const copy = deskOn("without-key", { FRED_API_KEY: KEY });
    const outcomes = await roundAt(copy, LAST!);
    const fred = outcomes.filter(({ visit }) => visit.source === "fred");
    expect(fred.map(({ visit }) => visit.place).join(" ")).not.toContain("fredgraph");
    expect(fred).toHaveLength(toldByFred.length);
    expect(fred.flatMap(({ recorded }) => recorded)).toEqual([]);
    copy.close();
  }, 240_000);
});
