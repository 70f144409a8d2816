import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  compoundedReturn,
  exAnteVolatility,
  momentumOf,
  returnsOf,
} from "../../pipeline/finance/momentum.ts";

/** 301 prices from a congruential generator: each day +0.05 % and up to 1.5 % to either side. */
function madeUpPrices(): number[] {
  let state = 12345;
  const prices = [100];
  for (let day = 0; day < 300; day += 1) {
    state = Number((1103515245n * BigInt(state) + 12345n) % 2147483648n);
    prices.push(prices.at(-1)! * (1 + 0.0005 + 0.03 * (state / 2147483648 - 0.5)));
  }
  return prices;
}

const prices = madeUpPrices();
const returns = returnsOf(prices);
const form = { lookbacks: [21, 63, 126, 252], target: 0.4 };

describe("time-series momentum", () => {
  it("is that of the formulas written out with numpy on the same prices", () => {
    // numpy float64: weights (1 - d) d^i made to sum to one, reversed returns without today's. 1e-9: another order of summation.
    expect(prices.at(-1)).toBeCloseTo(113.72199231438407, 9);
    const found = momentumOf(returns, form)!;
    expect(found.volatility).toBeCloseTo(0.14047981040569335, 9);
    expect(found.lookbacks.map(({ compounded }) => compounded)).toEqual([
      expect.closeTo(0.009582823612085178, 9),
      expect.closeTo(0.008242256722982955, 9),
      expect.closeTo(0.018236827880411255, 9),
      expect.closeTo(0.08776878013253775, 9),
    ]);
    expect(found.lookbacks.map(({ standardised }) => standardised)).toEqual([
      expect.closeTo(0.24048621561431144, 9),
      expect.closeTo(0.11942141258381243, 9),
      expect.closeTo(0.18684021911162507, 9),
      expect.closeTo(0.6358374930835909, 9),
    ]);
    expect(found.strength).toBeCloseTo(14.782316754916746, 9);
    expect(found.position).toBeCloseTo(2.847384252903212, 9);
  });

  it("scales every position to the target: its size times the volatility is 40 %", () => {
    const { position, volatility } = momentumOf(returns, form)!;
    expect(Math.abs(position) * volatility).toBeCloseTo(0.4, 12);
  });

  it("does not let today's return into today's volatility", () => {
    const shocked = [...returns.slice(0, -1), -0.2];
    expect(exAnteVolatility(shocked)).toBe(exAnteVolatility(returns));
    expect(exAnteVolatility([...shocked, 0])).toBeGreaterThan(exAnteVolatility(returns)!);
  });

  it("forgets at 60/61 a day: a return weighs half after 42 days", () => {
    // One return of 10 % among zeros: the variance about the weighted mean is 0.01 w (1 - w); w at age i is (1/61)(60/61)^i / (1 - (60/61)^n).
    const count = 400;
    const lone = (age: number) =>
      Array.from({ length: count + 1 }, (_, at) => (at === count - 1 - age ? 0.1 : 0));
    const weight = (age: number) => ((1 / 61) * (60 / 61) ** age) / (1 - (60 / 61) ** count);
    const expected = (age: number) => Math.sqrt(261 * 0.01 * weight(age) * (1 - weight(age)));
    for (const age of [0, 42, 200]) expect(exAnteVolatility(lone(age))).toBeCloseTo(expected(age), 12);
  });

  it("counts a year of 365 days for what trades every day, and leaves its strength alone", () => {
    const [weekdays, always] = [
      momentumOf(returns, form)!,
      momentumOf(returns, { ...form, daysPerYear: 365 })!,
    ];
    expect(always.volatility / weekdays.volatility).toBeCloseTo(Math.sqrt(365 / 261), 12);
    expect(always.strength).toBeCloseTo(weekdays.strength, 12);
  });

  it("is full strength at two standard deviations over every lookback, and no more", () => {
    const up = Array.from({ length: 300 }, (_, day) => 0.01 + (day % 2) * 0.0001);
    expect(momentumOf(up, form)!.strength).toBe(100);
    expect(
      momentumOf(
        up.map((one) => -one),
        form,
      )!.strength,
    ).toBe(-100);
  });

  it("is null of a history that is too short, of one return, and of prices that do not move", () => {
    expect(momentumOf(returns.slice(-251), form)).toBeNull();
    expect(momentumOf(returns.slice(-252), form)).not.toBeNull();
    expect(momentumOf([0.01], { ...form, lookbacks: [1] })).toBeNull();
    expect(momentumOf(Array(300).fill(0), form)).toBeNull();
    expect(momentumOf(returns, { ...form, lookbacks: [] })).toBeNull();
    expect(exAnteVolatility([])).toBeNull();
  });

  it("keeps the size of strength and position when every return changes its sign, to the first order of compounding", () => {
    // A 21-day return of x turns into about -x + x^2: small daily moves leave 1 point of strength.
    const small = returns.map((one) => one / 100);
    const [up, down] = [
      momentumOf(small, form)!,
      momentumOf(
        small.map((one) => -one),
        form,
      )!,
    ];
    expect(up.strength + down.strength).toBeCloseTo(0, 0);
    expect(up.position).toBeCloseTo(-down.position, 9);
  });

  it("does not hang on the unit of the prices", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 1000, noNaN: true }), (by) => {
        const moved = momentumOf(returnsOf(prices.map((price) => price * by)), form)!;
        expect(moved.strength).toBeCloseTo(momentumOf(returns, form)!.strength, 7);
      }),
    );
  });
});

describe("returns", () => {
  it("compound to the ratio of the prices", () => {
    const some = fc.array(fc.double({ min: 1, max: 1000, noNaN: true }), { minLength: 2, maxLength: 60 });
    fc.assert(
      fc.property(some, (levels) => {
        const found = compoundedReturn(returnsOf(levels), levels.length - 1)!;
        // Relative to the larger of both: prices may differ a thousandfold.
        expect(Math.abs(found - (levels.at(-1)! / levels[0]! - 1))).toBeLessThan(
          1e-12 * (1 + Math.abs(found)) * levels.length,
        );
      }),
    );
  });

  it("begin after the last price that is not above zero: oil of April 2020", () => {
    expect(returnsOf([18.31, -36.98, 8.91, 13.64])).toEqual([13.64 / 8.91 - 1]);
    expect(returnsOf([18.31, -36.98])).toEqual([]);
    expect(returnsOf([10, 0, 5])).toEqual([]);
    expect(returnsOf([])).toEqual([]);
  });

  it("say nothing over more days than there are, or over none", () => {
    expect(compoundedReturn([0.1, 0.1], 3)).toBeNull();
    expect(compoundedReturn([0.1, 0.1], 0)).toBeNull();
    expect(compoundedReturn([0.1, 0.1], 2)).toBeCloseTo(0.21, 12);
  });
});
