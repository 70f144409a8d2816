import { describe, expect, it } from "vitest";
import { correlation } from "../../../pipeline/finance/correlation.ts";
import { deskOf } from "../../../pipeline/finance/desk.ts";
import { absent } from "../../../pipeline/sections/absent.ts";
import { anchors } from "../../../pipeline/sections/anchors/anchors.ts";
import { sectionWords } from "../../support/section-words.ts";
import { seriesOf } from "../../support/snapshots.ts";
import {
  DAY,
  dayWith,
  debtSeries,
  dollarAlone,
  editionWith,
  pairOf,
  tradingDaysTo,
  viewOf,
  wordsOf,
} from "./anchor-days.ts";

const years = 1500;

describe("the pricing anchor", () => {
  const { price, rate } = pairOf(years, () => 0.6);

  it("holds daily changes against each other over 60 and 250 joined days", () => {
    const [pair] = viewOf([price, rate]).pairs;
    const tail = <T>(values: readonly T[], count: number) => values.slice(-count - 1);
    const changes = (values: readonly (number | null)[], of: (a: number, b: number) => number) =>
      values.slice(1).map((value, row) => of(values[row]!, value!));
    for (const [figure, n] of [
      [pair!.short, 60],
      [pair!.long, 250],
    ] as const) {
      const x = changes(tail(price.values, n), (a, b) => 100 * Math.log(b / a));
      const y = changes(tail(rate.values, n), (a, b) => (b - a) * 100);
      expect(figure!.value).toBeCloseTo(correlation(x, y)!, 9);
      expect(figure!.inputs).toMatchObject([{ count: n + 1 }, { count: n + 1 }]);
    }
    expect(pair).toMatchObject({
      shortVerdict: "expected",
      side: "positive",
      since: null,
      shortReversal: null,
    });
  });

  it("says so where the link is lost, and the word is insignificant", () => {
    const lost = pairOf(years, (row) => (row < years - 60 ? 0.6 : 0));
    const text = wordsOf([lost.price, lost.rate]);
    expect(text).toMatch(/insignificant/);
    expect(text).toMatch(/a significant drop since \(\d\.\d standard errors\)/);
    expect(viewOf([lost.price, lost.rate]).pairs[0]!.apart!.value).toBeLessThan(-1.96);
  });

  it("tells of a sign that has turned, by the day that confirmed it and the day of the crossing", () => {
    const turned = pairOf(years, (row) => (row < years - 55 ? 0.7 : -0.9));
    const view = viewOf([turned.price, turned.rate]);
    const { shortReversal } = view.pairs[0]!;
    expect(shortReversal!.to).toBe("negative");
    expect(shortReversal!.crossed < shortReversal!.confirmed).toBe(true);
    expect(view.turned).toBe(true);
    expect(wordsOf([turned.price, turned.rate])).toMatch(
      /Dollar: the 60-day correlation has turned negative, confirmed on \d+ \w+ 2025 after it crossed zero on \d+ \w+\./,
    );
  });

  it("tells no turn that was confirmed more than 20 observations ago", () => {
    // The turn of the test above, read thirty days later.
    const turned = pairOf(years, (row) => (row < years - 85 ? 0.7 : -0.9));
    const view = viewOf([turned.price, turned.rate]);
    expect(view.pairs[0]!.short!.value).toBeLessThan(-0.3);
    expect(view).toMatchObject({ turned: false });
    expect(wordsOf([turned.price, turned.rate])).not.toContain("has turned");
  });

  it("draws both correlations with a label at the end of each", () => {
    const { chart, pairs } = viewOf([price, rate]);
    expect(chart!.end).toBe(pairs[0]!.short);
    expect(chart!.others).toMatchObject([{ name: "long", end: { id: "anchors.dollar.long" } }]);
    expect(chart!.values).toHaveLength(chart!.dates.length);
    expect(chart!.others![0]!.values).toHaveLength(chart!.dates.length);
    expect(chart!.values.at(-1)).toBe(pairs[0]!.short!.value);
  });

  it("says what is n/a of a yield that does not move, and of days that are too few for the longer correlation", () => {
    const still = { ...rate, values: rate.values.map(() => 4) };
    expect(wordsOf([price, still])).toContain(
      "Note: Dollar is n/a: it or the 10-year Treasury yield did not move over 60 joined observations.",
    );
    const young = wordsOf(Object.values(pairOf(100, () => 0.9)));
    expect(young).toContain("Beyond ±0.26 a correlation of 60 daily changes is significant.");
    expect(young).toContain(
      "Note: Dollar over 250 days is n/a: fewer than 250 joined daily changes are at hand.",
    );
  });

  it("says what is n/a and why: too few days, no series, a price that is too old", () => {
    const few = pairOf(40, () => 0.6);
    expect(wordsOf([few.price, few.rate])).toContain(
      "Note: Dollar is n/a: 39 joined daily changes are at hand, and a correlation here takes 60.",
    );
    expect(wordsOf([rate])).toContain("Note: Dollar is n/a: this issue's data hold no observation of it.");
    const old = pairOf(300, () => 0.6, { day: "2025-10-15" });
    const text = wordsOf([old.price, rate]);
    expect(text).toContain("Note: Dollar is n/a: the newest observation of it or of its yield is too old.");
    expect(text).toContain("| Dollar | n/a | n/a | positive | n/a | n/a |");
    const one = pairOf(2, () => 0.6);
    expect(wordsOf([one.price, one.rate])).toContain("1 joined daily change is at hand");
  });

  it("has nothing to print of 150 days but the 60", () => {
    const short = pairOf(150, () => 0.6);
    const view = viewOf([short.price, short.rate]);
    expect(view.pairs[0]).toMatchObject({ long: null, before: null, apart: null, side: null, missing: null });
    expect(view.chart).toBeNull();
    const text = wordsOf([short.price, short.rate]);
    expect(text).toMatch(/\| Dollar \| \+0\.\d\d \| n\/a \| positive \| as expected \| n\/a \|/);
    expect(text).not.toMatch(/NaN|undefined|Infinity/);
  });

  it("is null where the price stands still, never zero", () => {
    const still = seriesOf("USD.BROAD", Object.fromEntries(tradingDaysTo(years).map((day) => [day, 100])), {
      unit: "index",
    });
    const view = viewOf([still, rate]);
    expect(view.pairs[0]).toMatchObject({ short: null, long: null, shortVerdict: null });
    expect(wordsOf([still, rate])).toContain("| Dollar | n/a | n/a | positive | n/a | n/a |");
  });

  it("does not exist without the yield", () => {
    const made = anchors.compute(deskOf(dayWith([price])), dollarAlone);
    expect(made).toEqual(absent("no-observation", { names: ["UST.10Y"] }));
  });

  it("names no level to watch: a threshold of a correlation is none of the market", () => {
    expect(anchors.levels).toBeUndefined();
  });
});

