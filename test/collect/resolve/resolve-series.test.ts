import { describe, expect, it } from "vitest";
import { type Resolving, resolveSeries } from "../../../pipeline/collect/resolve/resolve-series.ts";
import { tradingDays } from "../../../pipeline/finance/trading-days.ts";
import type { Lane } from "../../../pipeline/model/telling.ts";
import { calendars } from "../../support/snapshots.ts";
import { type Days, laneOf } from "./lanes.ts";

const DAY = "2025-11-05";
const resolving: Resolving = {
  head: { id: "X", name: "A rate", unit: "percent", calendar: "sifma" },
  unit: "percent",
  plausible: [-1, 25],
  accepted: [],
  tolerance: 0.005,
  order: ["best", "next", "last"],
  date: DAY,
};
const resolve = (lanes: readonly Lane[], more: Partial<Resolving> = {}) =>
  resolveSeries(lanes, { ...resolving, ...more });
const valuesOf = ({ series }: ReturnType<typeof resolve>) =>
  series && Object.fromEntries(series.dates.map((date, index) => [date, series.values[index]]));
const rulesOf = ({ judgements }: ReturnType<typeof resolve>) =>
  judgements.map(({ verdict, rule }) => `${verdict} ${rule}`);

/** Bond days of 2025 up to the fifth of November, going up and down by a point in a hundred, but for those named. */
const year = (days: Days = {}): Days => {
  const all = tradingDays("2025-01-02", DAY, calendars.sifma);
  return { ...Object.fromEntries(all.map((day, index) => [day, 4 + (index % 2) / 100])), ...days };
};
const without = (days: Days, ...taken: readonly string[]): Days =>
  Object.fromEntries(Object.entries(days).filter(([day]) => !taken.includes(day)));

describe("a series of one source", () => {
  it("is what that source told, with its lines, origins and earlier values", () => {
    const lane = laneOf("next", { "2025-11-04": null, [DAY]: 4.17 }, { revisedFrom: { [DAY]: 4.16 } });
    const { series, judgements } = resolve([lane]);
    const { series: _, source: __, ...columns } = lane;
    expect(series).toEqual({ ...resolving.head, ...columns });
    expect(judgements).toEqual([]);
  });

  it("is none where no source of its plan told anything, or only of tomorrow", () => {
    expect(resolve([])).toEqual({ series: null, judgements: [] });
    expect(resolve([laneOf("unplanned", { [DAY]: 4 })]).series).toBeNull();
    expect(resolve([laneOf("best", { "2025-11-06": 4 })]).series).toBeNull();
  });

  it("ends with the issue's day, whatever is known of the days after it", () => {
    const { series } = resolve([laneOf("best", { "2025-11-04": 4.1, [DAY]: 4.17, "2025-11-06": 9 })]);
    expect(series).toMatchObject({ dates: ["2025-11-04", DAY], values: [4.1, 4.17], lines: [2, 3] });
  });
});

describe("a second source", () => {
  const best = laneOf("best", { "2025-11-03": 4.11, "2025-11-04": 4.1 });
  const next = laneOf("next", { "2025-11-04": 4.1, [DAY]: 4.17 });

  it("fills the days that the best does not have, and is named where its value is the newest", () => {
    const found = resolve([next, best]);
    expect(valuesOf(found)).toEqual({ "2025-11-03": 4.11, "2025-11-04": 4.1, [DAY]: 4.17 });
    expect(found.judgements).toEqual([
      {
        series: "X",
        verdict: "noted",
        rule: "second source",
        message: "The value of 2025-11-05 is from next: best ends on 2025-11-04.",
      },
    ]);
  });

  it("leaves each value its own origin and line", () => {
    const { series } = resolve([best, next]);
    expect(series?.origins.map(({ source }) => source)).toEqual(["best", "next"]);
    expect(series?.originOf).toEqual([0, 0, 1]);
    expect(series?.lines).toEqual([2, 3, 3]);
  });

  it("does not overwrite what the best has, and is not named where it fills an older day", () => {
    const best = laneOf("best", { "2025-11-03": 4.11, "2025-11-04": null, [DAY]: 4.17 });
    const next = laneOf("next", { "2025-11-03": 4.109, "2025-11-04": 4.1, [DAY]: 4.171 });
    const found = resolve([best, next]);
    expect(valuesOf(found)).toEqual({ "2025-11-03": 4.11, "2025-11-04": 4.1, [DAY]: 4.17 });
    expect(found.judgements).toEqual([]);
  });

  it("that disagrees is left out whole and refused, with both values and how far apart they may be", () => {
    const found = resolve([best, laneOf("next", { "2025-11-04": 4.2, [DAY]: 4.17 })]);
    expect(valuesOf(found)).toEqual({ "2025-11-03": 4.11, "2025-11-04": 4.1 });
    expect(rulesOf(found)).toEqual(["refused two sources disagree"]);
    expect(found.judgements[0]).toMatchObject({
      message:
        "best and next: On 2025-11-04 one source has 4.1 and the other 4.2: 0.1 apart, where 0.005 is allowed. next does not stand in.",
      remedy: expect.any(String),
    });
  });

  it("gives way to a third one that agrees", () => {
    const third = laneOf("last", { "2025-11-04": 4.1, [DAY]: 4.18 });
    const found = resolve([best, laneOf("next", { "2025-11-04": 4.2, [DAY]: 4.17 }), third]);
    expect(valuesOf(found)).toMatchObject({ [DAY]: 4.18 });
    expect(found.series?.origins.map(({ source }) => source)).toEqual(["best", "last"]);
  });

  it("agrees within the tolerance, whatever binary makes of it", () => {
    const best = laneOf("best", { "2025-11-04": 5.03 });
    expect(rulesOf(resolve([best, laneOf("next", { "2025-11-04": 5.01 })], { tolerance: 0.02 }))).toEqual([]);
    expect(rulesOf(resolve([best, laneOf("next", { "2025-11-04": 5.009 })], { tolerance: 0.02 }))).toEqual([
      "refused two sources disagree",
    ]);
  });

  it("is compared on the days of two months, not on those of last year", () => {
    const best = laneOf("best", { "2025-08-01": 4, [DAY]: 4.1 });
    const next = laneOf("next", { "2025-08-01": 5, "2025-11-04": 4.1, [DAY]: 4.1 });
    expect(valuesOf(resolve([best, next]))).toMatchObject({ "2025-08-01": 4, "2025-11-04": 4.1 });
  });

  it("is not compared on a day that either of them is not trusted for", () => {
    const best = laneOf("best", year({ "2025-11-04": 41 }));
    const found = resolve([best, laneOf("next", year({ "2025-11-04": 4.2 }))], { tolerance: 0.005 });
    expect(rulesOf(found)).not.toContain("refused two sources disagree");
    expect(valuesOf(found)).toMatchObject({ "2025-11-04": 4.2 });
  });
});

