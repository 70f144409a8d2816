import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { halfLifeOf, meanReversionStrength } from "../../pipeline/finance/half-life.ts";

/** x(t) = 0.6 x(t-1) + 0.8 + shock, rounded to six places. */
const pulled = [
  1.2, 1.83, 1.678, 1.8568, 1.51408, 1.978448, 2.097069, 1.708241, 2.004945, 2.022967, 1.92378, 2.394268,
  2.106561, 1.783937, 2.230362, 2.208217, 1.93493, 2.200958, 1.790575, 2.024345, 1.954607, 2.182764, 1.699658,
  1.909795, 2.245877,
];

/** Evenly spread numbers of -0.5 to 0.5 from a congruential generator, the same on every machine. */
function noise(count: number): number[] {
  let state = 12345;
  return Array.from({ length: count }, () => {
    state = Number((1103515245n * BigInt(state) + 12345n) % 2147483648n);
    return state / 2147483648 - 0.5;
  });
}

/** A first-order autoregression with that phi, around 5. */
function autoregression(phi: number, count = 600): number[] {
  let x = 0;
  return noise(count).map((shock) => {
    x = phi * x + shock;
    return 5 + x;
  });
}

describe("the half-life", () => {
  it("is that of least squares by numpy.linalg.lstsq on the same 25 values", () => {
    // a = 1.863900, b = -0.944899; numpy 1.x, float64. 1e-9 leaves room for another order of summation.
    const found = halfLifeOf(pulled)!;
    expect(found.phi).toBeCloseTo(0.05510055174655859, 9);
    expect(found.tStatistic).toBeCloseTo(-5.336868344971333, 9);
    expect(found.days).toBeCloseTo(0.23913207923110893, 9);
    expect(found.mean).toBeCloseTo(1.9725905384612783, 9);
    expect(found.stationaryDeviation).toBeCloseTo(0.21959189025805034, 9);
    expect(found).toMatchObject({ isMeanReverting: true, isBelowOneDay: true });
  });

  it("comes near -ln 2 / ln phi of an autoregression made with that phi", () => {
    // Standard error of phi is about sqrt((1 - 0.9^2) / 600) = 0.018: 0.05 is nearly three of them.
    const found = halfLifeOf(autoregression(0.9))!;
    expect(Math.abs(found.phi - 0.9)).toBeLessThan(0.05);
    expect(found.days).toBeCloseTo(-Math.LN2 / Math.log(found.phi), 12);
    expect(found.isMeanReverting).toBe(true);
    expect(Math.abs(found.mean! - 5)).toBeLessThan(1);
  });

  it("is not told of a random walk: -1.96 would pass where Dickey and Fuller's -2.87 does not", () => {
    const found = halfLifeOf(autoregression(1))!;
    expect(found.tStatistic).toBeGreaterThan(-2.87);
    expect(found).toMatchObject({ isMeanReverting: false, days: null, isBelowOneDay: false });
    // This stretch has a t of -2.2: significant by the usual table, and still a walk.
    const stretch = halfLifeOf(autoregression(0.97, 300))!;
    expect(stretch.tStatistic).toBeLessThan(-1.96);
    expect(stretch.tStatistic).toBeGreaterThan(-2.87);
    expect(stretch.isMeanReverting).toBe(false);
  });

  it("is below one observation, without a number, where phi is not above zero", () => {
    const found = halfLifeOf(autoregression(-0.5))!;
    expect(found.phi).toBeLessThan(0);
    expect(found).toMatchObject({ isMeanReverting: true, isBelowOneDay: true, days: null });
  });

  it("has no mean and no half-life where the series runs away", () => {
    const runaway = [10];
    for (const shock of noise(60)) runaway.push(runaway.at(-1)! * 1.05 + shock);
    const found = halfLifeOf(runaway)!;
    expect(found.phi).toBeGreaterThan(1);
    expect(found).toMatchObject({
      isMeanReverting: false,
      days: null,
      mean: null,
      stationaryDeviation: null,
    });
  });

  it("is null where nothing can be said, never 0 or Infinity", () => {
    expect(halfLifeOf([])).toBeNull();
    expect(halfLifeOf([81])).toBeNull();
    expect(halfLifeOf([1, 2, 3])).toBeNull();
    expect(halfLifeOf(Array(50).fill(0.1))).toBeNull();
    expect(halfLifeOf(Array(50).fill(64))).toBeNull();
    // A straight line and an exact decay leave no residual: a t-statistic would be infinite.
    expect(halfLifeOf([1, 2, 3, 4, 5, 6])).toBeNull();
    expect(halfLifeOf([64, 32, 16, 8, 4, 2])).toBeNull();
  });

  it("takes negative levels as they are", () => {
    expect(halfLifeOf(pulled.map((value) => value - 10))!.mean).toBeCloseTo(1.9725905384612783 - 10, 9);
  });

  it("does not hang on the unit or the zero of the values", () => {
    const scale = fc.double({ min: 0.01, max: 100, noNaN: true });
    const shift = fc.double({ min: -1000, max: 1000, noNaN: true });
    const own = halfLifeOf(pulled)!;
    fc.assert(
      fc.property(scale, shift, (by, to) => {
        const moved = halfLifeOf(pulled.map((value) => value * by + to))!;
        // Levels of 1,000 with a scatter of 0.003 keep nine digits of it.
        expect(moved.phi).toBeCloseTo(own.phi, 6);
        expect(moved.tStatistic).toBeCloseTo(own.tStatistic, 5);
        expect(moved.days).toBeCloseTo(own.days!, 5);
      }),
    );
  });

  it("is never a number that is not finite, whatever the values", () => {
    const values = fc.array(fc.integer({ min: -5, max: 5 }), { maxLength: 30 });
    fc.assert(
      fc.property(values, (some) => {
        const found = halfLifeOf(some);
        for (const value of Object.values(found ?? {}))
          if (typeof value === "number") expect(Number.isFinite(value)).toBe(true);
      }),
    );
  });
});

describe("mean-reversion strength", () => {
  it("pulls against the distance and is full at two standard deviations", () => {
    expect([-3, -2, -1, 0, 0.5, 2, 9].map((z) => meanReversionStrength(z, true))).toEqual([
      100, 100, 50, 0, -25, -100, -100,
    ]);
  });

  it("is none where the series does not revert", () => {
    expect(meanReversionStrength(2, false)).toBe(0);
  });
});
