import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  highOf,
  lowOf,
  mean,
  percentileOfLatest,
  quantile,
  runsOf,
  standardDeviation,
  standingOfLatest,
  zScore,
} from "../../pipeline/finance/statistics.ts";

const some = fc.array(fc.integer({ min: 40, max: 400 }), { minLength: 1, maxLength: 60 });

describe("mean and scatter", () => {
  it("use n - 1, worked by hand", () => {
    // 2, 4, 4, 4, 5, 5, 7, 9: mean 40/8 = 5; squares 9+1+1+1+0+0+4+16 = 32; 32/7; the population value would be 2.
    const values = [2, 4, 4, 4, 5, 5, 7, 9];
    expect(mean(values)).toBe(5);
    expect(standardDeviation(values)).toBeCloseTo(Math.sqrt(32 / 7), 12);
    expect(zScore(values)).toBeCloseTo(4 / Math.sqrt(32 / 7), 12);
  });

  it("say nothing where nothing can be said, and never 0 or Infinity instead", () => {
    expect(mean([])).toBeNull();
    expect(standardDeviation([81])).toBeNull();
    expect(zScore([81])).toBeNull();
    expect(zScore([81, 81, 81])).toBeNull();
  });

  it("find no scatter in equal values whose mean misses them by a last digit", () => {
    // 0.1 added ten times is 0.9999999999999999: a z of -1 would come of it.
    expect(standardDeviation(Array(10).fill(0.1))).toBe(0);
    expect(zScore(Array(10).fill(0.1))).toBeNull();
  });

  it("keep their digits on levels that are large beside their scatter", () => {
    expect(standardDeviation([1e9 + 1, 1e9 + 2, 1e9 + 3])).toBeCloseTo(1, 9);
  });
});

describe("the percentile of the latest value", () => {
  it("has the three definitions of scipy's documented example", () => {
    // docs.scipy.org, percentileofscore([1, 2, 3, 3, 4], 3): strict 40, weak 80, mean 60.
    expect(percentileOfLatest([1, 2, 4, 3, 3])).toEqual({ strict: 40, weak: 80, mid: 60 });
  });

  it("is never 100 strictly and never 0 weakly, for the latest is one of them", () => {
    expect(percentileOfLatest([1, 2, 3])).toMatchObject({ strict: (100 * 2) / 3, weak: 100 });
    expect(percentileOfLatest([3, 2, 1])).toMatchObject({ strict: 0, weak: 100 / 3 });
    expect(() => percentileOfLatest([])).toThrow(RangeError);
  });

  it("keeps strict below mid below weak whatever comes", () => {
    fc.assert(
      fc.property(some, (values) => {
        const { strict, mid, weak } = percentileOfLatest(values);
        expect(strict).toBeGreaterThanOrEqual(0);
        expect(strict).toBeLessThan(mid);
        expect(mid).toBeLessThan(weak);
        expect(weak).toBeLessThanOrEqual(100);
      }),
    );
  });
});

describe("a quantile", () => {
  it("is that of type 7, as pandas documents it", () => {
    // pandas.pydata.org, Series.quantile: [1, 2, 3, 4] at .25, .5, .75. Type 6 would give 1.25 at .25.
    expect([0.25, 0.5, 0.75].map((p) => quantile([4, 1, 3, 2], p))).toEqual([1.75, 2.5, 3.25]);
  });

  it("begins at the least and ends at the greatest", () => {
    expect([quantile([7, 5, 9], 0), quantile([7, 5, 9], 1), quantile([7], 0.3)]).toEqual([5, 9, 7]);
  });

  it("refuses nothing at all and shares outside 0 to 1", () => {
    expect(() => quantile([], 0.5)).toThrow(RangeError);
    expect(() => quantile([1], 1.01)).toThrow(RangeError);
    expect(() => quantile([1], Number.NaN)).toThrow(RangeError);
  });
});

describe("highs and lows", () => {
  const history = {
    dates: ["2022-10-11", "2022-10-12", "2022-10-13", "2022-10-14", "2022-10-17"],
    values: [165, 171, 168, 171, 165],
  };

  it("bear the first day on which they were reached", () => {
    expect(highOf(history)).toEqual({ date: "2022-10-12", value: 171 });
    expect(lowOf(history)).toEqual({ date: "2022-10-11", value: 165 });
  });

  it("are not made of nothing", () => {
    expect(() => highOf({ dates: [], values: [] })).toThrow(RangeError);
  });
});

describe("a new tight", () => {
  it("is strictly beyond all before it; an equal one matches", () => {
    expect(standingOfLatest([80, 77, 79, 76])).toBe("new-low");
    expect(standingOfLatest([80, 77, 79, 77])).toBe("matches-low");
    expect(standingOfLatest([80, 77, 81])).toBe("new-high");
    expect(standingOfLatest([80, 77, 80])).toBe("matches-high");
    expect(standingOfLatest([80, 77, 78])).toBe("inside");
  });

  it("needs something to be compared with", () => {
    expect(standingOfLatest([80])).toBe("inside");
    expect(standingOfLatest([])).toBe("inside");
  });
});

describe("a run", () => {
  const tight = (value: number) => value < 90;

  it("counts the latest observations in a row, and the longest row of all", () => {
    expect(runsOf([80, 81, 82, 95, 83, 84], tight)).toEqual({ current: 2, longest: 3 });
  });

  it("is over once the latest does not meet the condition", () => {
    expect(runsOf([80, 81, 95], tight)).toEqual({ current: 0, longest: 2 });
    expect(runsOf([], tight)).toEqual({ current: 0, longest: 0 });
  });
});

describe("what ranks and scales", () => {
  it("does not change where all values are moved and stretched alike", () => {
    const stretch = fc.record({
      times: fc.integer({ min: 1, max: 50 }),
      plus: fc.integer({ min: -500, max: 500 }),
    });
    fc.assert(
      fc.property(some, stretch, (values, { times, plus }) => {
        const moved = values.map((value) => value * times + plus);
        expect(percentileOfLatest(moved)).toEqual(percentileOfLatest(values));
        const [before, after] = [zScore(values), zScore(moved)];
        if (before === null) expect(after).toBeNull();
        else expect(after).toBeCloseTo(before, 9);
      }),
    );
  });

  it("does not depend on the order of what came before the latest", () => {
    fc.assert(
      fc.property(some, (values) => {
        const others = [...values.slice(0, -1).sort((a, b) => a - b), values.at(-1)!];
        expect(percentileOfLatest(others)).toEqual(percentileOfLatest(values));
        expect(quantile(others, 0.3)).toBe(quantile(values, 0.3));
        const [before, after] = [zScore(values), zScore(others)];
        if (before === null) expect(after).toBeNull();
        else expect(after).toBeCloseTo(before, 9);
      }),
    );
  });
});
