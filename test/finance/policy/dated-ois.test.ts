import { describe, expect, it } from "vitest";
import { datedOisPath, overnightOf, parOf } from "../../../pipeline/finance/policy/dated-ois.ts";
import { calendars, meetings } from "../../support/snapshots.ts";

const { fed } = calendars;

describe("a meeting-dated swap", () => {
  it.each([
    // Six weeks at 3 % to ten weeks at 4.5 %: the range that methods 3.5 names, 0.5 to 1.3 bp.
    ["2025-10-30", "2025-12-11", 3],
    ["2025-12-11", "2026-01-29", 3.7],
    ["2025-07-31", "2025-09-18", 4.33],
    ["2025-01-30", "2025-04-10", 4.5],
  ])("is quoted above the overnight rate by r² tau/2: from %s to %s at %d %%", (from, to, rate) => {
    const span = { from, to, fed };
    const par = parOf(rate, span);
    const days = (Date.parse(to) - Date.parse(from)) / 86_400_000;
    const expected = ((rate / 100) ** 2 * (days / 360) * 1e4) / 2;
    expect((par - rate) * 100).toBeGreaterThan(0.45);
    expect((par - rate) * 100).toBeLessThan(2);
    // Less half a day's interest, and less where weekends and holidays do not compound.
    expect(Math.abs((par - rate) * 100 - expected)).toBeLessThan(0.06);
    expect(Math.abs(overnightOf(par, span) - rate)).toBeLessThan(1e-9);
  });

  it("compounds by hand: Thursday to Monday at 4 % is one day and a weekend of three", () => {
    const span = { from: "2025-07-31", to: "2025-08-04", fed };
    const growth = (1 + 0.04 / 360) * (1 + (0.04 * 3) / 360);
    expect(parOf(4, span)).toBeCloseTo(((growth - 1) * 360 * 100) / 4, 12);
  });

  it("lets a holiday's fixing earn for the days up to the next business day", () => {
    // 10 October 2025 is a Friday, Monday the 13th a holiday: one fixing earns four days.
    const span = { from: "2025-10-10", to: "2025-10-14", fed };
    expect(parOf(4, span)).toBeCloseTo(4, 12);
  });

  it("finds rates at zero and below it", () => {
    const span = { from: "2025-07-31", to: "2025-09-18", fed };
    for (const rate of [0, -0.4]) expect(overnightOf(parOf(rate, span), span)).toBeCloseTo(rate, 9);
  });
});

describe("a path from meeting-dated swaps", () => {
  const quotes = new Map([
    ["2025-07-30", 4.34],
    ["2025-09-17", 4.2],
    ["2025-10-29", 4.05],
  ]);
  const market = { asOf: "2025-07-22", quotes, calendar: meetings, fed, effr: 4.33 };

  it("steps from EFFR over one meeting after another, and ends where quotes end", () => {
    const { meetings: path, end } = datedOisPath(market);
    expect(path.map(({ decision }) => decision)).toEqual([...quotes.keys()]);
    expect(path[0]!.startPercent).toBe(4.33);
    expect(path[1]!.startPercent).toBe(path[0]!.endPercent);
    expect(path.reduce((sum, { stepBp }) => sum + stepBp, 0)).toBeCloseTo(
      (path[2]!.endPercent - 4.33) * 100,
      9,
    );
    expect(end).toEqual({ why: "prices", decision: "2025-12-10" });
  });

  it("starts at the last decision's own swap while EFFR does not carry it, and at none without one", () => {
    const pending = { ...market, asOf: "2025-07-30", effr: null };
    const { meetings: path } = datedOisPath(pending);
    expect(path[0]).toMatchObject({
      decision: "2025-09-17",
      quotes: ["2025-07-30", "2025-09-17"],
      usesEffr: false,
    });
    const without = new Map([...quotes].slice(1));
    expect(datedOisPath({ ...pending, quotes: without }).meetings).toEqual([]);
  });

  it("cannot tell the last meeting of the calendar: its swap has no known end", () => {
    const last = new Map(meetings.meetings.map(({ decision }) => [decision, 4]));
    const { meetings: path } = datedOisPath({ ...market, quotes: last });
    expect(path.at(-1)!.decision).toBe("2027-10-27");
  });
});
