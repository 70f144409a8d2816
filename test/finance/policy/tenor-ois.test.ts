import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "../../../pipeline/finance/dates.ts";
import { type TenorMarket, tenorOisPath } from "../../../pipeline/finance/policy/tenor-ois.ts";
import { tradingDayAfter } from "../../../pipeline/finance/trading-days.ts";
import { calendars, meetings } from "../../support/snapshots.ts";
import { calendarOf, dailyRate } from "./markets.ts";
import { parFrom } from "./tenor-markets.ts";

const { fed } = calendars;
const MONTHLY = Array.from({ length: 12 }, (_, index) => `${index + 1}M`);
const asOf = "2025-07-22";

/** Swaps of these tenors on a market whose overnight rate steps by these bp at the coming meetings. */
function marketOf(
  quoted: readonly string[],
  stepsBp: readonly number[],
  { day = asOf, effr = 4.33, calendar = meetings, pending = null }: Partial<Asked> = {},
): { readonly market: TenorMarket; readonly rateOn: (day: string) => number } {
  const coming = calendar.meetings.map(({ decision }) => decision).filter((decision) => decision > day);
  const decided = pending ? ([[pending.decision, pending.bp]] as const) : [];
  const steps = new Map([...decided, ...stepsBp.map((step, index) => [coming[index]!, step] as const)]);
  const rateOn = dailyRate(effr, steps);
  const quotes = new Map(quoted.map((tenor) => [tenor, parFrom(tenor, day, rateOn)]));
  return { market: { asOf: day, quotes, calendar, fed, effr, pending }, rateOn };
}
interface Asked {
  readonly day: string;
  readonly effr: number;
  readonly calendar: typeof meetings;
  readonly pending: { readonly decision: string; readonly effective: string; readonly bp: number } | null;
}

const steps = [-1, -14.7, -12.8, -17.4, -11.6, -15.7, -9.3, -14.4, -9.6, -8, 3, 4, -2, 5, 6, 1];

describe("a path from tenor swaps", () => {
  it("finds the steps again that monthly swaps up to a year were made of", () => {
    const { meetings: path, rank, open } = tenorOisPath(marketOf(MONTHLY, steps).market);
    expect(path.map(({ decision }) => decision)).toEqual(
      meetings.meetings.map(({ decision }) => decision).filter((one) => one > asOf && one < "2026-07-01"),
    );
    for (const [index, { stepBp }] of path.entries()) expect(stepBp).toBeCloseTo(steps[index]!, 6);
    expect(rank).toEqual({ rank: 8, unknowns: 8, underdetermined: false });
    expect(open).toEqual([]);
  });

  it("says that 12M, 15M, 18M and 24M do not tell the meetings of July 2025's calendar, and makes up none", () => {
    const { market, rateOn } = marketOf([...MONTHLY, "15M", "18M", "24M"], steps);
    const { meetings: path, rank, open, end } = tenorOisPath(market);
    expect(rank.underdetermined).toBe(true);
    expect(rank.rank).toBeLessThan(rank.unknowns);
    // The last that is told is June 2026, under the twelve months; two meetings lie in each gap beyond.
    expect(path.at(-1)!.decision).toBe("2026-06-17");
    expect(end).toEqual({ why: "prices", decision: "2026-07-29" });
    expect(open.flatMap(({ decisions }) => decisions).slice(0, 2)).toEqual(["2026-07-29", "2026-09-16"]);
    for (const { averagePercent, stepSumBp, from, to } of open) {
      expect(stepSumBp).toBeNull();
      // What the pillars do tell: the average rate between them. Compounding takes it off the plain mean by less than 0.05 bp.
      expect(averagePercent).not.toBeNull();
      expect(Math.abs(averagePercent! - meanBetween(from, to, rateOn))).toBeLessThan(0.0005);
    }
  });

  it("says the sum of the steps between two rates that are told, where not each of them is", () => {
    // Three meetings between 3M and 6M, none from there to 9M: the rate after the last is told, those in between are not.
    const calendar = calendarOf(["2025-11-05", "2025-12-10", "2026-01-07"]);
    const { market } = marketOf(["1M", "3M", "6M", "9M"], [-10, -25, 5], { calendar });
    const { meetings: path, rank, open } = tenorOisPath(market);
    expect(rank).toMatchObject({ underdetermined: true, unknowns: 4, rank: 3 });
    expect(path).toEqual([]);
    expect(open).toHaveLength(1);
    expect(open[0]!.decisions).toEqual(["2025-11-05", "2025-12-10"]);
    expect(open[0]!.stepSumBp).toBeCloseTo(-30, 6);
  });

  it("is the tenor-by-tenor solution where one new effective date lies between each two maturities", () => {
    const calendar = calendarOf(["2025-08-06", "2025-09-10", "2025-10-08", "2025-11-05"]);
    const quoted = ["1M", "2M", "3M", "4M"];
    const { market } = marketOf(quoted, [-20, 5, -30, 12], { calendar });
    const found: number[] = [];
    const decisions = calendar.meetings.map(({ decision }) => decision);
    for (const [index, tenor] of quoted.entries()) {
      // Bisection on the one new rate, the earlier ones kept.
      let [low, high] = [-5, 15];
      for (let round = 0; round < 60; round += 1) {
        const middle = (low + high) / 2;
        const rates = [...found, middle];
        const rateOn = (day: string) => {
          const at = decisions.slice(0, index + 1).findLastIndex((one) => tradingDayAfter(one, fed) <= day);
          return at < 0 ? 4.33 : rates[at]!;
        };
        if (parFrom(tenor, asOf, rateOn) < market.quotes.get(tenor)!) low = middle;
        else high = middle;
      }
      found.push((low + high) / 2);
    }
    const { meetings: path } = tenorOisPath(market);
    for (const [index, { endPercent }] of path.entries())
      expect(Math.abs(endPercent - found[index]!)).toBeLessThan(1e-8);
  });

  it("takes the rate before the first meeting from a swap that ends before it, and from EFFR where none does", () => {
    const calendar = calendarOf(["2025-09-17", "2025-10-29"]);
    const { market } = marketOf(["1W", "1M", "2M", "3M", "4M"], [-20, -10], { calendar });
    const off = { ...market, effr: 4.4 };
    expect(tenorOisPath(off).meetings[0]!.startPercent).toBeCloseTo(4.33, 6);
    const stubless = marketOf(["3M", "4M"], [-20, -10], { calendar });
    expect(tenorOisPath(stubless.market).meetings[0]).toMatchObject({ startPercent: 4.33 });
  });

  it("begins at the rate after a decision that EFFR does not carry yet", () => {
    const pending = { decision: "2025-10-29", effective: "2025-10-30", bp: -25 };
    const { market } = marketOf(["1M", "2M", "3M", "4M"], [-17, -6], {
      day: "2025-10-29",
      effr: 4.12,
      pending,
    });
    const { meetings: path } = tenorOisPath(market);
    expect(path[0]!.decision).toBe("2025-12-10");
    expect(path[0]!.startPercent).toBeCloseTo(3.87, 6);
    expect(path[0]!.stepBp).toBeCloseTo(-17, 6);
  });

  it("leaves out swaps that end where no meeting is known any more, and has no path from none", () => {
    const calendar = { ...meetings, knownTo: "2025-12-31" };
    const { market } = marketOf(["1M", "2M", "3M", "24M"], steps);
    const { meetings: path } = tenorOisPath({ ...market, calendar });
    expect(path.map(({ decision }) => decision)).toEqual(["2025-07-30", "2025-09-17"]);
    const none = tenorOisPath({ ...market, calendar, quotes: new Map([["24M", 3.5]]) });
    expect(none).toMatchObject({ meetings: [], open: [], end: { why: "prices", decision: "2025-07-30" } });
  });

  it("refuses a tenor that it does not know", () => {
    const { market } = marketOf(["1M"], []);
    expect(() => tenorOisPath({ ...market, quotes: new Map([["1Y", 4]]) })).toThrow(/no tenor 1Y/);
  });
});

