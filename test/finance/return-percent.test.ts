import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { returnPercent } from "../../pipeline/finance/return-percent.ts";

const price = fc.double({ min: 1e-3, max: 1e6, noNaN: true });

describe("the return between two closes", () => {
  it("is what the ratio is above one, in percent", () => {
    // S&P 500, closes of 13 and 16 March 2020: 2,711.02 and 2,386.13, its -11.98 % of that day as published by S&P Dow Jones Indices.
    expect(returnPercent(2386.13, 2711.02)).toBeCloseTo(-11.98, 2);
  });

  it("cannot be said of a price that is not above zero, before or after", () => {
    // WTI, May 2020 contract: 18.27 on 17 April and -37.63 on 20 April 2020, 10.01 the day after (CME settlements).
    for (const [close, before] of [
      [-37.63, 18.27],
      [10.01, -37.63],
      [-5, -4],
      [0, 4],
      [4, 0],
      [0, 0],
    ] as const)
      expect(returnPercent(close, before)).toBeNull();
  });

  it("is the same in any currency, and finite", () => {
    fc.assert(
      fc.property(price, price, fc.double({ min: 0.01, max: 100, noNaN: true }), (close, before, rate) => {
        const own = returnPercent(close, before)!;
        expect(Number.isFinite(own)).toBe(true);
        // Eleven digits of the ratio are left by two multiplications and two divisions.
        expect(Math.abs(returnPercent(close * rate, before * rate)! - own)).toBeLessThanOrEqual(
          1e-11 * (100 + Math.abs(own)),
        );
      }),
    );
  });
});
