import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sideOf, signBreaks } from "../../pipeline/finance/sign-breaks.ts";

const rule = { beyond: 0.3, confirmations: 3 };
const times = (count: number, value: number) => Array<number>(count).fill(value);

describe("a change of sign", () => {
  it("is dated by the observation that confirms it, and knows the first crossing", () => {
    expect(signBreaks([0.5, 0.2, -0.1, -0.1, -0.1, -0.2], rule)).toEqual([
      { to: -1, crossed: 2, confirmed: 4 },
    ]);
  });

  it("counts only after the correlation was beyond 0.3: one that hovers has no sign to lose", () => {
    expect(signBreaks([0.3, 0.2, ...times(9, -0.1)], rule)).toEqual([]);
    expect(signBreaks([0.31, ...times(3, -0.1)], rule)).toHaveLength(1);
  });

  it("begins to count anew where an observation falls back to the old side or to zero", () => {
    expect(signBreaks([0.5, -0.1, -0.1, 0.1, -0.1, -0.1, -0.1], rule)).toEqual([
      { to: -1, crossed: 4, confirmed: 6 },
    ]);
    expect(signBreaks([0.5, -0.1, -0.1, 0, -0.1, -0.1], rule)).toEqual([]);
  });

  it("must be beyond 0.3 again before it can turn once more", () => {
    expect(signBreaks([0.5, ...times(4, -0.2), ...times(9, 0.2)], rule)).toHaveLength(1);
    const twice = signBreaks([0.5, ...times(3, -0.2), -0.4, ...times(3, 0.2)], rule);
    expect(twice.map(({ to }) => to)).toEqual([-1, 1]);
  });

  it("may be established by the very observations that confirm it", () => {
    const twice = signBreaks([0.5, ...times(3, -0.5), ...times(3, 0.1)], rule);
    expect(twice).toEqual([
      { to: -1, crossed: 1, confirmed: 3 },
      { to: 1, crossed: 4, confirmed: 6 },
    ]);
  });

  it("is neither confirmed nor interrupted by a day that cannot be said", () => {
    expect(signBreaks([0.5, -0.1, null, -0.1, null, -0.1], rule)).toEqual([
      { to: -1, crossed: 1, confirmed: 5 },
    ]);
    expect(signBreaks([null, null], rule)).toEqual([]);
    expect(signBreaks([], rule)).toEqual([]);
  });

  it("wants one confirmation at least", () => {
    expect(() => signBreaks([0.5], { beyond: 0.3, confirmations: 0 })).toThrow(RangeError);
  });

  it("is the mirror image of itself with the other sign, and never confirmed before it crossed", () => {
    const r = fc.option(fc.double({ min: -1, max: 1, noNaN: true }), { nil: null });
    fc.assert(
      fc.property(fc.array(r, { maxLength: 60 }), (column) => {
        const found = signBreaks(column, rule);
        const mirrored = signBreaks(
          column.map((one) => (one === null ? null : -one)),
          rule,
        );
        expect(mirrored.map(({ to, ...rest }) => ({ to: -to, ...rest }))).toEqual(found);
        for (const { crossed, confirmed } of found) expect(confirmed - crossed).toBeGreaterThanOrEqual(2);
      }),
    );
  });
});

describe("the side of zero", () => {
  it("is that of the last observation, since the first one after another side", () => {
    expect(sideOf([0.1, -0.1, 0.2, null, 0.3])).toEqual({ side: 1, since: 2 });
    expect(sideOf([null, -0.1, -0.3])).toEqual({ side: -1, since: 1 });
    expect(sideOf([0.1, 0, 0.2])).toEqual({ side: 1, since: 2 });
  });

  it("is none of a zero and of nothing", () => {
    expect(sideOf([0.4, 0])).toBeNull();
    expect(sideOf([null])).toBeNull();
    expect(sideOf([])).toBeNull();
  });
});
