import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  correlation,
  fisherDifference,
  insignificantBelow,
  rankCorrelation,
  rollingCorrelation,
} from "../../pipeline/finance/correlation.ts";

/** By the definition, in two passes: what the running sums must agree with. */
function direct(x: readonly number[], y: readonly number[]): number | null {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [mx, my] = [mean(x), mean(y)];
  const sum = (of: (row: number) => number) => x.reduce((total, _, row) => total + of(row), 0);
  if (x.every((value) => value === x[0]) || y.every((value) => value === y[0])) return null;
  const covariance = sum((row) => (x[row]! - mx) * (y[row]! - my));
  return covariance / Math.sqrt(sum((row) => (x[row]! - mx) ** 2) * sum((row) => (y[row]! - my) ** 2));
}

const whole = fc.integer({ min: -60, max: 60 });
const pairs = fc.array(fc.tuple(whole, whole), { minLength: 2, maxLength: 80 });
const split = (rows: readonly (readonly [number, number])[]) =>
  [rows.map(([x]) => x), rows.map(([, y]) => y)] as const;

// F. J. Anscombe, Graphs in Statistical Analysis, The American Statistician 1973, first set: r = 0.81642.
const anscombe = [
  [10, 8.04],
  [8, 6.95],
  [13, 7.58],
  [9, 8.81],
  [11, 8.33],
  [14, 9.96],
  [6, 7.24],
  [4, 4.26],
  [12, 10.84],
  [7, 4.82],
  [5, 5.68],
] as const;

describe("a correlation", () => {
  it("is 0.81642 for Anscombe's first set, and 0.81818 by ranks", () => {
    const [x, y] = split(anscombe);
    expect(correlation(x, y)).toBeCloseTo(0.81642, 5);
    // One less six times the sum of squared rank differences (40) over n (n² - 1): no ties.
    expect(rankCorrelation(x, y)).toBeCloseTo(1 - (6 * 40) / (11 * 120), 12);
  });

  it("shares ranks among equal values", () => {
    // Ranks 1, 2.5, 2.5, 4 and 1, 2, 3, 4: Pearson of them is 4.5 / sqrt(4.5 * 5).
    expect(rankCorrelation([10, 20, 20, 30], [1, 2, 3, 4])).toBeCloseTo(4.5 / Math.sqrt(22.5), 12);
  });

  it("cannot be said of one pair, of none, and where one side stands still: null, never 0 or NaN", () => {
    expect(correlation([], [])).toBeNull();
    expect(correlation([1], [2])).toBeNull();
    expect(correlation([0.1, 0.1, 0.1], [1, 2, 3])).toBeNull();
    expect(rankCorrelation([1, 2, 3], [4, 4, 4])).toBeNull();
    expect(() => correlation([1, 2], [1])).toThrow(RangeError);
    expect(() => rollingCorrelation([1, 2], [1, 2], 1)).toThrow(RangeError);
  });

  it("rolls with running sums to what the definition gives of each window", () => {
    fc.assert(
      fc.property(pairs, fc.integer({ min: 2, max: 12 }), (rows, n) => {
        const [x, y] = split(rows);
        const rolled = rollingCorrelation(x, y, n);
        rolled.forEach((r, row) => {
          const wanted =
            row < n - 1 ? null : direct(x.slice(row - n + 1, row + 1), y.slice(row - n + 1, row + 1));
          if (wanted === null) expect(r).toBeNull();
          // Sums of products up to 3,600 over a window lose a digit or two of sixteen, and little variance magnifies it.
          else expect(r).toBeCloseTo(wanted, 8);
        });
      }),
    );
  });

  it("keeps its digits on levels that are large beside their scatter", () => {
    const x = Array.from({ length: 400 }, (_, at) => 1e6 + ((at * 37) % 11));
    const y = Array.from({ length: 400 }, (_, at) => 5e5 - ((at * 53) % 13));
    const rolled = rollingCorrelation(x, y, 60);
    expect(rolled.at(-1)).toBeCloseTo(direct(x.slice(-60), y.slice(-60))!, 10);
  });

  it("is null while a window stands still after a shock, and back when it moves again", () => {
    const x = [500, ...Array<number>(6).fill(0.3), 1, 2];
    const y = [-400, 1, 2, 3, 1, 2, 3, 1, 2];
    expect(rollingCorrelation(x, y, 4).map((r) => r === null)).toEqual([
      true,
      true,
      true,
      false,
      true,
      true,
      true,
      false,
      false,
    ]);
  });

  it("is the same in other units, and the other way round with the sign of one side", () => {
    fc.assert(
      fc.property(pairs, fc.integer({ min: 1, max: 40 }), whole, (rows, scale, shift) => {
        const [x, y] = split(rows);
        const r = correlation(x, y);
        fc.pre(r !== null);
        expect(
          correlation(
            x.map((value) => scale * value + shift),
            y,
          ),
        ).toBeCloseTo(r!, 10);
        expect(
          correlation(
            x.map((value) => -scale * value),
            y,
          ),
        ).toBeCloseTo(-r!, 10);
        expect(correlation([...x].reverse(), [...y].reverse())).toBeCloseTo(r!, 10);
        expect(
          rankCorrelation(
            x.map((value) => value ** 3),
            y,
          ),
        ).toBeCloseTo(rankCorrelation(x, y)!, 10);
      }),
    );
  });
});

describe("what a correlation is worth", () => {
  it("is nothing below 0.26 for 60 pairs and below 0.12 for 250", () => {
    expect(insignificantBelow(60)).toBeCloseTo(0.2596, 4);
    expect(insignificantBelow(250)).toBeCloseTo(0.1247, 4);
    expect(() => insignificantBelow(3)).toThrow(RangeError);
  });

  it("differs between two windows by Fisher's z", () => {
    // By hand: atanh 0.63 = 0.7414, atanh 0.01 = 0.0100; each with 57: 0.7314 / sqrt(2/57) = 3.9047.
    expect(fisherDifference({ r: 0.63, n: 60 }, { r: 0.01, n: 60 })).toBeCloseTo(3.9047, 4);
    expect(fisherDifference({ r: 1, n: 60 }, { r: 0.01, n: 60 })).toBeNull();
    expect(fisherDifference({ r: 0.5, n: 3 }, { r: 0.01, n: 60 })).toBeNull();
  });

  it("changes its sign with the order of the windows and is nothing where they agree", () => {
    const r = fc.double({ min: -0.99, max: 0.99, noNaN: true });
    const n = fc.integer({ min: 4, max: 500 });
    fc.assert(
      fc.property(r, r, n, n, (one, other, first, second) => {
        const z = fisherDifference({ r: one, n: first }, { r: other, n: second })!;
        expect(fisherDifference({ r: other, n: second }, { r: one, n: first })).toBeCloseTo(-z, 10);
        expect(fisherDifference({ r: one, n: first }, { r: one, n: second })).toBe(0);
      }),
    );
  });
});
