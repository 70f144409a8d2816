import { describe, expect, it } from "vitest";
import { breadthOf, contributionPp, impliedWeight, sectors } from "../../pipeline/finance/attribution.ts";
import { roundingSlack } from "../../pipeline/finance/rounding.ts";

describe("a contribution", () => {
  it("is prior-close weight times own return, in percentage points", () => {
    // 30 % of the index down 1.5 %, 70 % up 0.5 %: -0.45 and +0.35 pp make the index -0.10 %.
    const parts = [contributionPp(30, -1.5), contributionPp(70, 0.5)];
    expect(parts[0]).toBeCloseTo(-0.45, 12);
    expect(parts[1]).toBeCloseTo(0.35, 12);
  });

  it("would be overstated for a winner by the day's own weights, by w r (r - R)", () => {
    // Two halves, +10 % and -10 %: the index stands still, the winner ends at 55 % of it.
    const [w, r, index] = [0.5, 10, 0];
    expect(contributionPp(55, r) - contributionPp(50, r)).toBeCloseTo((w * r * (r - index)) / 100, 12);
  });
});

describe("breadth", () => {
  const parts = [
    { weightPercent: 30, returnPercent: -1 },
    { weightPercent: 10, returnPercent: 0.005 },
    { weightPercent: 40, returnPercent: 0.0049 },
    { weightPercent: 20, returnPercent: 2 },
  ];

  it("calls a sector flat below half a hundredth of a percent, as it is printed", () => {
    expect(breadthOf(parts)).toMatchObject({ up: 2, down: 1, flat: 1 });
    expect(breadthOf(parts.map((part) => ({ ...part, returnPercent: -part.returnPercent })))).toMatchObject({
      up: 1,
      down: 2,
      flat: 1,
    });
  });

  it("is told by weight too, in shares of what was weighed", () => {
    expect(breadthOf(parts)).toMatchObject({ upWeightPercent: 30, downWeightPercent: 30 });
    const halves = parts.map((part) => ({ ...part, weightPercent: part.weightPercent / 2 }));
    expect(breadthOf(halves).upWeightPercent).toBe(30);
  });

  it("has the simple mean of the returns, whatever their weights", () => {
    expect(breadthOf(parts).meanReturnPercent).toBeCloseTo((-1 + 0.005 + 0.0049 + 2) / 4, 12);
  });

  it("of nothing is none", () => {
    expect(() => breadthOf([])).toThrow(RangeError);
  });
});

describe("what printed numbers imply", () => {
  it("is a range of weights: +0.16 pp from +1.87 % is 8.3 % to 8.8 % of the index", () => {
    // 0.155/1.875 and 0.165/1.865.
    const implied = impliedWeight(0.16, 1.87);
    expect(implied?.weight).toBeCloseTo(8.556, 3);
    expect(implied?.from).toBeCloseTo(8.2667, 4);
    expect(implied?.to).toBeCloseTo(8.8472, 4);
  });

  it("is the same of a loss, and starts at zero for a contribution that prints as zero", () => {
    expect(impliedWeight(-0.16, -1.87)).toEqual(impliedWeight(0.16, 1.87));
    expect(impliedWeight(0, 0.5)).toMatchObject({ weight: 0, from: 0 });
  });

  it("is nothing below a return of 0.05 %, and nothing where the signs contradict", () => {
    expect(impliedWeight(0.01, 0.04)).toBeNull();
    expect(impliedWeight(0.02, 0.05)).not.toBeNull();
    expect(impliedWeight(-0.02, 0.5)).toBeNull();
  });

  it("may miss the printed index by half a hundredth for each of eleven parts", () => {
    expect(roundingSlack(11, 2)).toBeCloseTo(0.055, 12);
  });
});

describe("the sectors", () => {
  it("are the eleven of GICS, each with the name of its series and one of its own in an id", () => {
    expect(sectors.map(({ gics }) => gics)).toEqual([10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60]);
    expect(sectors.find(({ gics }) => gics === 25)).toEqual({
      gics: 25,
      fund: "XLY",
      key: "CONSUMER_DISCRETIONARY",
      name: "Consumer Discretionary",
      short: "Cons Disc",
      slug: "consumer-discretionary",
    });
    expect(new Set(sectors.map(({ slug }) => slug)).size).toBe(11);
  });
});