describe("the debt", () => {
  const { price, rate } = pairOf(80, () => 0.6);
  const series = [price, rate, ...debtSeries()];

  it("splits a fiscal year by its headline deficit: growth, inflation, deficit and the rest sum to the change", () => {
    const { fiscal, ratio, quarter } = viewOf(series).debt;
    expect(ratio!.value).toBe(104);
    expect(quarter).toEqual({ year: 2025, quarter: 2 });
    // By hand: N = 1.0506, d = 1: growth -0.03 / 1.0506, inflation -0.02 * 1.03 / 1.0506, deficit 63.036 / 1050.6 = 6 %.
    expect(fiscal).toMatchObject({
      year: 2024,
      change: { value: 2 },
      growth: { value: expect.closeTo(-2.85551, 5) },
      inflation: { value: expect.closeTo(-1.96078, 5) },
      deficit: { value: expect.closeTo(6, 10) },
      remainder: { value: expect.closeTo(2 + 2.85551 + 1.96078 - 6, 4) },
      realGrowth: { value: expect.closeTo(3, 10) },
      deflator: { value: expect.closeTo(2, 10) },
    });
    expect(wordsOf(series)).toContain(
      "Over fiscal year 2024 the ratio rose 2.00 pp to 102.0%: +6.00 pp from the headline deficit, −2.86 pp from real growth of 3.0%, " +
        "−1.96 pp from inflation of 2.0% and +0.82 pp from other financing and valuation.",
    );
  });

  it("takes each path from the latest ratio, its parts summing to the change", () => {
    const view = viewOf(series);
    expect(view.debt.paths.map(({ name, lowers }) => [name, lowers])).toEqual([
      ["growth-oriented", "growth"],
      ["inflation-oriented", "inflation"],
      ["monetisation", "inflation"],
      ["tightening", "inflation"],
    ]);
    const held = anchors.identities!(view);
    expect(held).toHaveLength(5);
    for (const { left, right, tolerance } of held)
      expect(Math.abs(left - right)).toBeLessThanOrEqual(tolerance);
    expect(wordsOf(series)).toContain("from 2026 on, are assumptions of 29 May 2025.");
  });

  it("leaves out paths that were assumed after the issue's day, and says so", () => {
    const early = pairOf(80, () => 0.6, { day: "2025-05-28" });
    const text = sectionWords(
      anchors,
      dayWith([early.price, early.rate, ...debtSeries().slice(0, 1)], "2025-05-28"),
      dollarAlone,
    );
    expect(text).toContain(
      "Note: The debt paths are left out: their assumptions are dated after this issue.",
    );
    expect(text).not.toContain("| growth-oriented");
  });

  it("is n/a where its ratio is missing, and where no fiscal year is whole", () => {
    expect(wordsOf([price, rate])).toContain("Note: The debt ratio is n/a:");
    const [ratio] = debtSeries();
    expect(wordsOf([price, rate, ratio!])).toContain(
      "Note: What changed the ratio over a fiscal year is n/a:",
    );
    expect(viewOf([price, rate, ratio!]).debt.fiscal).toBeNull();
  });

  it("dates each path on its own where their assumptions are of different days", () => {
    const { debt } = dollarAlone.anchors;
    const [first, second] = debt.paths;
    const edition = editionWith({
      ...dollarAlone.anchors,
      debt: { ...debt, paths: [first!, { ...second!, asOf: "2025-10-01" }] },
    });
    const text = wordsOf(series, edition);
    expect(text).toContain("| growth-oriented, to 2030 (assumed 29 May 2025) |");
    expect(text).toContain("| inflation-oriented, to 2030 (assumed 1 Oct 2025) |");
    expect(text).not.toContain("are assumptions of");
  });
});

it("asks for six years of prices and yields, each once", () => {
  const needs = anchors.needs(dollarAlone, DAY, { dates: [] } as never);
  expect(needs.find(({ series }) => series === "UST.10Y")).toEqual({ series: "UST.10Y", from: "2019-11-06" });
  expect(new Set(needs.map(({ series }) => series)).size).toBe(needs.length);
});
