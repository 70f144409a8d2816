import { describe, expect, it } from "vitest";
import { deskOf } from "../../../pipeline/finance/desk.ts";
import type { Edition } from "../../../pipeline/model/edition.ts";
import type { Snapshot } from "../../../pipeline/model/snapshot.ts";
import { absent } from "../../../pipeline/sections/absent.ts";
import { ratesShock } from "../../../pipeline/sections/rates-shock/rates-shock.ts";
import { View } from "../../../pipeline/sections/rates-shock/view.ts";
import { shippedEdition } from "../../support/section-words.ts";
import { meetings, snapshotOf } from "../../support/snapshots.ts";
import { DAY, shockDay, yields } from "./yield-history.ts";

const edition = (settings: Partial<Edition["ratesShock"]> = {}): Edition => ({
  ...shippedEdition,
  ratesShock: { ...shippedEdition.ratesShock, splices: {}, ...settings },
});
const viewOf = (snapshot: Snapshot, ed = edition()): View =>
  View.parse(ratesShock.compute(deskOf(snapshot, { missedDays: 1, coverage: 0.8 }), ed));
/** 31 October to 5 November: three closes. */
const shock = { "2025-10-31": 4.01, "2025-11-03": 4.1, "2025-11-04": 4.2, [DAY]: 4.32 };

describe("the main move", () => {
  it("is in whole bp over so many closes, with the level then and in proportion to it", () => {
    const { main } = viewOf(shockDay(shock));
    expect(main).toMatchObject({ isShock: true, direction: "rise", closes: "h15", freshness: "current" });
    expect(main.change).toMatchObject({ value: 31, unit: "bp", id: "rates-shock.ust-30y.change-3" });
    expect(main.levelThen).toMatchObject({ value: 4.01, asOf: "2025-10-31" });
    expect(main.relative!.value).toBeCloseTo(31 / 4.01, 9);
    expect([main.rank.value, main.since]).toEqual([1, null]);
  });

  it("is ranked on the side of its sign, and dated by the latest one as large", () => {
    const earlier = { "2020-03-16": 4.01, "2020-03-17": 4.01, "2020-03-18": 4.01, "2020-03-19": 4.45 };
    const { main } = viewOf(shockDay({ ...earlier, ...shock }));
    expect(main.since).toMatchObject({
      word: "larger",
      overlaps: false,
      change: { value: 44, asOf: "2020-03-19" },
    });
    expect(main.rank.value).toBeGreaterThan(1);
    const same = viewOf(shockDay({ ...earlier, "2020-03-19": 4.32, ...shock })).main;
    expect(same.since).toMatchObject({ word: "matched" });
    const fall = viewOf(shockDay({ ...earlier, "2025-11-04": 3.9, [DAY]: 3.8 })).main;
    expect(fall.direction).toBe("fall");
  });

  it("is calm below the percentile that the edition sets, and an unchanged yield is never a shock", () => {
    const { main, largest, others } = viewOf(shockDay({ "2025-10-31": 4.01, [DAY]: 4.02 }));
    expect(main.isShock).toBe(false);
    expect([largest, others]).toEqual([[], []]);
    const still = yields(
      "UST.30Y",
      Object.fromEntries(["10-31", "11-05"].map((day) => [`2025-${day}`, 4.01])),
    );
    const flat = viewOf(snapshotOf(DAY, [still]), edition({ shockPercentile: 0 })).main;
    expect(flat).toMatchObject({ direction: "unchanged", isShock: false });
  });

  it("is a shock from the same size on that the chart draws", () => {
    const { main, chart } = viewOf(shockDay(shock));
    expect(main.change.value >= main.shockRise!.value).toBe(true);
    expect(chart!.levels.map(({ name }) => name)).toEqual(["rise", "fall"]);
    expect(chart!.values.at(-1)).toBe(31);
    expect(chart!.dates).toHaveLength(252);
  });

  it("leaves out what spans a splice", () => {
    const rows = { "2024-05-01": 4.6, "2024-05-02": 4.6, "2024-05-03": 4.6, "2024-05-06": 4.6, ...shock };
    const joined = viewOf(shockDay(rows), edition({ splices: { "UST.30Y": ["2024-05-01"] } }));
    expect(joined.largest.map(({ change }) => change.value)).not.toContain(59);
    expect(viewOf(shockDay(rows)).largest.some(({ change }) => change.value > 50)).toBe(true);
    expect(joined.splices).toEqual([{ on: "2024-05-01" }]);
    expect(viewOf(shockDay(rows), edition({ splices: { "UST.30Y": ["2002-02-19"] } })).splices).toEqual([]);
  });

  it("ends on the last close where bonds were shut, and where a close is missing", () => {
    const holiday = viewOf(shockDay({}, [], "2025-11-11")).main;
    expect(holiday).toMatchObject({ freshness: "closed", change: { asOf: "2025-11-10" } });
    const missing = viewOf(shockDay({ [DAY]: null })).main;
    expect(missing).toMatchObject({ freshness: "stale", change: { asOf: "2025-11-04" } });
  });

  it("keeps its places in the list of the largest, each cluster once", () => {
    const { largest, main } = viewOf(shockDay(shock));
    expect(largest[0]!.change).toMatchObject({ value: 31, asOf: DAY });
    expect(largest.filter(({ change }) => change.asOf >= "2025-10-31")).toHaveLength(1);
    const view = viewOf(shockDay(shock));
    for (const { left, right, tolerance } of ratesShock.identities!(view))
      expect(Math.abs(left - right)).toBeLessThanOrEqual(tolerance);
    expect(main.ranked.value).toBeGreaterThan(1000);
  });
});

