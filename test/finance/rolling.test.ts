import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rollingStatistics } from "../../pipeline/finance/rolling.ts";
import { mean, standardDeviation, zScore } from "../../pipeline/finance/statistics.ts";

/** Every window anew, in two passes. */
function anew(values: readonly number[], n: number) {
  const over = (of: (window: readonly number[]) => number | null) =>
    values.map((_, row) => (row < n - 1 ? null : of(values.slice(row - n + 1, row + 1))));
  return { mean: over(mean), sd: over(standardDeviation), z: over(zScore) };
}

/** To 1e-9 of the scatter, or of the level where that is all there is to lose digits from. */
function expectClose(column: readonly (number | null)[], wanted: readonly (number | null)[], scale: number) {
  expect(column.map((value) => value === null)).toEqual(wanted.map((value) => value === null));
  column.forEach((value, row) => {
    if (value !== null) expect(Math.abs(value - wanted[row]!)).toBeLessThanOrEqual(1e-9 * scale);
  });
}

const windows = fc.integer({ min: 2, max: 30 });

describe("running statistics", () => {
  it("are those of each window, worked by hand", () => {
    const { mean: means, sd, z } = rollingStatistics([1, 2, 6, 3], 3);
    expect(means).toEqual([null, null, 3, 11 / 3]);
    // 1, 2, 6: squares 4 + 1 + 9 = 14, sd sqrt(7). 2, 6, 3: mean 11/3, squares 25/9 + 49/9 + 4/9 = 78/9, sd sqrt(13/3).
    expect(sd[2]).toBeCloseTo(Math.sqrt(7), 14);
    expect(sd[3]).toBeCloseTo(Math.sqrt(13 / 3), 14);
    expect(z[2]).toBeCloseTo(3 / Math.sqrt(7), 14);
  });

  it("agree with two passes over each window to 1e-9", () => {
    const values = fc.array(fc.double({ min: -1000, max: 1000, noNaN: true }), { maxLength: 300 });
    fc.assert(
      fc.property(values, windows, (all, n) => {
        const [told, wanted] = [rollingStatistics(all, n), anew(all, n)];
        expectClose(told.mean, wanted.mean, 1000);
        expectClose(told.sd, wanted.sd, 1000);
      }),
    );
  });

  it("keep their digits on a level that is large beside its scatter, and after an outlier has left", () => {
    // 10,000 give or take fifty cents: a double has twelve digits left for the cents, and the two passes lose no more than that either.
    const near = fc.integer({ min: -50, max: 50 }).map((cents) => 1e4 + cents / 100);
    const values = fc.array(near, { minLength: 80, maxLength: 200 });
    fc.assert(
      fc.property(values, fc.integer({ min: 0, max: 60 }), windows, (all, at, n) => {
        const shocked = all.with(at, 2e8);
        const [told, wanted] = [rollingStatistics(shocked, n), anew(shocked, n)];
        const calm = (column: readonly (number | null)[]) => column.slice(at + n);
        expectClose(calm(told.sd), calm(wanted.sd), 1);
        expectClose(calm(told.z), calm(wanted.z), 10);
      }),
    );
  });

  it("have exactly no scatter, and no z, where all values of a window are equal", () => {
    const { mean: means, sd, z } = rollingStatistics([0.3, 0.1, 0.1, 0.1, 0.1, 0.2], 3);
    expect(sd.slice(3, 5)).toEqual([0, 0]);
    expect(means.slice(3, 5)).toEqual([0.1, 0.1]);
    expect(z.slice(3, 5)).toEqual([null, null]);
    expect(z[5]).toBeCloseTo(2 / Math.sqrt(3), 12);
  });

  it("have a z that no change of unit moves", () => {
    const values = fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 10, maxLength: 60 });
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 9 }), (all, by) => {
        const plain = rollingStatistics(all, 10).z;
        const other = rollingStatistics(
          all.map((value) => by * value - 40),
          10,
        ).z;
        expectClose(other, plain, 10);
      }),
    );
  });

  it("say nothing before a window is full, and refuse a window of one", () => {
    expect(rollingStatistics([1, 2], 3)).toEqual({ mean: [null, null], sd: [null, null], z: [null, null] });
    expect(rollingStatistics([], 2)).toEqual({ mean: [], sd: [], z: [] });
    expect(() => rollingStatistics([1, 2], 1)).toThrow(RangeError);
  });
});
