import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  changesBp,
  largestMoves,
  rankLatest,
  relativeChange,
  seamsOf,
  shockFrom,
} from "../../pipeline/finance/shocks.ts";

const days = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    new Date(Date.UTC(2025, 0, 1 + index)).toISOString().slice(0, 10),
  );

describe("changes of a yield", () => {
  it("are whole basis points, where binary subtraction is not", () => {
    expect(changesBp([4.1, 4.17, 4.1], 1)).toEqual([null, 7, -7]);
    expect(changesBp([4.41, 4.58, 4.71, 4.72], 3)).toEqual([null, null, null, 31]);
    expect(Object.is(changesBp([4.1, 4.1], 1)[1], 0)).toBe(true);
    expect(changesBp([-0.02, 0.01], 1)).toEqual([null, 3]);
  });

  it("round a half away from zero on the decimal form of yields with three places", () => {
    expect(changesBp([4.1, 4.125], 1)).toEqual([null, 3]);
    expect(changesBp([4.125, 4.1], 1)).toEqual([null, -3]);
    // 4.335 - 4.33 in binary is a hair less than half a basis point.
    expect(changesBp([4.33, 4.335], 1)).toEqual([null, 1]);
  });

  it("reach over no seam", () => {
    expect(changesBp([1, 2, 3, 4, 5], 2, [2])).toEqual([null, null, null, null, 200]);
    expect(changesBp([1, 2, 3], 1, [1])).toEqual([null, null, 100]);
    expect(changesBp([4.5], 3)).toEqual([null]);
  });

  it("add up: one over n observations is the sum of n over one, whatever the order of asking", () => {
    const hundredths = fc.array(fc.integer({ min: -100, max: 2000 }), { minLength: 6, maxLength: 60 });
    fc.assert(
      fc.property(hundredths, fc.integer({ min: 1, max: 5 }), (all, n) => {
        const values = all.map((value) => value / 100);
        const [single, over] = [changesBp(values, 1), changesBp(values, n)];
        over.forEach((change, row) => {
          const sum = single
            .slice(row - n + 1, row + 1)
            .reduce<number>((total, one) => total + (one ?? 0), 0);
          expect(change).toBe(row < n ? null : sum);
        });
      }),
    );
  });
});

describe("seams", () => {
  const dates = ["2002-02-14", "2002-02-15", "2002-02-19", "2002-02-20", "2002-03-29", "2002-04-01"];
  const yields = { dates, values: [5.42, 5.37, 5.54, 5.53, 5.7, 5.69] };

  it("stand at a splice's first observation, and after a hole of more than a fortnight", () => {
    expect(seamsOf(yields, ["2002-02-19"])).toEqual([2, 4]);
    expect(seamsOf(yields, ["2002-02-16"])).toEqual([2, 4]);
  });

  it("are not at the ends, and a splice outside the history is none", () => {
    expect(seamsOf(yields, ["1990-01-01", "2002-02-14", "2010-01-01"])).toEqual([4]);
    expect(seamsOf({ dates: [], values: [] }, ["2002-02-19"])).toEqual([]);
    expect(seamsOf({ dates: ["2024-11-29", "2025-01-13"], values: [1, 2] }, [])).toEqual([1]);
    expect(seamsOf({ dates: ["2024-01-02", "2025-01-03"], values: [1, 2] }, [])).toEqual([1]);
    expect(seamsOf({ dates: ["2024-12-24", "2025-01-02"], values: [1, 2] }, [])).toEqual([]);
  });
});

describe("the rank of the latest change", () => {
  it("is one more than the number strictly greater, and ties share it", () => {
    expect(rankLatest([null, 5, 9, -20, 7], 1)).toMatchObject({ change: 7, rank: 2, count: 4 });
    expect(rankLatest([null, 7, 9, 7], 1)).toMatchObject({ rank: 2, count: 3 });
  });

  it("of a fall is counted among falls", () => {
    expect(rankLatest([null, 30, -9, -5, -7], 1)).toMatchObject({
      change: -7,
      rank: 2,
      since: { row: 2, change: -9 },
    });
  });

  it("is the largest since the latest change at least as large, and matched where equal", () => {
    expect(rankLatest([null, 44, 31, 44, 10, 31], 1)!.since).toEqual({
      row: 3,
      change: 44,
      word: "larger",
      overlaps: false,
    });
    expect(rankLatest([null, 44, 31, 10, 31], 1)!.since).toMatchObject({
      row: 2,
      change: 31,
      word: "matched",
    });
    expect(rankLatest([null, 3, 4], 1)).toMatchObject({ rank: 1, since: null });
  });

  it("says whether that change shares days with today's", () => {
    expect(rankLatest([null, null, null, 9, 1, 5], 3)!.since).toMatchObject({ row: 3, overlaps: true });
    expect(rankLatest([null, null, null, 9, 1, 1, 5], 3)!.since).toMatchObject({ row: 3, overlaps: false });
  });

  it("has a percentile that says what its rank says: the share of changes not larger to its side", () => {
    // Of 4, one rise is larger than 7; of 4, one fall is larger than -7, and the rise of 30 is no fall.
    expect(rankLatest([null, 5, 9, -20, 7], 1)!.percentile).toBe(75);
    expect(rankLatest([null, 30, -9, -5, -7], 1)!.percentile).toBe(75);
    expect(rankLatest([null, 7, 9, 7, 7], 1)!.percentile).toBe(75);
  });

  it("is unknown where the latest change is, and alone it is first", () => {
    expect(rankLatest([null, 5, null], 1)).toBeNull();
    expect(rankLatest([], 1)).toBeNull();
    expect(rankLatest([5], 1)).toMatchObject({ rank: 1, count: 1, percentile: 100, since: null });
  });

  it("does not depend on the order of what came before, and mirrors with the sign", () => {
    const column = fc.array(fc.integer({ min: -30, max: 30 }), { minLength: 1, maxLength: 50 });
    fc.assert(
      fc.property(column, fc.integer({ min: -30, max: 30 }), (before, last) => {
        const { rank, percentile } = rankLatest([...before, last], 1)!;
        const sorted = [...before].sort((a, b) => a - b);
        expect(rankLatest([...sorted, last], 1)).toMatchObject({ rank, percentile });
        if (last !== 0)
          expect(
            rankLatest(
              [...before, last].map((one) => -one),
              1,
            ),
          ).toMatchObject({ rank, percentile });
      }),
    );
  });
});

