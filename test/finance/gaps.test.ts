import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gapsOf, isHole } from "../../pipeline/finance/gaps.ts";
import { tradingDays } from "../../pipeline/finance/trading-days.ts";
import { calendars } from "../support/snapshots.ts";

const { sifma, nyse } = calendars;

describe("a hole between two observations", () => {
  it("is more than fourteen calendar days, across months and years too", () => {
    expect(isHole("2025-11-03", "2025-11-17")).toBe(false);
    expect(isHole("2025-11-03", "2025-11-18")).toBe(true);
    expect(isHole("2024-12-30", "2025-01-13")).toBe(false);
    expect(isHole("2024-12-30", "2025-01-14")).toBe(true);
    expect(isHole("2024-11-05", "2025-11-05")).toBe(true);
  });
});

describe("the gaps of a column", () => {
  it("are the days between two rows on which its market was open, not weekends and its own holidays", () => {
    expect(gapsOf({ dates: ["2025-11-07", "2025-11-12"] }, sifma)).toEqual([
      { from: "2025-11-10", to: "2025-11-10", days: 1 },
    ]);
    expect(gapsOf({ dates: ["2025-11-07", "2025-11-12"] }, nyse)).toEqual([
      { from: "2025-11-10", to: "2025-11-11", days: 2 },
    ]);
    expect(gapsOf({ dates: ["2025-11-07", "2025-11-10", "2025-11-12"] }, sifma)).toEqual([]);
  });

  it("begin and end with an open day, and are told each", () => {
    expect(gapsOf({ dates: ["2025-10-30", "2025-11-04", "2025-11-05", "2025-11-10"] }, nyse)).toEqual([
      { from: "2025-10-31", to: "2025-11-03", days: 2 },
      { from: "2025-11-06", to: "2025-11-07", days: 2 },
    ]);
  });

  it("are none before the first row and after the last, and none of one row or none", () => {
    expect(gapsOf({ dates: ["2025-11-05"] }, nyse)).toEqual([]);
    expect(gapsOf({ dates: [] }, nyse)).toEqual([]);
  });

  it("are told of the years that the calendar knows only", () => {
    const { knownFrom, knownTo } = nyse;
    expect(gapsOf({ dates: ["1901-01-02", "1950-01-03", "2025-11-04", "2025-11-05"] }, nyse)).toEqual([]);
    expect(gapsOf({ dates: ["2025-11-04", "2025-11-05", "2199-01-01"] }, nyse)).toEqual([]);
    expect(() => gapsOf({ dates: [knownFrom, knownTo] }, nyse)).not.toThrow();
  });

  it("hold every open day that has no row between the first and the last, each once", () => {
    const all = tradingDays("2025-06-02", "2025-12-31", sifma);
    fc.assert(
      fc.property(fc.subarray([...all], { minLength: 2 }), (dates) => {
        const missed = gapsOf({ dates }, sifma).flatMap(({ from, to, days }) => {
          const open = tradingDays(from, to, sifma);
          expect([open.length, open[0], open.at(-1)]).toEqual([days, from, to]);
          return open;
        });
        const between = all.filter((day) => day > dates[0]! && day < dates.at(-1)!);
        expect(missed).toEqual(between.filter((day) => !dates.includes(day)));
      }),
    );
  });
});
