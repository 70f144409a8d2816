import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mean, standardDeviation, zScore } from "../../pipeline/finance/statistics.ts";
import { realisedVolatility, volatilityComposite } from "../../pipeline/finance/volatility-composite.ts";

describe("realised volatility", () => {
  it("is the annualised sample scatter of log changes, worked by hand", () => {
    // Log changes +1 %, -1 %, +1 %: mean 1/3 %, squares (4 + 16 + 4)/9, sd sqrt(24/9/2) = 1.1547 %; times sqrt(252) is 18.33 %.
    const prices = [100, 100 * Math.exp(0.01), 100, 100 * Math.exp(0.01)];
    expect(realisedVolatility(prices, 3)).toEqual([
      null,
      null,
      null,
      expect.closeTo(Math.sqrt(252 * (4 / 3)), 9),
    ]);
  });

  it("begins with 21 changes, and is 0 where nothing moved", () => {
    const told = realisedVolatility(new Array(23).fill(150));
    expect(told.slice(0, 21).every((value) => value === null)).toBe(true);
    expect(told.slice(21)).toEqual([0, 0]);
  });

  it("is unknown as long as a window holds a price that is not above zero", () => {
    const told = realisedVolatility([1, 2, 3, -1, 3, 2, 3, 2], 2);
    expect(told.map((value) => value === null)).toEqual([true, true, false, true, true, true, false, false]);
    expect(realisedVolatility([0, 1, 2], 2)).toEqual([null, null, null]);
  });

  it("does not depend on the unit of the price", () => {
    const prices = fc.array(fc.integer({ min: 50, max: 400 }), { minLength: 25, maxLength: 60 });
    fc.assert(
      fc.property(prices, (all) => {
        const yen = realisedVolatility(all);
        const sen = realisedVolatility(all.map((price) => price * 100));
        yen.forEach((value, row) => {
          if (value === null) expect(sen[row]).toBeNull();
          else expect(sen[row]).toBeCloseTo(value, 8);
        });
      }),
    );
  });
});

describe("the cross-asset composite", () => {
  const wave = (period: number, level: number) =>
    Array.from(
      { length: 300 },
      (_, row) => level * Math.exp(0.1 * Math.sin(row / period) + 0.002 * (row % 7)),
    );
  const all = { equity: wave(9, 18), rates: wave(23, 100), currency: wave(5, 150) };

  it("is the mean of three z-scores over 252 observations, today included", () => {
    const { composite, realised, equity } = volatilityComposite(all);
    const own = (column: readonly (number | null)[]) => zScore(column.slice(-252) as number[])!;
    expect(equity.at(-1)).toBeCloseTo(own(all.equity), 9);
    expect(composite.at(-1)).toBeCloseTo(mean([own(all.equity), own(all.rates), own(realised)])!, 9);
    // Realised volatility begins at row 21, its z 251 rows later.
    expect(composite.findIndex((value) => value !== null)).toBe(21 + 251);
    const used = all.equity.slice(-252);
    expect(equity.at(-1)).toBeCloseTo((used.at(-1)! - mean(used)!) / standardDeviation(used)!, 9);
  });

  it("is null where one of the three cannot be said: a constant index has no z", () => {
    const flat = { ...all, rates: new Array(300).fill(90) };
    expect(volatilityComposite(flat).composite.every((value) => value === null)).toBe(true);
  });

  it("weighs each of the three alike, whatever its unit", () => {
    const scaled = volatilityComposite({ ...all, rates: all.rates.map((value) => 10 * value - 40) });
    expect(scaled.composite.at(-1)).toBeCloseTo(volatilityComposite(all).composite.at(-1)!, 9);
  });

  it("needs three columns of the same days", () => {
    expect(() => volatilityComposite({ ...all, rates: [1] })).toThrow(RangeError);
    expect(volatilityComposite({ equity: [1], rates: [1], currency: [1] }).composite).toEqual([null]);
  });
});
