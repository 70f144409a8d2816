import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type DebtYear,
  debtPath,
  debtSplit,
  headlineDebtYear,
  largestNegative,
  nextDebtRatio,
  stabilisingDeficit,
  steadyDebtRatio,
} from "../../pipeline/finance/debt.ts";

const percent = (least: number, most: number) =>
  fc.double({ min: least / 100, max: most / 100, noNaN: true });
const years: fc.Arbitrary<DebtYear> = fc.record({
  rate: percent(-2, 15),
  growth: percent(-12, 10),
  inflation: percent(-5, 25),
  primaryDeficit: percent(-8, 15),
});
const ratios = fc.double({ min: 0, max: 3, noNaN: true });
const sum = (parts: object) => Object.values(parts).reduce((total: number, part: number) => total + part, 0);

/** By hand, with r = 3.4 %, g = 2 %, pi = 2.5 %, f = 3 %: N = 1.0455, 0.98 * 1.034 / 1.0455 = 0.969220… */
const year: DebtYear = { rate: 0.034, growth: 0.02, inflation: 0.025, primaryDeficit: 0.03 };

describe("the debt ratio", () => {
  it("goes on by (1 + r) over nominal growth, plus the primary deficit", () => {
    expect(nextDebtRatio(0.98, year)).toBeCloseTo((0.98 * 1.034) / 1.0455 + 0.03, 14);
    expect(nextDebtRatio(0.98, year)).toBeCloseTo(0.99922, 5);
  });

  it("is split exactly: interest, growth, inflation and primary deficit sum to the change", () => {
    fc.assert(
      fc.property(ratios, years, (ratio, one) => {
        const change = nextDebtRatio(ratio, one) - ratio;
        expect(Math.abs(sum(debtSplit(ratio, one)) - change)).toBeLessThan(1e-12);
      }),
    );
  });

  it("is moved by 3.19, -1.87 and -2.39 pp in that case, which the approximation (r - g - pi) d misses by the cross terms", () => {
    const { interest, growth, inflation, primary } = debtSplit(0.98, year);
    // 0.98 / 1.0455 = 0.937351: times 0.034, 0.02 and 0.025 * 1.02.
    expect(interest).toBeCloseTo(0.03187, 5);
    expect(growth).toBeCloseTo(-0.018747, 6);
    expect(inflation).toBeCloseTo(-0.023902, 6);
    expect(primary).toBe(0.03);
  });

  it("from the headline deficit leaves the rate out: interest is in the deficit already", () => {
    fc.assert(
      fc.property(ratios, years, (ratio, one) => {
        const n = (1 + one.growth) * (1 + one.inflation);
        const headlineDeficit = one.primaryDeficit + (one.rate * ratio) / n;
        const found = headlineDebtYear(ratio, { ...one, headlineDeficit });
        expect(Math.abs(found.ratio - nextDebtRatio(ratio, one))).toBeLessThan(1e-12);
        const parts = found.growth + found.inflation + found.deficit;
        expect(Math.abs(parts - (found.ratio - ratio))).toBeLessThan(1e-12);
      }),
    );
  });

  it("stays where it is at the stabilising deficit, and is drawn to its steady state", () => {
    fc.assert(
      fc.property(ratios, years, (ratio, one) => {
        const held = { ...one, primaryDeficit: stabilisingDeficit(ratio, one) };
        expect(Math.abs(nextDebtRatio(ratio, held) - ratio)).toBeLessThan(1e-12);
        const steady = steadyDebtRatio(one);
        // Near 1 + r = N the steady state lies so far out that its own rounding is larger.
        if (steady !== null && Math.abs(steady) < 100)
          expect(Math.abs(nextDebtRatio(steady, one) - steady)).toBeLessThan(1e-10);
      }),
    );
  });

  it("has no steady state where the rate is not below nominal growth", () => {
    expect(steadyDebtRatio({ rate: 0.05, growth: 0.02, inflation: 0.02, primaryDeficit: 0.01 })).toBeNull();
    expect(steadyDebtRatio({ rate: 0.02, growth: 0, inflation: 0.02, primaryDeficit: 0.01 })).toBeNull();
    // N = 1.05, factor 1.03 / 1.05: 0.01 / (1 - 0.980952) = 0.525.
    expect(steadyDebtRatio({ rate: 0.03, growth: 0.05, inflation: 0, primaryDeficit: 0.01 })).toBeCloseTo(
      0.525,
      10,
    );
  });

  it("cannot be divided by no GDP", () => {
    expect(() => nextDebtRatio(1, { ...year, growth: -1 })).toThrow(RangeError);
    expect(() => stabilisingDeficit(1, { ...year, inflation: -1.2 })).toThrow(RangeError);
  });
});

describe("a path", () => {
  it("applies the recursion year by year, its parts summing to the whole change", () => {
    fc.assert(
      fc.property(ratios, fc.array(years, { minLength: 1, maxLength: 12 }), (ratio, table) => {
        const { ratios: after, split } = debtPath(ratio, table);
        let before = ratio;
        const wanted = table.map((one) => {
          before = nextDebtRatio(before, one);
          return before;
        });
        expect(after).toEqual(wanted);
        // A dozen additions of numbers below about ten.
        expect(Math.abs(sum(split) - (after.at(-1)! - ratio))).toBeLessThan(
          1e-12 * Math.max(1, ...after.map(Math.abs)),
        );
      }),
    );
  });

  it("is classed by what lowers the ratio most", () => {
    expect(largestNegative({ interest: 0.03, growth: -0.01, inflation: -0.02, primary: 0.01 })).toBe(
      "inflation",
    );
    expect(largestNegative({ interest: 0.03, growth: -0.01, inflation: -0.005, primary: -0.03 })).toBe(
      "primary",
    );
    expect(largestNegative({ interest: 0.03, growth: 0, inflation: 0, primary: 0.01 })).toBeNull();
    expect(debtPath(1, []).lowers).toBeNull();
  });
});
