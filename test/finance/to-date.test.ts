import { describe, expect, it } from "vitest";
import { spansToDate } from "../../pipeline/finance/to-date.ts";
import { calendars } from "../support/snapshots.ts";

const spans = (date: string) =>
  spansToDate(date, calendars.nyse).map(({ kind, base, days }) => [kind, base, days.length]);

describe("spans to date", () => {
  it("begin at the last close before the week, the month and the year", () => {
    // By hand from the exchange's calendar: 20 + 19 + 21 + 21 + 21 + 20 days of January to June, and 15 of July.
    expect(spans("2025-07-22")).toEqual([
      ["week", "2025-07-18", 2],
      ["month", "2025-06-30", 15],
      ["year", "2024-12-31", 137],
    ]);
  });

  it("leave out what is the day itself: a week on its first trading day, a Tuesday after a holiday too", () => {
    expect(spans("2025-07-21").map(([kind]) => kind)).toEqual(["month", "year"]);
    expect(spans("2025-05-27").map(([kind]) => kind)).toEqual(["month", "year"]);
    expect(spans("2025-07-01").map(([kind]) => kind)).toEqual(["week", "year"]);
  });

  it("are not told twice: in January the month is the year, and a month that began on Monday is the week", () => {
    expect(spans("2025-01-15").map(([kind]) => kind)).toEqual(["week", "year"]);
    expect(spans("2025-09-05").map(([kind]) => kind)).toEqual(["month", "year"]);
    expect(spans("2025-01-02")).toEqual([["week", "2024-12-27", 3]]);
  });

  it("may begin in the year before", () => {
    expect(spans("2025-01-03")).toEqual([
      ["week", "2024-12-27", 4],
      ["year", "2024-12-31", 2],
    ]);
  });

  it("are none where the closings are not known", () => {
    expect(spansToDate("2015-01-08", { ...calendars.nyse, knownFrom: "2015-01-01" })).toEqual([]);
  });
});
