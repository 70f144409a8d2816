import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, weekday } from "../../pipeline/finance/dates.ts";
import { estimatedDays, expectedDays, isOverdue, weekdayOf } from "../../pipeline/finance/releases.ts";
import { isTradingDay } from "../../pipeline/finance/trading-days.ts";
import type { ReleaseRule } from "../../pipeline/model/agenda.ts";
import { calendars } from "../support/snapshots.ts";

const holidays = calendars.fed;
const expected = (kind: ReleaseRule["kind"], day: number, after: string, upTo: string) =>
  expectedDays({ release: "US.RELEASE.CPI", kind, day }, { after, upTo, holidays });

describe("the expected days of a release", () => {
  it("on the n-th: that day, or the next business day after a weekend or a holiday", () => {
    expect(expected("on", 12, "2025-09-01", "2025-11-30")).toEqual([
      "2025-09-12",
      "2025-10-14",
      "2025-11-12",
    ]);
  });

  it("on the n-th of a month that is a Saturday: the Friday, or the Monday where that is a holiday", () => {
    expect(expected("on", 12, "2025-04-01", "2025-04-30")).toEqual(["2025-04-11"]);
    // Friday 4 July 2025 is a holiday.
    expect(expected("on", 5, "2025-07-01", "2025-07-31")).toEqual(["2025-07-07"]);
    // Saturday 1 November 2025 is kept on the last day of October.
    expect(expected("on", 1, "2025-10-15", "2025-10-31")).toEqual(["2025-10-31"]);
  });

  it("on the 31st: the last of a shorter month, or the business day after", () => {
    expect(expected("on", 31, "2025-02-01", "2025-04-30")).toEqual([
      "2025-02-28",
      "2025-03-31",
      "2025-04-30",
    ]);
  });

  it("on the first Friday: the day before where that is a holiday, as on 4 July 2025", () => {
    // BLS, schedule of the Employment Situation in 2025: 6 June, 3 July, 1 August.
    expect(expected("first", 4, "2025-06-01", "2025-08-31")).toEqual([
      "2025-06-06",
      "2025-07-03",
      "2025-08-01",
    ]);
  });

  it("every Thursday: on the Wednesday before Thanksgiving", () => {
    // Department of Labor: weekly claims were out on Wednesday 26 November 2025.
    expect(expected("every", 3, "2025-11-19", "2025-12-04")).toEqual([
      "2025-11-20",
      "2025-11-26",
      "2025-12-04",
    ]);
    expect(expected("every", 3, "2025-11-20", "2025-11-26")).toEqual(["2025-11-26"]);
  });

  it("are business days in the stretch that was asked for, in order, whatever the rule", () => {
    const rule = fc.oneof(
      fc.record({ kind: fc.constant("on" as const), day: fc.integer({ min: 1, max: 31 }) }),
      fc.record({
        kind: fc.constantFrom("first" as const, "every" as const),
        day: fc.integer({ min: 0, max: 4 }),
      }),
    );
    const span = fc.tuple(fc.integer({ min: 0, max: 4000 }), fc.integer({ min: 1, max: 60 }));
    fc.assert(
      fc.property(rule, span, ({ kind, day }, [start, length]) => {
        const after = addDays("2015-02-01", start);
        const upTo = addDays(after, length);
        const days = expected(kind, day, after, upTo);
        expect(days.every((date) => date > after && date <= upTo && isTradingDay(date, holidays))).toBe(true);
        expect([...new Set(days)].sort()).toEqual(days);
      }),
    );
  });
});

describe("estimates", () => {
  const ahead = { after: "2025-11-05", upTo: "2025-12-31", holidays };
  const rule = { release: "US.RELEASE.CPI", kind: "on" as const, day: 12 };

  it("begin after the last published day, with a month's distance", () => {
    expect(estimatedDays(rule, [], ahead)).toEqual(["2025-11-12", "2025-12-12"]);
    expect(estimatedDays(rule, ["2025-11-10"], ahead)).toEqual(["2025-12-12"]);
  });

  it("are none within the published list: a gap in it is believed", () => {
    expect(estimatedDays(rule, ["2026-01-13", "2025-10-24"], ahead)).toEqual([]);
  });
});

describe("an overdue release", () => {
  const monthly = (newest: string, next: string, maxAgeDays?: number) =>
    isOverdue({ period: "month" }, { newest, maxAgeDays }, { next, date: "2025-11-05" });

  it("is one whose newest figure is older than its series may be", () => {
    expect(monthly("2025-08-01", "2025-12-05", 75)).toBe(true);
    expect(monthly("2025-09-01", "2025-12-05", 75)).toBe(false);
    const weekly = (newest: string) =>
      isOverdue({ period: "week" }, { newest, maxAgeDays: 21 }, { next: "2025-11-06", date: "2025-11-05" });
    expect([weekly("2025-09-20"), weekly("2025-10-25")]).toEqual([true, false]);
  });

  it("is a monthly one of which the release before the next has not come", () => {
    // October 2025: September's retail sales were due on the 16th; consumer prices came late, on the 24th.
    expect(monthly("2025-08-01", "2025-11-17", 120)).toBe(true);
    expect(monthly("2025-09-01", "2025-11-12", 120)).toBe(false);
  });

  it("is not judged by the release before where that may still be on its way", () => {
    expect(monthly("2025-09-01", "2025-12-04", 120)).toBe(false);
  });
});

it("the first and third Friday of a month are Fridays, whatever day it begins on", () => {
  expect(weekdayOf("2025-08", 4, 1)).toBe("2025-08-01");
  expect(weekdayOf("2025-11", 4, 3)).toBe("2025-11-21");
  for (let month = 1; month <= 12; month += 1)
    expect(weekday(weekdayOf(`2025-${String(month).padStart(2, "0")}`, 4, 3))).toBe(4);
});
