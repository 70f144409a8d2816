import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bondBasis, swapSpreadBp, swapSpreadMove } from "../../pipeline/finance/swap-spread.ts";

describe("a swap spread", () => {
  it("is swap less Treasury, in bp without binary noise", () => {
    expect(swapSpreadBp(3.79, 4.7)).toBe(-91);
    expect(swapSpreadBp(4.17, 4.1)).toBe(7);
  });

  it("moves by about 1.6 bp at 3.8 % when the swap is told on the bond basis (methods.md, section 5)", () => {
    // 3.8 * 365/360 = 3.852778; sqrt(1.03852778) = 1.0190818; twice 0.0190818 is 3.8164 %.
    expect(bondBasis(3.8)).toBeCloseTo(3.8164, 4);
    expect(swapSpreadBp(bondBasis(3.8), 4.7) - swapSpreadBp(3.8, 4.7)).toBeCloseTo(1.64, 2);
  });

  it("pays the same in a year, however it is told", () => {
    fc.assert(
      fc.property(fc.double({ min: -5, max: 25, noNaN: true }), (rate) => {
        expect((1 + bondBasis(rate) / 200) ** 2).toBeCloseTo(1 + ((rate / 100) * 365) / 360, 12);
      }),
    );
    expect(bondBasis(0)).toBe(0);
    expect(() => bondBasis(-100)).toThrow(RangeError);
  });

  it("collapses when it becomes more negative", () => {
    expect(swapSpreadMove(-80, -91)).toBe("more-negative");
    expect(swapSpreadMove(4, -2)).toBe("more-negative");
    expect(swapSpreadMove(-91, -80)).toBe("less-negative");
    expect(swapSpreadMove(12, 9)).toBe("lower");
    expect(swapSpreadMove(9, 12)).toBe("higher");
    expect(swapSpreadMove(9, 9)).toBe("unchanged");
  });
});
