import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bandFaults, bandOf } from "../../pipeline/finance/bands.ts";
import type { Band } from "../../pipeline/model/edition.ts";

const bands: readonly Band[] = [
  { from: 0, to: 50, label: "tight" },
  { from: 50, to: 55, label: "carry equilibrium" },
  { from: 55, to: null, label: "wide" },
];

describe("a list of bands", () => {
  it("that covers 0 and above without gap is right", () => {
    expect(bandFaults(bands)).toEqual([]);
    expect(bandFaults([{ from: 0, to: null, label: "any" }])).toEqual([]);
  });

  it("that says nothing of 70 to 90 is refused, and the fault names the hole", () => {
    // Below 60, 60 to 70, above 90: the list of a published issue.
    const holed = [
      { from: 0, to: 60, label: "carry" },
      { from: 60, to: 70, label: "noise" },
      { from: 90, to: null, label: "stress" },
    ];
    expect(bandFaults(holed)).toEqual([
      { index: 2, message: "The bands have a fault before this one: nothing covers 70 to 90." },
    ]);
  });

  it("is refused for each fault it has, all in one go", () => {
    const faults = bandFaults([
      { from: 10, to: 60, label: "a" },
      { from: 50, to: 50, label: "b" },
      { from: 50, to: null, label: "c" },
      { from: 80, to: 90, label: "d" },
    ]);
    expect(faults.map(({ index }) => index)).toEqual([0, 1, 1, 2, 3]);
    expect(faults.map(({ message }) => message).join(" ")).toMatch(
      /begins at 10, not at 0.*50 to 60 is covered twice.*not above its beginning.*Only the last band.*must be open/,
    );
  });

  it("that is empty is refused", () => {
    expect(bandFaults([])).toEqual([{ index: 0, message: "There are no bands." }]);
  });
});

describe("the place of a level", () => {
  it("is the band whose lower edge it has reached: edges belong to the wider band", () => {
    expect(bandOf(bands, 49.99)?.band.label).toBe("tight");
    expect(bandOf(bands, 50)?.band.label).toBe("carry equilibrium");
    expect(bandOf(bands, 0)?.band.label).toBe("tight");
  });

  it("of 52.751 in 50 to 55 is 55 % of the way up: the upper half, whatever has been written", () => {
    const place = bandOf(bands, 52.751);
    expect(place?.positionPercent).toBeCloseTo(55.02, 10);
    expect(place?.half).toBe("upper");
  });

  it("is the lower half only below 50 %", () => {
    expect(bandOf(bands, 52.49)?.half).toBe("lower");
    expect(bandOf(bands, 52.5)?.half).toBe("middle");
  });

  it("has no half in the open band, and a negative level has no place", () => {
    expect(bandOf(bands, 120)).toMatchObject({ positionPercent: null, half: null });
    expect(bandOf(bands, -1)).toBeNull();
  });

  it("is exactly one band for every level from 0, if the list is right", () => {
    const cuts = fc.uniqueArray(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(cuts, fc.double({ min: 0, max: 1000, noNaN: true }), (found, level) => {
        const edges = [0, ...found.sort((a, b) => a - b)];
        const list = edges.map((from, index) => ({ from, to: edges[index + 1] ?? null, label: `${from}` }));
        expect(bandFaults(list)).toEqual([]);
        const holding = list.filter(({ from, to }) => level >= from && (to === null || level < to));
        expect([bandOf(list, level)?.band]).toEqual(holding);
      }),
    );
  });
});
