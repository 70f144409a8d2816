import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanDecimal, roundHalfAway, roundingSlack } from "../../pipeline/finance/rounding.ts";

describe("rounding for print", () => {
  it("goes half away from zero on the decimals that a reader sees, not on binary ones", () => {
    const cases: readonly (readonly [number, number, number])[] = [
      [1.005, 2, 1.01],
      [-1.005, 2, -1.01],
      [2.675, 2, 2.68],
      [8.345, 2, 8.35],
      [0.5, 0, 1],
      [-0.5, 0, -1],
      [2.5, 0, 3],
      [52.751, 1, 52.8],
      [52.749_999, 1, 52.7],
      [6_796.285, 2, 6_796.29],
      [99.995, 2, 100],
      [0.000_000_4, 6, 0],
      [1e21, 2, 1e21],
    ];
    for (const [value, decimals, expected] of cases) {
      expect(roundHalfAway(value, decimals), `${value} to ${decimals}`).toBe(expected);
    }
  });

  it("never gives a negative zero", () => {
    for (const value of [-0, -0.004, -1e-12])
      expect(Object.is(roundHalfAway(value, 2), 0), `${value}`).toBe(true);
  });

  it("is the school's rounding of any decimal with one place more", () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 3 }), (digits, decimals) => {
        const value = Number(`${digits}e-${decimals + 1}`);
        const [whole, last] = [Math.floor(Math.abs(digits) / 10), Math.abs(digits) % 10];
        const size = Number(`${whole + (last >= 5 ? 1 : 0)}e-${decimals}`);
        expect(roundHalfAway(value, decimals)).toBe(digits < 0 && size !== 0 ? -size : size);
      }),
    );
  });

  it("changes nothing that is already rounded, and treats both signs alike", () => {
    const values = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(values, fc.integer({ min: 0, max: 4 }), (value, decimals) => {
        const once = roundHalfAway(value, decimals);
        expect(roundHalfAway(once, decimals)).toBe(once);
        expect(roundHalfAway(-value, decimals) + once).toBe(0);
        expect(Math.abs(once - value)).toBeLessThanOrEqual(0.5 * 10 ** -decimals * (1 + 1e-6));
      }),
    );
  });
});

describe("a difference of printed decimals", () => {
  it("is free of binary noise: 4.17 less 4.10 percent is 7 bp", () => {
    expect((4.17 - 4.1) * 100).not.toBe(7);
    expect(cleanDecimal((4.17 - 4.1) * 100)).toBe(7);
    expect(cleanDecimal((0.81 - 0.8) * 100)).toBe(1);
  });

  it("of any two yields with two places is a whole number of bp", () => {
    const yields = fc.integer({ min: -100, max: 2_500 });
    fc.assert(
      fc.property(yields, yields, (left, right) => {
        expect(cleanDecimal((left / 100 - right / 100) * 100) + 0).toBe(left - right + 0);
      }),
    );
  });
});

describe("the slack of a printed sum", () => {
  it("of eleven contributions with two places is 0.055", () => {
    expect(roundingSlack(11, 2)).toBeCloseTo(0.055, 12);
    expect(roundingSlack(0, 2)).toBe(0);
  });
});
