import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fisherRealRate, realRate, realRateMove } from "../../pipeline/finance/real-rate.ts";

const changes = fc.integer({ min: -600, max: 600 }).map((tenths) => tenths / 10);

describe("a real rate", () => {
  it("is the difference, 1.93 at 4.33 and 2.4; Fisher's exact form is 4.5 bp below", () => {
    // methods.md, section 4.2. By hand: 1.0433 / 1.024 = 1.018848, so 1.8848 %, and 1.93 - 1.8848 = 0.0452.
    expect(realRate({ nominal: 4.33, inflation: 2.4 })).toBe(1.93);
    expect(fisherRealRate({ nominal: 4.33, inflation: 2.4 })).toBeCloseTo(1.884766, 6);
    expect(1.93 - fisherRealRate({ nominal: 4.33, inflation: 2.4 })).toBeCloseTo(0.045, 3);
  });

  it("may be negative, as in 2021, and the two forms meet without inflation", () => {
    expect(realRate({ nominal: 0.83, inflation: 2.71 })).toBe(-1.88);
    expect(fisherRealRate({ nominal: 4, inflation: 0 })).toBeCloseTo(4, 12);
    expect(() => fisherRealRate({ nominal: 4, inflation: -100 })).toThrow(RangeError);
  });

  it("differs between its forms by inflation times the exact rate, whatever the two", () => {
    // (1 + r)(1 + pi) = 1 + i, so i - pi - r = r pi: Fisher's equation multiplied out.
    const rates = fc.double({ min: -5, max: 20, noNaN: true });
    fc.assert(
      fc.property(rates, rates, (nominal, inflation) => {
        const exact = fisherRealRate({ nominal, inflation });
        expect(nominal - inflation - exact).toBeCloseTo((exact * inflation) / 100, 9);
      }),
    );
  });
});

describe("what moves a real rate", () => {
  it.each([
    // The four of seed 000, in its order; the fourth is where it says "we are".
    [8, 3, "rising", "nominal"],
    [3, 8, "falling", "inflation"],
    [-5, 0, "falling", "nominal"],
    [0, -5, "rising", "inflation"],
    // The other five cells.
    [5, 0, "rising", "nominal"],
    [0, 5, "falling", "inflation"],
    [5, -3, "rising", "nominal"],
    [-3, 5, "falling", "inflation"],
    [0, 0, "unchanged", null],
    // Both down: the larger decides. Both alike: nothing.
    [-8, -3, "falling", "nominal"],
    [-3, -8, "rising", "inflation"],
    [5, 5, "unchanged", null],
    [-5, -5, "unchanged", null],
    [4, -4, "rising", "both"],
  ] as const)("nominal %f bp and inflation %f bp: %s, by %s", (nominalBp, inflationBp, direction, driver) => {
    expect(realRateMove({ nominalBp, inflationBp })).toMatchObject({ direction, driver });
  });

  it("is dearer money when it rises and cheaper when it falls", () => {
    expect(realRateMove({ nominalBp: 7, inflationBp: 1 })).toEqual({
      direction: "rising",
      money: "tighter",
      nominal: "up",
      inflation: "up",
      driver: "nominal",
      changeBp: 6,
      nominalPartBp: 7,
      inflationPartBp: -1,
    });
    expect(realRateMove({ nominalBp: 0, inflationBp: 3 }).money).toBe("looser");
    expect(realRateMove({ nominalBp: 0, inflationBp: 0 })).toMatchObject({
      money: "unchanged",
      inflationPartBp: 0,
    });
  });

  it("counts a leg from half a basis point on, and never as minus zero", () => {
    expect(realRateMove({ nominalBp: 0.5, inflationBp: 0 }).nominal).toBe("up");
    expect(realRateMove({ nominalBp: 0.4, inflationBp: 0 }).direction).toBe("unchanged");
    expect(realRateMove({ nominalBp: (3.7 - 3.695) * 100, inflationBp: 0 }).nominal).toBe("up");
    expect(Object.is(realRateMove({ nominalBp: 0, inflationBp: 0 }).inflationPartBp, -0)).toBe(false);
  });

  it("sums to the change, never goes against it, and turned round turns round", () => {
    const opposite = { rising: "falling", falling: "rising", unchanged: "unchanged" } as const;
    fc.assert(
      fc.property(changes, changes, (nominalBp, inflationBp) => {
        const there = realRateMove({ nominalBp, inflationBp });
        expect(there.nominalPartBp + there.inflationPartBp).toBeCloseTo(there.changeBp, 12);
        if (there.direction === "rising") expect(there.changeBp).toBeGreaterThan(0);
        if (there.direction === "falling") expect(there.changeBp).toBeLessThan(0);
        // Two legs within their bands are at most one basis point together.
        if (there.direction === "unchanged") expect(Math.abs(there.changeBp)).toBeLessThan(1);
        const back = realRateMove({ nominalBp: -nominalBp, inflationBp: -inflationBp });
        expect(back.direction).toBe(opposite[there.direction]);
        expect(back.driver).toBe(there.driver);
      }),
    );
  });

  it("cannot be said without both legs", () => {
    expect(() => realRateMove({ nominalBp: Number.NaN, inflationBp: 0 })).toThrow(RangeError);
    expect(() => realRateMove({ nominalBp: 0, inflationBp: Infinity })).toThrow(RangeError);
  });
});