describe("what is implausible", () => {
  const wrong = year({ [DAY]: 417 });

  it("is left out; today's is refused, for it would be today's figure", () => {
    const found = resolve([laneOf("best", wrong)]);
    expect(valuesOf(found)).toEqual(without(wrong, DAY));
    expect(found.judgements).toMatchObject([
      { series: "X", verdict: "refused", rule: "bounds", remedy: expect.stringContaining("accepted") },
    ]);
    expect(found.judgements[0]!.message).toMatch(/^The value of 2025-11-05 is not used, from best: 417 /);
  });

  it("is noted where it is older than what is used", () => {
    const found = resolve([laneOf("best", year({ "2025-06-03": 417 }))]);
    expect(rulesOf(found)).toEqual(["noted bounds"]);
    expect(valuesOf(found)).not.toHaveProperty("2025-06-03");
  });

  it("takes its value from the next source, and then it is noted and the source named", () => {
    const found = resolve([laneOf("best", wrong), laneOf("next", { [DAY]: 4.01 })]);
    expect(valuesOf(found)).toMatchObject({ [DAY]: 4.01 });
    expect(found.series?.originOf?.at(-1)).toBe(1);
    expect(rulesOf(found)).toContain("noted second source");
  });

  it("is let in where another source says the same", () => {
    const jump = year({ [DAY]: 9 });
    expect(rulesOf(resolve([laneOf("best", jump)]))).toEqual(["refused jump"]);
    const both = resolve([laneOf("best", jump), laneOf("next", { [DAY]: 9.004 })]);
    expect(valuesOf(both)).toEqual(jump);
    expect(both.judgements).toEqual([]);
    const apart = resolve([laneOf("best", jump), laneOf("next", { [DAY]: 9.006 })]);
    expect(valuesOf(apart)).toMatchObject({ [DAY]: 9.006 });
    expect(apart.judgements.map(({ rule }) => rule)).toEqual(["jump", "second source"]);
  });

  it("is let in where a person has accepted the day", () => {
    const jump = year({ [DAY]: 9 });
    expect(resolve([laneOf("best", jump)], { accepted: [DAY] })).toMatchObject({ judgements: [] });
    expect(rulesOf(resolve([laneOf("best", jump)], { accepted: ["2025-11-04"] }))).toEqual(["refused jump"]);
    expect(valuesOf(resolve([laneOf("best", wrong)], { accepted: [DAY] }))).toMatchObject({ [DAY]: 417 });
  });

  it("leaves nothing of a series where all of it is", () => {
    const found = resolve([laneOf("best", { "2025-11-04": 410, [DAY]: 417 })]);
    expect(found.series).toBeNull();
    expect(found.judgements).toMatchObject([
      {
        verdict: "refused",
        message: expect.stringMatching(/^2 values from 2025-11-04 to 2025-11-05 are not/),
      },
    ]);
  });
});

it("an import stands before every fetched source, where it is first in order", () => {
  const lanes = [laneOf("best", { "2025-11-04": 4.1, [DAY]: 4.17 }), laneOf("import", { [DAY]: 4.172 })];
  const { series } = resolve(lanes, { order: ["import", "best"] });
  expect(series).toMatchObject({ dates: ["2025-11-04", DAY], values: [4.1, 4.172] });
  expect(series?.origins[series.originOf![1]!]?.source).toBe("import");
});
