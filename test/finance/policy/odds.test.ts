import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  chancesOf,
  listedRanges,
  meetingOdds,
  type Outcome,
  oddsBy,
  rangesBy,
} from "../../../pipeline/finance/policy/odds.ts";

const inPercent = (odds: readonly Outcome[]) =>
  odds.map(({ moveBp, probability }) => [moveBp, Math.round(probability * 1000) / 10]);

describe("the odds of one meeting", () => {
  it.each([
    [-14.75, -25, 59, 0, 41],
    [44, 25, 24, 50, 76],
    [-40, -50, 60, -25, 40],
    [35.06, 25, 59.8, 50, 40.2],
    [8, 0, 68, 25, 32],
  ])("lie between the two nearest whole moves: %d bp", (step, lower, lowerShare, upper, upperShare) => {
    expect(inPercent(meetingOdds(step))).toEqual([
      [lower, lowerShare],
      [upper, upperShare],
    ]);
  });

  it("are one outcome for a whole move, also where it comes with binary noise", () => {
    expect(meetingOdds(0)).toEqual([{ moveBp: 0, probability: 1 }]);
    expect(meetingOdds(-25)).toEqual([{ moveBp: -25, probability: 1 }]);
    expect(inPercent(meetingOdds((4.08 - 4.33) * 100))).toEqual([[-25, 100]]);
  });

  it("have the step as their mean and sum to one, whatever the step", () => {
    fc.assert(
      fc.property(fc.double({ min: -200, max: 200, noNaN: true }), (step) => {
        const odds = meetingOdds(step);
        expect(odds.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 9);
        expect(odds.reduce((sum, one) => sum + one.moveBp * one.probability, 0)).toBeCloseTo(step, 7);
        for (const { probability } of odds) expect(probability).toBeGreaterThan(0);
      }),
    );
  });
});

describe("the odds by a meeting", () => {
  it("are those of pyfedwatch for 3 May 2023, from a range of 4.50 to 4.75", () => {
    const ranges = listedRanges(rangesBy([35.06, 25.99], 450));
    expect(ranges.map((one) => [one.lowerBp, Math.round(one.probability * 1000) / 10])).toEqual([
      [500, 57.4],
      [525, 41],
      [550, 1.6],
    ]);
  });

  it("say by September what is not said at September: lower by then 0.60, cuts expected 0.614", () => {
    // July 2 % and September 59 % of a cut, methods 3.3.
    const odds = oddsBy([-0.5, -14.85]);
    const lower = odds.filter(({ moveBp }) => moveBp < 0).reduce((sum, one) => sum + one.probability, 0);
    expect(lower).toBeCloseTo(1 - 0.98 * (1 - 0.594), 12);
    expect(-odds.reduce((sum, one) => sum + one.moveBp * one.probability, 0) / 25).toBeCloseTo(0.614, 12);
  });

  it("are three different numbers at, by and in expectation", () => {
    const [, september] = chancesOf([-0.5, -14.85], "cuts");
    expect(september!.at).toBeCloseTo(0.594, 12);
    expect(september!.by).toBeCloseTo(1 - 0.98 * (1 - 0.594), 12);
    expect(september!.expectedMoves).toBeCloseTo(0.614, 12);
    const [hike] = chancesOf([44], "hikes");
    // +44 bp: 24 % of +25 and 76 % of +50, so a hike is certain and 1.76 of them are expected.
    expect(hike).toEqual({ at: 1, by: 1, expectedMoves: 1.76 });
    expect(chancesOf([44], "cuts")[0]).toEqual({ at: 0, by: 0, expectedMoves: -1.76 });
  });

  it("count no cut below a range at zero, and agree with the convolution whatever the steps", () => {
    expect(chancesOf([-10, -10], "cuts", 0).map(({ by }) => by)).toEqual([0, 0]);
    const steps = fc.array(fc.double({ min: -60, max: 60, noNaN: true }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(steps, (some) => {
        const last = chancesOf(some, "cuts").at(-1)!;
        const below = oddsBy(some).filter(({ moveBp }) => moveBp < 0);
        expect(last.by).toBeCloseTo(
          below.reduce((sum, { probability }) => sum + probability, 0),
          12,
        );
        for (const value of [last.at, last.by]) expect(value >= 0 && value <= 1 + 1e-12).toBe(true);
        expect(last.expectedMoves * -25).toBeCloseTo(
          some.reduce((sum, step) => sum + step, 0),
          9,
        );
      }),
    );
  });

  it("lump what lies below zero into the lowest range", () => {
    const ranges = rangesBy([-30, -40], 25);
    expect(ranges[0]!.lowerBp).toBe(0);
    expect(ranges.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 12);
    expect(ranges).toHaveLength(1);
  });

  it("do not list ranges under a twentieth of a percent", () => {
    const odds = [
      { lowerBp: 400, probability: 0.0004 },
      { lowerBp: 425, probability: 0.9996 },
    ];
    expect(listedRanges(odds)).toEqual([{ lowerBp: 425, probability: 0.9996 }]);
  });

  it("sum to one, have the steps' sum as their mean, and do not depend on their order", () => {
    const steps = fc.array(fc.double({ min: -60, max: 60, noNaN: true }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(steps, (some) => {
        const odds = oddsBy(some);
        const mean = odds.reduce((sum, one) => sum + one.moveBp * one.probability, 0);
        expect(odds.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 9);
        expect(mean).toBeCloseTo(
          some.reduce((sum, step) => sum + step, 0),
          6,
        );
        const turned = new Map(oddsBy(some.toReversed()).map((one) => [one.moveBp, one.probability]));
        for (const { moveBp, probability } of odds)
          expect(Math.abs(probability - (turned.get(moveBp) ?? 0))).toBeLessThan(1e-9);
      }),
    );
  });
});