describe("the size from which a move is a shock", () => {
  it("is the smallest one whose percentile reaches the threshold, worked by hand", () => {
    // Of 10: no change is larger than 9, one is larger than 5, three are larger than 1.
    const changes = [null, 9, 5, 5, 1, 0, 0, -1, -2, -3, -8];
    expect(shockFrom(changes, { side: 1, percentile: 90 })).toBe(5);
    expect(shockFrom(changes, { side: 1, percentile: 91 })).toBe(9);
    expect(shockFrom(changes, { side: 1, percentile: 70 })).toBe(1);
    expect(shockFrom(changes, { side: -1, percentile: 90 })).toBe(-3);
    expect(shockFrom([null, 0, -1], { side: 1, percentile: 50 })).toBeNull();
    expect(shockFrom([null], { side: 1, percentile: 50 })).toBeNull();
  });

  it("decides the same as the percentile of the latest change", () => {
    const column = fc.array(fc.integer({ min: -12, max: 12 }), { minLength: 1, maxLength: 80 });
    fc.assert(
      fc.property(column, fc.integer({ min: 55, max: 99 }), (changes, percentile) => {
        const latest = rankLatest(changes, 1)!;
        const side = latest.change < 0 ? -1 : 1;
        const from = shockFrom(changes, { side, percentile });
        const isShock = latest.change !== 0 && latest.percentile >= percentile;
        expect(from !== null && Math.abs(latest.change) >= Math.abs(from)).toBe(isShock);
      }),
    );
  });
});

describe("the largest moves", () => {
  it("keep each cluster of overlapping windows once, by its largest", () => {
    const changes = [null, null, null, 10, 31, 28, 5, 4, 20, 19];
    expect(largestMoves(changes, { n: 3, side: 1, count: 10 })).toEqual([
      { row: 4, change: 31 },
      { row: 8, change: 20 },
    ]);
    expect(largestMoves(changes, { n: 1, side: 1, count: 2 }).map(({ change }) => change)).toEqual([31, 28]);
  });

  it("of falls are falls, and fewer where there are fewer", () => {
    expect(largestMoves([null, -5, 9, -7, 0], { n: 1, side: -1, count: 10 })).toEqual([
      { row: 3, change: -7 },
      { row: 1, change: -5 },
    ]);
    expect(largestMoves([null, 0, 1], { n: 1, side: -1, count: 3 })).toEqual([]);
  });

  it("never share a day, whatever the history", () => {
    const column = fc.array(fc.integer({ min: -30, max: 30 }), { maxLength: 80 });
    fc.assert(
      fc.property(column, fc.integer({ min: 1, max: 6 }), (changes, n) => {
        const rows = largestMoves(changes, { n, side: 1, count: 10 }).map(({ row }) => row);
        rows.forEach((row, at) => {
          for (const other of rows.slice(at + 1)) expect(Math.abs(row - other)).toBeGreaterThanOrEqual(n);
        });
      }),
    );
  });
});

describe("a change against its level", () => {
  it("tells 63 bp at 13.65 % from 31 bp at 4.41 % (methods.md, section 5)", () => {
    expect(relativeChange(63, 13.65)).toBeCloseTo(4.6154, 4);
    expect(relativeChange(31, 4.41)).toBeCloseTo(7.0295, 4);
    expect(relativeChange(-10, 4)).toBe(-2.5);
  });

  it("is nothing at or below zero", () => {
    expect(relativeChange(5, 0)).toBeNull();
    expect(relativeChange(5, -0.3)).toBeNull();
  });
});

it("sixty years are ranked in well under a millisecond a tenor and window", () => {
  const values = days(16_000).map((_, row) => 5 + ((row * 37) % 101) / 100);
  for (let warm = 0; warm < 20; warm += 1) rankLatest(changesBp(values, 3), 3);
  const begun = performance.now();
  for (let run = 0; run < 20; run += 1) rankLatest(changesBp(values, 3), 3);
  // 0.5 ms is the aim on a quiet machine; a busy one gets ten times that.
  expect((performance.now() - begun) / 20).toBeLessThan(5);
});