/** The mean of the daily rate over [from, to). */
function meanBetween(from: string, to: string, rateOn: (day: string) => number): number {
  let [sum, days] = [0, 0];
  for (let day = from; day < to; day = addDays(day, 1)) {
    sum += rateOn(day);
    days += 1;
  }
  return sum / days;
}

const drawn = fc.record({
  day: fc.integer({ min: 0, max: 1000 }).map((days) => addDays("2022-09-01", days)),
  effr: fc.double({ min: -0.5, max: 6, noNaN: true }),
  moves: fc.array(fc.double({ min: -60, max: 60, noNaN: true }), { minLength: 14, maxLength: 14 }),
  weeks: fc.subarray(["1W", "2W", "3W"]),
  long: fc.subarray(["15M", "18M", "21M", "24M"]),
});

describe("a path whose rates are known", () => {
  it("is found again from tenor swaps to a hundredth of a bp, or said not to be told", () => {
    let [found, open] = [0, 0];
    fc.assert(
      fc.property(drawn, ({ day, effr, moves, weeks, long }) => {
        const traded = tradingDayAfter(day, fed);
        const { market, rateOn } = marketOf([...weeks, ...MONTHLY, ...long], moves, { day: traded, effr });
        const path = tenorOisPath(market);
        found += path.meetings.length;
        open += path.open.length;
        for (const { effective, startPercent, endPercent } of path.meetings) {
          expect(Math.abs(endPercent - rateOn(effective)) * 100).toBeLessThan(0.01);
          expect(Math.abs(startPercent - rateOn(addDays(effective, -1))) * 100).toBeLessThan(0.01);
        }
        expect(path.rank.underdetermined).toBe(path.open.length > 0);
      }),
      { numRuns: 150, seed: 20251105 },
    );
    expect(found).toBeGreaterThan(900);
    expect(open).toBeGreaterThan(20);
  }, 30_000);

  it("does not depend on the order of the quotes", () => {
    const { market } = marketOf([...MONTHLY, "15M", "18M"], steps);
    const quotes = new Map([...market.quotes].toReversed());
    expect(tenorOisPath({ ...market, quotes })).toEqual(tenorOisPath(market));
  });
});
