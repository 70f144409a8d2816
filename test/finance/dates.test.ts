import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addDays,
  addMonths,
  dayNumber,
  daysBetween,
  daysInMonth,
  isDate,
  isoDate,
  monthOf,
  weekday,
  yearsBefore,
} from "../../pipeline/finance/dates.ts";

/** 1900-01-01 to 2199-12-31. */
const days = fc.integer({ min: -25_567, max: 84_005 });

describe("a calendar date", () => {
  it("is counted from the first day of 1970", () => {
    expect(dayNumber("1970-01-01")).toBe(0);
    expect(dayNumber("2000-03-01")).toBe(11_017);
    expect(isoDate(-1)).toBe("1969-12-31");
  });

  it("comes back from its number, whatever day it is", () => {
    fc.assert(
      fc.property(days, (day) => {
        expect(dayNumber(isoDate(day))).toBe(day);
      }),
    );
  });

  it("is refused if the calendar has no such day", () => {
    for (const wrong of [
      "2025-02-29",
      "2025-02-30",
      "2025-13-01",
      "2025-00-10",
      "2025-1-5",
      "5 Nov 2025",
      "",
    ]) {
      expect(isDate(wrong), wrong).toBe(false);
      expect(() => dayNumber(wrong), wrong).toThrow(RangeError);
    }
    expect(isDate("2024-02-29")).toBe(true);
  });

  it("knows its weekday: 5 November 2025 was a Wednesday, 1 January 1969 one too", () => {
    expect(weekday("2025-11-05")).toBe(2);
    expect(weekday("1969-01-01")).toBe(2);
    expect(weekday("2025-11-09")).toBe(6);
  });

  it("has a weekday from Monday to Sunday also before 1970", () => {
    fc.assert(
      fc.property(days, (day) => {
        expect(weekday(isoDate(day))).toBe((new Date(day * 86_400_000).getUTCDay() + 6) % 7);
      }),
    );
  });
});

describe("a span of days", () => {
  it("runs over a leap day and over the change of the clocks", () => {
    expect(addDays("2024-02-28", 2)).toBe("2024-03-01");
    expect(addDays("2025-03-08", 2)).toBe("2025-03-10");
    expect(daysBetween("2025-10-31", "2025-11-03")).toBe(3);
    expect(daysBetween("2025-11-03", "2025-10-31")).toBe(-3);
  });

  it("of five years ends on the same day, on the 28th for a 29 February", () => {
    expect(yearsBefore("2025-11-05", 5)).toBe("2020-11-05");
    expect(yearsBefore("2024-02-29", 5)).toBe("2019-02-28");
    expect(yearsBefore("2024-02-29", 4)).toBe("2020-02-29");
  });
});

describe("a month", () => {
  it("is followed by the next one over the turn of a year, forward and back", () => {
    expect(addMonths("2025-12", 1)).toBe("2026-01");
    expect(addMonths("2026-01", -1)).toBe("2025-12");
    expect(addMonths("2025-07", 17)).toBe("2026-12");
    expect(addMonths("2025-07", -19)).toBe("2023-12");
    expect(monthOf("2025-11-05")).toBe("2025-11");
  });

  it("has as many days as the calendar gives it", () => {
    expect(["2025-02", "2024-02", "2100-02", "2000-02", "2025-04", "2025-12"].map(daysInMonth)).toEqual([
      28, 29, 28, 29, 30, 31,
    ]);
  });
});
