import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  companionOf,
  rankCorrelation,
  ranksOf,
  returnPerRisk,
  riskRotation,
} from "../../pipeline/finance/risk-rotation.ts";
import { deskWith, seriesOf } from "../support/snapshots.ts";

describe("rank correlation", () => {
  it("shares ranks among ties", () => {
    expect(ranksOf([10, 30, 20, 30])).toEqual([1, 3.5, 2, 3.5]);
    expect(ranksOf([])).toEqual([]);
  });

  it("is that of a published case: IQ and hours of television (liquisearch.com, Spearman's rank correlation coefficient, example)", () => {
    const iq = [106, 100, 86, 101, 99, 103, 97, 113, 112, 110];
    const hours = [7, 27, 0, 50, 28, 29, 20, 12, 6, 17];
    expect(rankCorrelation(iq, hours)).toBeCloseTo(-29 / 165, 11);
  });

  it("holds with ties, computed apart with numpy 2.4: Pearson of the mean ranks", () => {
    expect(rankCorrelation([1, 2, 3, 4, 5], [5, 6, 7, 8, 7])).toBeCloseTo(0.8207826816681233, 11);
  });

  it("is nothing of one pair or of a constant side", () => {
    expect(rankCorrelation([1], [2])).toBeNull();
    expect(rankCorrelation([], [])).toBeNull();
    expect(rankCorrelation([1, 2, 3], [4, 4, 4])).toBeNull();
    expect(() => rankCorrelation([1], [])).toThrow(RangeError);
  });

  it("does not change with any rising map, nor with the order of the pairs", () => {
    const pairs = fc.array(fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: -9, max: 9 })), {
      minLength: 3,
      maxLength: 30,
    });
    fc.assert(
      fc.property(pairs, (all) => {
        const plain = rankCorrelation(
          all.map(([x]) => x),
          all.map(([, y]) => y),
        );
        const turned = [...all].reverse();
        const mapped = rankCorrelation(
          turned.map(([x]) => Math.exp(x / 3)),
          turned.map(([, y]) => y ** 3),
        );
        if (plain === null) expect(mapped).toBeNull();
        else expect(mapped).toBeCloseTo(plain, 10);
      }),
    );
  });
});

/** 21 prices that end `percent` above their start, in equal steps but for one wobble. */
const prices = (percent: number) =>
  Array.from({ length: 21 }, (_, row) => 100 + (percent * row) / 20 + (row === 10 ? 1 : 0));

describe("return per risk", () => {
  it("is the return of 20 changes over their sample scatter, worked by hand", () => {
    // Ten times +1 %, then ten times 0: scatter sqrt(10 * 0.25 * 2 / 19) %.
    const rising = Array.from({ length: 21 }, (_, row) => 1.01 ** Math.min(row, 10));
    expect(returnPerRisk(rising)).toBeCloseTo((1.01 ** 10 - 1) / (0.01 * Math.sqrt(5 / 19)), 9);
  });

  it("is nothing of 20 prices, of a price that is not above zero, and where nothing moved", () => {
    expect(returnPerRisk(prices(3).slice(1))).toBeNull();
    expect(returnPerRisk([...prices(3).slice(1), -37.63])).toBeNull();
    expect(returnPerRisk(new Array(21).fill(100))).toBeNull();
  });
});

const days = Array.from({ length: 21 }, (_, row) => `2025-10-${String(row + 1).padStart(2, "0")}`);
const historyOf = (id: string, values: readonly number[], dates: readonly string[] = days) =>
  deskWith("2025-11-05", [
    seriesOf(id, Object.fromEntries(dates.map((date, row) => [date, values[row]!])), { unit: "price" }),
  ]).history(id, { after: "2025-01-01" });
const ladder = (percents: readonly (number | null)[]) =>
  percents.map((percent, place) => ({
    name: `rung ${place}`,
    history: percent === null ? null : historyOf(`R${place}`, prices(percent)),
  }));

describe("rotation along the ladder", () => {
  it("is out the risk curve where the riskier did better, and back across where the safer did", () => {
    expect(riskRotation(ladder([1, 2, 3, 4, 5, 6]))).toMatchObject({
      rho: 1,
      direction: "out-the-risk-curve",
      asOf: "2025-10-21",
    });
    expect(riskRotation(ladder([6, 5, 4, 3, 2, 1]))).toMatchObject({ rho: -1, direction: "back-across" });
    expect(riskRotation(ladder([1, 6, 2, 5, 3, 4]))!.direction).toBe("mixed");
  });

  it("has its directions from one half on, exactly", () => {
    // Sum of d² of these seven ranks is 28 of 7 (7² - 1)/6 = 56: rho is one half, and turned round minus one half.
    expect(riskRotation(ladder([3, 2, 1, 7, 6, 5, 4]))).toMatchObject({
      rho: 0.5,
      direction: "out-the-risk-curve",
    });
    expect(riskRotation(ladder([4, 5, 6, 7, 1, 2, 3]))).toMatchObject({
      rho: -0.5,
      direction: "back-across",
    });
    expect(riskRotation(ladder([4, 2, 1, 7, 6, 5, 3]))!.direction).toBe("mixed");
  });

  it("leaves missing rungs out, and is nothing with fewer than six", () => {
    expect(riskRotation(ladder([null, 1, 2, 3, null, 4, 5, 6]))).toMatchObject({ rho: 1 });
    expect(riskRotation(ladder([null, 1, 2, 3, 4, 5]))).toBeNull();
    expect(
      riskRotation(
        ladder([1, 2, 3, 4, 5, 0]).with(5, { name: "x", history: historyOf("X", new Array(21).fill(9)) }),
      ),
    ).toBeNull();
  });

  it("joins first: a day that one market lacks is a day of none", () => {
    const longer = [...days, "2025-10-22"];
    const bitcoin = { name: "Bitcoin", history: historyOf("B", [...prices(9), 1], longer) };
    const rotation = riskRotation(ladder([1, 2, 3, 4, 5, 6]).with(5, bitcoin))!;
    expect(rotation).toMatchObject({ asOf: "2025-10-21", rho: 1 });
    const short = { name: "short", history: historyOf("S", prices(9).slice(1), days.slice(1)) };
    expect(riskRotation(ladder([1, 2, 3, 4, 5, 6]).with(5, short))).toBeNull();
  });
});

describe("the companion", () => {
  it("is the 20-day log change of safer over riskier, in percent, with its z over a year of such changes", () => {
    const rows = Array.from({ length: 300 }, (_, row) => row);
    const safer = rows.map((row) => 100 * Math.exp(0.001 * row + 0.02 * Math.sin(row / 7)));
    const riskier = rows.map(() => 50);
    const told = companionOf(safer, riskier)!;
    expect(told.change).toBeCloseTo(100 * Math.log(safer[299]! / safer[279]!), 9);
    expect(told.z).not.toBeNull();
    expect(companionOf(safer.slice(-271), riskier.slice(-271))!.z).toBeNull();
    expect(companionOf(safer.slice(-272), riskier.slice(-272))!.z).toBeCloseTo(told.z!, 12);
  });

  it("is nothing of twenty days, or with a price that is not above zero", () => {
    expect(companionOf(prices(1).slice(1), prices(1).slice(1))).toBeNull();
    expect(companionOf(prices(1), prices(1).with(3, -2))).toBeNull();
    expect(() => companionOf([1], [])).toThrow(RangeError);
  });
});
