import { describe, expect, it } from "vitest";
import { patienceOf } from "../../../pipeline/compute/compute.ts";
import { deskOf } from "../../../pipeline/finance/desk.ts";
import type { Snapshot } from "../../../pipeline/model/snapshot.ts";
import { regime } from "../../../pipeline/sections/regime/regime.ts";
import { View } from "../../../pipeline/sections/regime/view.ts";
import { shippedEdition } from "../../support/section-words.ts";
import { DAY, daily, regimeDay } from "./regime-day.ts";

const deskOn = (snapshot: Snapshot) => deskOf(snapshot, patienceOf("regime", shippedEdition));
const viewOn = (snapshot: Snapshot): View => View.parse(regime.compute(deskOn(snapshot), shippedEdition));
const view = (...given: Parameters<typeof regimeDay>) => viewOn(regimeDay(...given));
const pair = (told: View, name: string) => told.pairs.find((one) => one.name === name)!;
const before = "2025-11-04";

describe("the curve of a day", () => {
  const day = [
    daily("UST.2Y", 3.5, { rows: { [before]: 3.58, [DAY]: 3.63 } }),
    daily("UST.10Y", 4.1, { rows: { [before]: 4.1, [DAY]: 4.17 } }),
  ];

  it("has slope, both legs' changes and the label of the move", () => {
    const told = pair(view(day), "2s10s");
    expect(told.slope).toMatchObject({ value: 54, unit: "bp", asOf: DAY, id: "regime.2s10s.slope" });
    expect(told.day).toMatchObject({
      label: "bear steepener",
      driver: "long",
      shift: "steeper",
      short: { value: 5 },
      long: { value: 7 },
      change: { value: 2 },
    });
    expect(told.isInverted).toBe(false);
  });

  it("counts twenty observations that both yields have, not twenty days", () => {
    // Back from 5 November: 3 days of November and, the bond holiday of the 13th left out, 18 of October: the 20th before is the 7th.
    const rows = { "2025-10-06": 2, "2025-10-07": 3, [DAY]: 3.5 };
    const short = (more: Record<string, null>) =>
      pair(view([daily("UST.2Y", 3.5, { rows: { ...rows, ...more } })]), "2s10s").month!.short.value;
    expect(short({})).toBe(50);
    expect(short({ "2025-10-20": null })).toBe(150);
  });

  it("on a bond holiday keeps the last levels with their date and has no change of a day", () => {
    const told = view([], { date: "2025-11-11" });
    for (const one of told.pairs) {
      expect(one).toMatchObject({ freshness: "closed", day: null, slope: { asOf: "2025-11-10" } });
      expect(one.month).not.toBeNull();
    }
    expect(told.realRate).toMatchObject({ freshness: "closed", day: null, level: { asOf: "2025-11-10" } });
    expect(regime.movers!(told, deskOn(regimeDay()), shippedEdition)).toEqual([]);
  });

  it("tells a missing day from a closed market, and gives up after two", () => {
    const late = (rows: Record<string, null>) => pair(view([daily("UST.10Y", 4.1, { rows })]), "2s10s");
    expect(late({ [DAY]: null })).toMatchObject({ freshness: "stale", day: null, slope: { asOf: before } });
    expect(late({ [DAY]: null, [before]: null, "2025-11-03": null })).toMatchObject({
      freshness: "none",
      slope: null,
      day: null,
      month: null,
      usual: null,
    });
  });

  it("is null for a pair of which one leg is missing, and only for it", () => {
    const told = view([], { without: ["UST.30Y"] });
    expect(told.pairs.map(({ slope }) => slope === null)).toEqual([false, true, true, true]);
  });

  it("takes no change over a hole of months", () => {
    const rows = Object.fromEntries(
      ["2025-09", "2025-10"].flatMap((month) =>
        Array.from({ length: 31 }, (_, at) => [`${month}-${String(at + 1).padStart(2, "0")}`, null]),
      ),
    );
    delete rows["2025-09-31"];
    const told = pair(view([daily("UST.2Y", 3.5, { rows })]), "2s10s");
    expect(told.day).not.toBeNull();
    expect(told.month).toBeNull();
  });
});

