import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rsiOf, SETTLED_BARS } from "../../pipeline/finance/rsi.ts";

// StockCharts ChartSchool, "Relative Strength Index (RSI)": the 33 closes of its worked example and the 19 values beside them.
const closes = [
  44.3389, 44.0902, 44.1497, 43.6124, 44.3278, 44.8264, 45.0955, 45.4245, 45.8433, 46.0826, 45.8931, 46.0328,
  45.614, 46.282, 46.282, 46.0028, 46.0328, 46.4116, 46.2222, 45.6439, 46.2122, 46.2521, 45.7137, 46.4515,
  45.7835, 45.3548, 44.0288, 44.1783, 44.2181, 44.5672, 43.4205, 42.6628, 43.1314,
];
const published = [
  70.53, 66.32, 66.55, 69.41, 66.36, 57.97, 62.93, 63.26, 56.06, 62.38, 54.71, 50.42, 39.99, 41.46, 41.87,
  45.46, 37.3, 33.08, 37.77,
];

const levels = fc.array(fc.integer({ min: -50, max: 150 }), { minLength: 16, maxLength: 60 });

describe("Wilder's RSI", () => {
  it("is the published example's on each of its nineteen days", () => {
    const found = published.map((_, day) => rsiOf(closes.slice(0, 15 + day)));
    published.forEach((value, day) => {
      expect(found[day]).toBeCloseTo(value, 2);
    });
  });

  it("has its first value at the fifteenth close", () => {
    expect(rsiOf(closes.slice(0, 14))).toBeNull();
    expect(rsiOf(closes.slice(0, 15))).not.toBeNull();
    expect(rsiOf([])).toBeNull();
  });

  it("is null where nothing moved, not 0 and not 50", () => {
    expect(rsiOf(Array(30).fill(46.28))).toBeNull();
  });

  it("is 100 of gains alone and 0 of losses alone", () => {
    const rising = Array.from({ length: 20 }, (_, day) => day);
    expect(rsiOf(rising)).toBe(100);
    expect(rsiOf([...rising].reverse())).toBe(0);
  });

  it("refuses a number of bars that cannot be", () => {
    expect(() => rsiOf(closes, 0)).toThrow("an RSI of 0 bars cannot be");
  });

  it("does not hang on unit or zero of the prices, and turns over when they do", () => {
    fc.assert(
      fc.property(levels, fc.integer({ min: 1, max: 20 }), (some, by) => {
        const own = rsiOf(some);
        fc.pre(own !== null);
        expect(rsiOf(some.map((level) => level * by - 70))).toBeCloseTo(own!, 9);
        expect(rsiOf(some.map((level) => -level))).toBeCloseTo(100 - own!, 9);
      }),
    );
  });

  it("no longer hangs on where its history begins after the bars that it asks for", () => {
    const wave = Array.from({ length: SETTLED_BARS + 300 }, (_, day) => 100 + 3 * Math.sin(day) + (day % 7));
    // What is left of the beginning is (13/14)^236 of it, 3e-8.
    expect(rsiOf(wave.slice(-SETTLED_BARS))).toBeCloseTo(rsiOf(wave)!, 5);
  });
});
