import { describe, expect, it } from "vitest";
import { checkedDay, checkedDays, lastCompletedDay } from "../../pipeline/desk/issue-day.ts";
import { calendars } from "../support/snapshots.ts";

const faultOf = (date: string, now: string): string => {
  try {
    return checkedDay(date, calendars, now);
  } catch (error) {
    return (error as Error).message;
  }
};

describe("the last completed trading day", () => {
  it("is today's from 16:00 in New York on, in winter as in summer", () => {
    expect(lastCompletedDay("2025-11-05T20:59:00Z", calendars)).toBe("2025-11-04");
    expect(lastCompletedDay("2025-11-05T21:00:00Z", calendars)).toBe("2025-11-05");
    expect(lastCompletedDay("2025-07-08T19:59:00Z", calendars)).toBe("2025-07-07");
    expect(lastCompletedDay("2025-07-08T20:00:00Z", calendars)).toBe("2025-07-08");
  });

  it("is today's from 13:00 on where the exchange closes early", () => {
    expect(lastCompletedDay("2025-11-28T17:59:00Z", calendars)).toBe("2025-11-26");
    expect(lastCompletedDay("2025-11-28T18:00:00Z", calendars)).toBe("2025-11-28");
    expect(lastCompletedDay("2024-07-03T17:00:00Z", calendars)).toBe("2024-07-03");
  });

  it("reaches back over a weekend and a holiday", () => {
    expect(lastCompletedDay("2025-11-30T12:00:00Z", calendars)).toBe("2025-11-28");
    expect(lastCompletedDay("2025-11-27T23:00:00Z", calendars)).toBe("2025-11-26");
  });

  it("is not guessed once the calendar has run out", () => {
    expect(() => lastCompletedDay("2028-01-05T22:00:00Z", calendars)).toThrow(
      "The market's holidays are known from 2015-01-01 to 2027-12-31, not for 2028-01-05.",
    );
  });
});

describe("the day of an issue", () => {
  it("comes with the trading day before it", () => {
    expect(faultOf("2025-11-10", "2025-11-12T00:00:00Z")).toBe("2025-11-07");
  });

  it("may be today once the market has closed", () => {
    expect(faultOf("2025-11-05", "2025-11-05T21:00:00Z")).toBe("2025-11-04");
    expect(faultOf("2025-11-05", "2025-11-05T20:59:00Z")).toBe(
      "2025-11-05 has no close yet. The last completed trading day is 2025-11-04.",
    );
  });

  it("of the past can still be made again when the calendar has run out", () => {
    expect(faultOf("2025-11-05", "2031-01-01T00:00:00Z")).toBe("2025-11-04");
  });
});

describe("the days of a range", () => {
  const now = "2025-11-05T21:00:00Z";
  const days = (from: string, to: string) => checkedDays({ from, to }, calendars, now);
  const faults = (from: string, to: string): string => {
    try {
      return days(from, to).join();
    } catch (error) {
      return (error as Error).message;
    }
  };

  it("are its trading days, whatever days its ends are", () => {
    expect(days("2025-10-31", "2025-11-03")).toEqual(["2025-10-31", "2025-11-03"]);
    expect(days("2025-11-01", "2025-11-05")).toEqual(["2025-11-03", "2025-11-04", "2025-11-05"]);
    expect(days("2025-11-05", "2025-11-05")).toEqual(["2025-11-05"]);
  });

  it("must all be over, known and in their order, and all that is wrong is told at once", () => {
    expect(faults("2025-11-06", "2025-11-06")).toBe(
      "2025-11-06 has no close yet. The last completed trading day is 2025-11-05.",
    );
    expect(faults("2028-01-03", "2014-12-31").split("\n")).toEqual([
      "2028-01-03 has no close yet. The last completed trading day is 2025-11-05.",
      "The market's holidays are known from 2015-01-01 to 2027-12-31, not for 2028-01-03. Extend content/calendar/holidays.csv.",
      "The market's holidays are known from 2015-01-01 to 2027-12-31, not for 2014-12-31. Extend content/calendar/holidays.csv.",
      "The first day, 2028-01-03, is after the last, 2014-12-31. Write: 2014-12-31 2028-01-03.",
    ]);
    expect(faults("2025-11-01", "2025-11-02")).toBe(
      "The New York Stock Exchange was closed from 2025-11-01 to 2025-11-02. The nearest trading days are 2025-10-31 and 2025-11-03.",
    );
  });
});
