import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { advancesOf, equalLessCapPp, shareAboveAverage } from "../../pipeline/finance/breadth.ts";

describe("advancers and decliners", () => {
  it("are counted by sign, flat below half a hundredth of a percent, and a missing member is not flat", () => {
    expect(advancesOf([1, 0.005, 0.0049, 0, -0.0049, -0.005, -2, null])).toEqual({
      advancers: 2,
      decliners: 2,
      unchanged: 3,
      missing: 1,
    });
  });

  it("change places when all returns change sign, and do not hang on the order of members", () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.double({ min: -5, max: 5, noNaN: true }))), (returns) => {
        const told = advancesOf(returns);
        const turned = advancesOf([...returns].reverse().map((own) => own && -own));
        expect(turned).toEqual({ ...told, advancers: told.decliners, decliners: told.advancers });
        expect(told.advancers + told.decliners + told.unchanged + told.missing).toBe(returns.length);
      }),
    );
  });
});

describe("the share of members above their average", () => {
  it("counts last closes above the mean of the last n, worked by hand", () => {
    // Averages of three: 12, 10, 9; last closes 13, 10, 6.
    const closes = [
      [1, 11, 12, 13],
      [99, 10, 10, 10],
      [1, 12, 9, 6],
    ];
    expect(shareAboveAverage(closes, 3)).toEqual({ sharePercent: 100 / 3, members: 3 });
  });

  it("leaves out who has too few closes or none today, and speaks of nobody where nobody is left", () => {
    expect(
      shareAboveAverage(
        [
          [1, 2],
          [1, 2, null],
          [1, null, 1, 4],
        ],
        3,
      ),
    ).toEqual({
      sharePercent: 100,
      members: 1,
    });
    expect(shareAboveAverage([[1, 2]], 3)).toBeNull();
    expect(shareAboveAverage([], 3)).toBeNull();
  });

  it("does not change with the currency of the closes", () => {
    const member = fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 5, maxLength: 9 });
    fc.assert(
      fc.property(fc.array(member, { minLength: 1 }), (closes) => {
        const halves = closes.map((days) => days.map((close) => close / 2));
        expect(shareAboveAverage(halves, 5)).toEqual(shareAboveAverage(closes, 5));
      }),
    );
  });

  it("is refused for an average of no closes", () => {
    expect(() => shareAboveAverage([[1]], 0)).toThrow(RangeError);
  });
});

describe("equal weight less cap weight", () => {
  it("is positive where the average member did better", () => {
    expect(equalLessCapPp(1.27, 0.06)).toBeCloseTo(1.21, 12);
    expect(equalLessCapPp(-1, 0.5)).toBe(-1.5);
  });
});
