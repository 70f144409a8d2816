import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { leastSquares } from "../../../pipeline/finance/policy/least-squares.ts";

describe("least squares", () => {
  it("is numpy's for more equations than unknowns", () => {
    // numpy.linalg.lstsq([[1, 2], [3, 4], [5, 7]], [1, 2, 4])
    const { values, rank } = leastSquares(
      [
        [1, 2],
        [3, 4],
        [5, 7],
      ],
      [1, 2, 4],
    );
    expect(rank).toBe(2);
    expect(values[0]).toBeCloseTo(1 / 14, 9);
    expect(values[1]).toBeCloseTo(0.5, 9);
  });

  it("says which combinations one equation in two unknowns tells", () => {
    const { values, rank, tells } = leastSquares([[3, 1]], [10]);
    expect(rank).toBe(1);
    expect(values[0]! * 3 + values[1]!).toBeCloseTo(10, 12);
    expect(tells([3, 1])).toBe(true);
    expect(tells([6, 2])).toBe(true);
    expect(tells([1, 0])).toBe(false);
    expect(tells([0, 1])).toBe(false);
  });

  it("tells nothing of no equation, and refuses sides of different length", () => {
    expect(leastSquares([], [])).toMatchObject({ values: [], rank: 0 });
    expect(() => leastSquares([[1]], [])).toThrow(RangeError);
  });

  it("finds the unknowns again from which right sides were made, whatever the order of the equations", () => {
    const number = fc.double({ min: -5, max: 5, noNaN: true });
    const row = fc.tuple(number, number, number);
    fc.assert(
      fc.property(fc.array(row, { minLength: 3, maxLength: 8 }), row, (rows, wanted) => {
        const right = rows.map((one) => one.reduce((sum, factor, index) => sum + factor * wanted[index]!, 0));
        const { values, rank } = leastSquares(rows, right);
        const residual = rows.map(
          (one, at) => one.reduce((sum, factor, index) => sum + factor * values[index]!, 0) - right[at]!,
        );
        for (const left of residual) expect(Math.abs(left)).toBeLessThan(1e-3);
        const turned = leastSquares(rows.toReversed(), right.toReversed());
        expect(turned.rank).toBe(rank);
        for (const [index, value] of turned.values.entries())
          expect(Math.abs(value - values[index]!)).toBeLessThan(1e-6);
      }),
      { numRuns: 200, seed: 20251105 },
    );
  });
});