describe("the table", () => {
  it("has every tenor and window, n/a where observations are missing, and never a zero for it", () => {
    const short = yields("UST.10Y", {}, { from: "2025-10-30" });
    const { rows } = viewOf(snapshotOf(DAY, [short, yields("UST.30Y")]));
    expect(rows.map(({ cells }) => cells.map(({ change }) => change?.value ?? null))).toMatchObject([
      [null, null, null, null],
      [expect.any(Number), expect.any(Number), null, null],
      [expect.any(Number), expect.any(Number), expect.any(Number), expect.any(Number)],
    ]);
    expect(rows[0]).toMatchObject({ name: "UST.2Y", level: null, start: null });
  });

  it("names the other shocks by tenor, the main one not among them", () => {
    const { others, main } = viewOf(shockDay(shock));
    expect(main.isShock).toBe(true);
    expect(others.map(({ name }) => name)).toEqual(["30-year Treasury"]);
    expect(others[0]!.windows.map(({ window }) => window)).not.toContain(3);
  });

  it("does not depend on the order in which rows were written", () => {
    const [tenor, others] = [yields("UST.30Y", shock), yields("UST.10Y")];
    const told = viewOf(snapshotOf(DAY, [tenor, others]));
    expect(viewOf(snapshotOf(DAY, [others, tenor]))).toEqual(told);
  });
});

describe("swap spreads", () => {
  const swap = (rows: Record<string, number>) => yields("USD.SOFR.SWAP.30Y", rows);

  it("are n/a without a swap rate, tenor by tenor", () => {
    const { swaps, missingSwaps } = viewOf(shockDay(shock, [swap({ "2025-11-04": 3.3, [DAY]: 3.3 })]));
    expect(missingSwaps).toEqual([{ name: "10-year" }]);
    expect(swaps[1]).toMatchObject({
      name: "30-year",
      move: "more-negative",
      spread: { value: -102, unit: "bp" },
      change: { value: -12 },
    });
    // 3.3 * 365/360 = 3.345833; 2 * (sqrt(1.03345833) - 1) = 3.31831 %.
    expect(swaps[1]!.onBondBasis!.value).toBeCloseTo(331.831 - 432, 2);
  });

  it("are taken on a day that both have", () => {
    const late = swap({ "2025-11-03": 3.3, "2025-11-04": 3.3 });
    const spread = viewOf(shockDay({ ...shock, [DAY]: null }, [late])).swaps[1]!.spread!;
    expect(spread).toMatchObject({ asOf: "2025-11-04", value: -90 });
  });
});

describe("what the section asks for and refuses", () => {
  it("asks for all history of its tenors, from 1962 on", () => {
    const needs = ratesShock.needs(shippedEdition, DAY, meetings);
    expect(needs.slice(0, 3)).toEqual(
      ["UST.2Y", "UST.10Y", "UST.30Y"].map((series) => ({ series, from: "1962-01-01" })),
    );
    expect(needs.map(({ series }) => series)).toContain("USD.SOFR.SWAP.30Y");
  });

  it("is n/a as a whole where the main yield is not there, old, or too short", () => {
    const told = (snapshot: Snapshot) =>
      ratesShock.compute(deskOf(snapshot, { missedDays: 1, coverage: 0.8 }), edition());
    expect(told(snapshotOf(DAY, [yields("UST.10Y")]))).toEqual(
      absent("no-current-observation", { names: ["UST.30Y"] }),
    );
    expect(told(snapshotOf(DAY, [yields("UST.30Y", {}, { to: "2025-10-31" })]))).toHaveProperty(
      "unavailable",
    );
    expect(told(snapshotOf(DAY, [yields("UST.30Y", {}, { from: "2025-11-03" })]))).toEqual(
      absent("few-observations", { names: ["30-year Treasury"], count: 4 }),
    );
  });

  it("tells the day's moves of its tenors", () => {
    const snapshot = shockDay(shock);
    const desk = deskOf(snapshot);
    const movers = ratesShock.movers!(viewOf(snapshot), desk, edition());
    expect(movers.map(({ key }) => key)).toEqual(["UST.2Y", "UST.10Y", "UST.30Y"]);
    expect(movers[2]!.size.value).toBeGreaterThan(2);
  });
});
