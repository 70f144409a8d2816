import { describe, expect, it } from "vitest";
import { monthNumber } from "../../../pipeline/collect/read/month-number.ts";
import { dateOf, usDate } from "../../../pipeline/collect/read/written-date.ts";

describe("a date as sources write it", () => {
  it("is month, day, year, of one digit or two", () => {
    expect(usDate("11/05/2025")).toBe("2025-11-05");
    expect(usDate(" 1/5/2025 ")).toBe("2025-01-05");
  });

  it("is none where the calendar has no such day, or something stands beside it", () => {
    for (const text of ["13/01/2025", "02/29/2025", "0/1/2025", "11/05/25", "2025-11-05", "11/05/2025x", ""])
      expect(usDate(text)).toBeNull();
    expect([dateOf("2024", 2, "29"), dateOf("2025", 2, "29"), dateOf("", "", "")]).toEqual([
      "2024-02-29",
      null,
      null,
    ]);
  });

  it("knows months by their names and beginnings of three letters or more", () => {
    expect(["January", "sep", "Sept", "JUL", "JLY", "may"].map(monthNumber)).toEqual([1, 9, 9, 7, 7, 5]);
    expect(["Ma", "", "Julius", "constructor"].map(monthNumber)).toEqual([null, null, null, null]);
  });
});
