import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { kOfN, oneOffShock } from "../../pipeline/finance/persistence.ts";

const flags = (text: string) => [...text].map((one) => (one === "?" ? null : one === "x"));
const told = (column: readonly (boolean | null)[]) =>
  column.map((one) => (one === null ? "?" : one ? "x" : ".")).join("");

describe("at least k of the last n", () => {
  it("is right aligned and begins at index n - 1, worked by hand", () => {
    // 2 of 3: windows xx. x.. ..x .xx xx. end at indices 2 to 6.
    expect(told(kOfN(flags("xx..xx."), 2, 3))).toBe("??x..xx");
    expect(told(kOfN(flags("xx"), 1, 3))).toBe("??");
    expect(kOfN([], 10, 15)).toEqual([]);
  });

  it("is unknown only where the unknown flags decide it", () => {
    expect(told(kOfN(flags("x?."), 2, 3))).toBe("???");
    expect(told(kOfN(flags("x?x"), 2, 3))).toBe("??x");
    expect(told(kOfN(flags(".?."), 2, 3))).toBe("??.");
    expect(told(kOfN(flags("?xx."), 2, 3))).toBe("??xx");
  });

  it("agrees with counting every window anew", () => {
    const column = fc.array(fc.constantFrom(true, false, null), { maxLength: 60 });
    const rule = fc.tuple(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 0, max: 8 }));
    fc.assert(
      fc.property(column, rule, (all, [k, more]) => {
        const n = k + more;
        const anew = all.map((_, index) => {
          if (index < n - 1) return null;
          const window = all.slice(index - n + 1, index + 1);
          const sure = window.filter((flag) => flag === true).length;
          const possible = window.filter((flag) => flag !== false).length;
          return sure >= k ? true : possible < k ? false : null;
        });
        expect(kOfN(all, k, n)).toEqual(anew);
      }),
    );
  });

  it.each([
    [0, 3],
    [4, 3],
    [1.5, 3],
  ])("refuses %d of %d", (k, n) => {
    expect(() => kOfN([true], k, n)).toThrow(RangeError);
  });
});

describe("a one-off shock", () => {
  it("is back below half of its peak excess within five observations of the peak", () => {
    // Threshold 1, peak 5: excess 4, half at 3.
    const shock = oneOffShock([0, 1, 5, 4, 3.5, 3, 2.9], 1);
    expect(shock).toEqual({ from: 1, to: 6, peak: 2, peakExcess: 4, halvedAt: 6, kind: "one-off" });
    expect(oneOffShock([0, 1, 5, 4, 4, 4, 4, 4, 2.9], 1)).toMatchObject({ halvedAt: 8, kind: "lasting" });
  });

  it("is open until five observations after the peak have been seen, and exactly half is not below it", () => {
    expect(oneOffShock([0, 5, 3, 3, 3, 3], 1)!.kind).toBe("open");
    expect(oneOffShock([0, 5, 3, 3, 3, 3, 3], 1)!.kind).toBe("lasting");
  });

  it("is the latest one, from its first observation at the threshold on", () => {
    expect(oneOffShock([9, 0, 1, 2, 0, 0], 1)).toMatchObject({ from: 2, to: 3, peak: 3, halvedAt: 4 });
  });

  it("is none where nothing was elevated, and unknown values end none", () => {
    expect(oneOffShock([0.9, null, 0.5], 1)).toBeNull();
    expect(oneOffShock([null, null], 1)).toBeNull();
    expect(oneOffShock([2, null, 3], 1)).toMatchObject({ from: 0, to: 2, peak: 2, kind: "open" });
    expect(oneOffShock([0, 5, null, null, null, null, null, 2], 1)!.kind).toBe("one-off");
  });

  it("does not depend on the unit in which values and threshold are told", () => {
    const values = fc.array(fc.integer({ min: -8, max: 8 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(values, (all) => {
        const scaled = oneOffShock(
          all.map((value) => value * 4 + 16),
          1 * 4 + 16,
        );
        const plain = oneOffShock(all, 1);
        expect(scaled).toEqual(plain && { ...plain, peakExcess: plain.peakExcess * 4 });
      }),
    );
  });
});
