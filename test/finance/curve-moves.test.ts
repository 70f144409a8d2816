import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type CurveLabel,
  curveMove,
  curveMoveOver,
  deadBandsBp,
  slopeShift,
} from "../../pipeline/finance/curve-moves.ts";

const labelOf = (shortBp: number, longBp: number, days = 1) => curveMove({ shortBp, longBp, days }).label;
const changes = fc.integer({ min: -400, max: 400 }).map((tenths) => tenths / 10);
const spans = fc.constantFrom(1, 20);

describe("the name of a curve move", () => {
  it("is that of Investopedia's definitions: steepeners by the leg that moves more, bull with falling yields, bear with rising", () => {
    // investopedia.com, "Bull Steepener" and "Bear Steepener", and methods.md, section 4.1, which restates them.
    expect(labelOf(-8, -3)).toBe("bull steepener");
    expect(labelOf(3, 8)).toBe("bear steepener");
    expect(labelOf(-3, -8)).toBe("bull flattener");
    expect(labelOf(8, 3)).toBe("bear flattener");
  });

  it("is a twist where a falling 2-year meets a rising 10-year: no bear steepener", () => {
    expect(labelOf(-3, 4)).toBe("twist steepener");
    expect(labelOf(4, -3)).toBe("twist flattener");
  });

  it("is parallel where the legs moved alike, and none where they hardly moved", () => {
    expect(labelOf(7, 7)).toBe("parallel bear");
    expect(labelOf(-7, -7)).toBe("parallel bull");
    expect(labelOf(0, 0)).toBe("unchanged");
    expect(labelOf(2, -2, 20)).toBe("unchanged");
    expect(labelOf(-1, 3, 20)).toBe("unchanged");
  });

  it("of one leg that stands still is that of the other", () => {
    expect(labelOf(0, 4)).toBe("bear steepener");
    expect(labelOf(-4, 0)).toBe("bull steepener");
    expect(labelOf(-10, 2, 20)).toBe("bull steepener");
    expect(labelOf(-10, 2.5, 20)).toBe("twist steepener");
  });

  it.each<[number, number, number, CurveLabel]>([
    [1, 0, 1, "bear flattener"],
    [0.4, -0.5, 1, "unchanged"],
    [5, 0, 20, "bear flattener"],
    [4, 0, 20, "unchanged"],
    [5, 4, 20, "parallel bear"],
    [2.5, 2.5, 20, "parallel bear"],
    [2, 2, 20, "unchanged"],
  ])("takes what stands on an edge as beyond it: %f and %f bp over %i is %s", (short, long, days, label) => {
    expect(labelOf(short, long, days)).toBe(label);
  });

  it("does not change over binary noise in a basis point", () => {
    // (4.18 - 4.17) * 100 is 0.9999999999999787.
    expect(labelOf(0, (4.18 - 4.17) * 100)).toBe("bear steepener");
    // A leg on the edge of its own band, too.
    expect(labelOf(-10, 2.5 - 1e-14, 20)).toBe("twist steepener");
    expect(curveMove({ shortBp: (3.63 - 3.58) * 100, longBp: (4.17 - 4.1) * 100, days: 1 })).toEqual({
      label: "bear steepener",
      slopeBp: 2,
      driver: "long",
    });
  });

  it("needs two finite legs and a whole number of days", () => {
    expect(() => curveMove({ shortBp: Number.NaN, longBp: 1, days: 1 })).toThrow(RangeError);
    expect(() => curveMove({ shortBp: 1, longBp: Infinity, days: 1 })).toThrow(RangeError);
    expect(() => curveMove({ shortBp: 1, longBp: 1, days: 0 })).toThrow(RangeError);
    expect(() => curveMove({ shortBp: 1, longBp: 1, days: 1.5 })).toThrow(RangeError);
    expect(deadBandsBp(3)).toEqual({ slope: 5, leg: 2.5 });
  });
});

describe("any curve move", () => {
  const mirrored: Readonly<Record<string, string>> = { bull: "bear", bear: "bull" };
  const turned = (label: string) =>
    label
      .replace(/bull|bear/, (word) => mirrored[word]!)
      .replace(/steep|flatt/, (word) => (word === "steep" ? "flatt" : "steep"));

  it("turned round has the opposite name and the same driver", () => {
    fc.assert(
      fc.property(changes, changes, spans, (shortBp, longBp, days) => {
        const [there, back] = [
          curveMove({ shortBp, longBp, days }),
          curveMove({ shortBp: -shortBp, longBp: -longBp, days }),
        ];
        expect(back.label).toBe(turned(there.label));
        expect(back.driver).toBe(there.driver);
        expect(back.slopeBp + there.slopeBp).toBe(0);
      }),
    );
  });

  it("is a steepener only if the slope rose, bear only if a leg rose, and is driven by the leg that moved more", () => {
    fc.assert(
      fc.property(changes, changes, spans, (shortBp, longBp, days) => {
        const { label, slopeBp, driver } = curveMove({ shortBp, longBp, days });
        expect(slopeBp).toBeCloseTo(longBp - shortBp, 9);
        if (label.endsWith("steepener")) expect(slopeBp).toBeGreaterThan(0);
        if (label.endsWith("flattener")) expect(slopeBp).toBeLessThan(0);
        if (label.includes("bear")) expect(Math.max(shortBp, longBp)).toBeGreaterThan(0);
        if (label.includes("bull")) expect(Math.min(shortBp, longBp)).toBeLessThan(0);
        if (label.startsWith("twist")) expect(shortBp * longBp).toBeLessThan(0);
        if (driver === "short") expect(Math.abs(shortBp)).toBeGreaterThan(Math.abs(longBp));
        if (driver === "long") expect(Math.abs(longBp)).toBeGreaterThan(Math.abs(shortBp));
        expect(driver === null).toBe(label === "unchanged");
      }),
    );
  });
});

describe("a move over joined days", () => {
  const dates = ["2025-11-03", "2025-11-04", "2025-11-05"];
  const joined = {
    dates,
    values: [
      [3.6, 3.58, 3.63],
      [4.13, 4.1, 4.17],
    ],
    windows: [],
  };

  it("is taken between the last day and so many before, in whole basis points", () => {
    expect(curveMoveOver(joined, 1)).toEqual({
      label: "bear steepener",
      slopeBp: 2,
      driver: "long",
      from: "2025-11-04",
      to: "2025-11-05",
      shortBp: 5,
      longBp: 7,
    });
    expect(curveMoveOver(joined, 2)).toMatchObject({ from: "2025-11-03", shortBp: 3, longBp: 4 });
  });

  it("is null where the days do not reach so far, or a leg is missing", () => {
    expect(curveMoveOver(joined, 3)).toBeNull();
    expect(curveMoveOver({ dates: [], values: [], windows: [] }, 1)).toBeNull();
    expect(curveMoveOver({ ...joined, values: [joined.values[0]!] }, 1)).toBeNull();
  });
});

describe("what a move means at its level", () => {
  it.each([
    [-40, -30, "less inverted"],
    [-30, -40, "more inverted"],
    [-5, 3, "no longer inverted"],
    [-5, 0, "no longer inverted"],
    [3, -5, "newly inverted"],
    [0, -1, "newly inverted"],
    [10, 20, "steeper"],
    [20, 10, "flatter"],
    [-30, -30, "unchanged"],
  ] as const)("from %i to %i bp a curve is %s", (before, now, word) => {
    expect(slopeShift(before, now)).toBe(word);
  });
});