describe("the real rate", () => {
  const moved = [
    daily("UST.5Y", 3.7, { rows: { [before]: 3.69, [DAY]: 3.76 } }),
    daily("US.BREAKEVEN.5Y", 2.4, { rows: { [before]: 2.38, [DAY]: 2.39 } }),
    daily("UST.5Y.REAL", 1.3, { rows: { [DAY]: 1.37 } }),
  ];

  it("is nominal less expected inflation, with what each of them did", () => {
    const { realRate } = view(moved);
    expect(realRate.level).toMatchObject({ value: 1.37, unit: "percent", asOf: DAY });
    expect(realRate.quoted!.value).toBe(1.37);
    expect(realRate.day).toMatchObject({
      direction: "rising",
      money: "tighter",
      driver: "nominal",
      change: { value: 6, unit: "bp" },
      nominalChange: { value: 7 },
      inflationChange: { value: 1 },
    });
  });

  it("has a mean of one year, and is drawn beside its parts and the first slope", () => {
    const { realRate, pairs, chart } = view(moved);
    expect(realRate.mean!.value).toBeCloseTo(1.3, 2);
    const { dates, panels, scale } = chart!;
    expect([panels.map(({ name }) => name), scale]).toEqual([
      [realRate.nominalName, realRate.inflationName, realRate.name, pairs[0]!.name],
      "own",
    ]);
    expect(dates[0]! > "2024-11-05").toBe(true);
    for (const { values, ends } of panels) {
      const known = values.filter((value) => value !== null);
      expect(values).toHaveLength(dates.length);
      expect([known.at(-1), Math.min(...known), Math.max(...known)]).toEqual(
        [ends!.last, ends!.low, ends!.high].map(({ value }) => value),
      );
    }
    expect(panels[2]!.ends!.last.value).toBe(1.37);
    expect(panels[3]!.ends!.last).toBe(pairs[0]!.slope);
  });

  it("has neither where a year is not covered, and none without one of its legs", () => {
    const short = view([daily("US.BREAKEVEN.5Y", 2.4, { from: "2025-08-01" })]);
    expect(short.realRate.level).not.toBeNull();
    expect([short.realRate.mean, short.chart]).toEqual([null, null]);
    const { realRate, chart } = view([], { without: ["US.BREAKEVEN.5Y"] });
    expect(realRate).toMatchObject({ level: null, day: null, month: null, mean: null, freshness: "none" });
    expect(chart).toBeNull();
  });
});

describe("credit beside inflation expectations", () => {
  it("has each at its own place among five years", () => {
    const wide = daily("US.ICE.HY.OAS", 300, { unit: "bp", rows: { [DAY]: 500 } });
    const low = daily("US.BREAKEVEN.5Y", 2.4, { rows: { [DAY]: 2 } });
    const { credit, expectation, sameExpectation } = view([wide, low]);
    expect(credit.percentile!.value).toBeGreaterThan(99.9);
    expect(expectation.percentile!.value).toBeLessThan(0.1);
    expect(Math.round(expectation.change!.value)).toBeLessThanOrEqual(-40);
    expect(sameExpectation).toBe(true);
    // Of a spread that swings between two levels half the days tie with the lower: mid is 25, strict 0, weak 50.
    expect(view().credit.percentile!.value).toBeCloseTo(25, 0);
  });

  it("has no place where five years are not covered", () => {
    const young = daily("US.ICE.HY.OAS", 300, { unit: "bp", from: "2024-01-02" });
    expect(view([young]).credit).toMatchObject({ percentile: null, level: { value: expect.any(Number) } });
  });
});
