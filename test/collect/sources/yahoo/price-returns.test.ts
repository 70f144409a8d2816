import { describe, expect, it } from "vitest";
import type { Bar } from "../../../../pipeline/collect/sources/yahoo/chart-reply.ts";
import { priceReturns } from "../../../../pipeline/collect/sources/yahoo/price-returns.ts";

const bar = (date: string, close: number | null, adjusted: number | null = null): Bar => ({
  time: Date.parse(date) / 1000,
  date,
  close,
  adjusted,
  volume: null,
});
const nothing = { dividends: [], splits: [] };

describe("the price return of a fund", () => {
  it("is worked against the bar before: 100 to 102 is 2 %, and the first bar has none", () => {
    expect(priceReturns([bar("2026-02-09", 100), bar("2026-02-10", 102)], nothing)).toEqual({
      dates: ["2026-02-10"],
      values: [2],
      remarks: [],
    });
  });

  it("has the dividend of an ex-day added back: (101.4 + 0.6) / 102 - 1 is 0", () => {
    const dividends = [{ date: "2026-02-11", amount: 0.6 }];
    const bars = [bar("2026-02-10", 102), bar("2026-02-11", 101.4), bar("2026-02-12", 101.4)];
    expect(priceReturns(bars, { dividends, splits: [] }).values).toEqual([0, 0]);
  });

  it("has six decimals: 3 to 4 is 33.333333 %", () => {
    expect(priceReturns([bar("2026-02-09", 3), bar("2026-02-10", 4)], nothing).values).toEqual([33.333333]);
  });

  it("is missing on the day of a missing close and on the day after it", () => {
    const bars = [
      bar("2026-02-09", 100),
      bar("2026-02-10", null),
      bar("2026-02-11", 101),
      bar("2026-02-12", 102.01),
    ];
    expect(priceReturns(bars, nothing)).toMatchObject({
      dates: ["2026-02-10", "2026-02-11", "2026-02-12"],
      values: [null, null, 1],
    });
  });

  it("needs nothing for a split where the closes are adjusted", () => {
    const splits = [{ date: "2026-02-10", ratio: 2 }];
    expect(
      priceReturns([bar("2026-02-09", 50), bar("2026-02-10", 51)], { dividends: [], splits }).values,
    ).toEqual([2]);
  });

  it.each([
    ["2 for 1", 2, 51],
    ["3 for 2", 1.5, 66],
    ["1 for 10", 0.1, 1010],
  ])("is not made across a split of %s that shows as a jump", (_, ratio, close) => {
    const splits = [{ date: "2026-02-10", ratio }];
    const bars = [bar("2026-02-09", 100), bar("2026-02-10", close), bar("2026-02-11", close)];
    expect(priceReturns(bars, { dividends: [], splits })).toEqual({
      dates: ["2026-02-10", "2026-02-11"],
      values: [null, 0],
      remarks: [
        `There is no return for 2026-02-10: the closes are not adjusted for its split of ${ratio} for 1.`,
      ],
    });
  });

  it("is not made where the adjusted closes tell of a dividend that is not named", () => {
    const bars = [bar("2026-02-09", 100, 99), bar("2026-02-10", 99, 99)];
    expect(priceReturns(bars, nothing)).toMatchObject({
      values: [null],
      remarks: [
        "There is no return for 2026-02-10: the adjusted closes tell of a dividend that the reply does not name.",
      ],
    });
    const dividends = [{ date: "2026-02-10", amount: 1 }];
    expect(priceReturns(bars, { dividends, splits: [] }).values).toEqual([0]);
  });

  it("is not made with a dividend a hundred times too large", () => {
    const dividends = [{ date: "2026-02-10", amount: 60 }];
    expect(
      priceReturns([bar("2026-02-09", 100), bar("2026-02-10", 99.4)], { dividends, splits: [] }),
    ).toMatchObject({
      values: [null],
      remarks: ["There is no return for 2026-02-10: a dividend of 60 on a price of 100 is no dividend."],
    });
  });

  it("is not made over a gap that no closing of an exchange explains", () => {
    expect(priceReturns([bar("2026-02-02", 100), bar("2026-02-09", 101)], nothing)).toMatchObject({
      values: [null],
      remarks: ["There is no return for 2026-02-09: the bar before is 7 days older."],
    });
  });
});
