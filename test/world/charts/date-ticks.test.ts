import { describe, expect, it } from "vitest";
import { isoDate } from "../../../pipeline/finance/dates.ts";
import { dateTicks } from "../../../pipeline/world/charts/date-ticks.ts";

const texts = (from: string, to: string, most: number) => dateTicks(from, to, most).map(({ text }) => text);

describe("marks on the time axis", () => {
  it("name each year where it begins", () => {
    expect(texts("2020-11-05", "2025-11-05", 8)).toEqual(["2021", "2022", "2023", "2024", "2025"]);
    expect(isoDate(dateTicks("2020-11-05", "2025-11-05", 8)[0]!.day)).toBe("2021-01-01");
  });

  it("skip years when there are too many", () => {
    expect(texts("2006-07-22", "2025-11-05", 7)).toEqual(["2010", "2015", "2020", "2025"]);
    expect(texts("1995-11-05", "2025-11-05", 4)).toEqual(["2000", "2010", "2020"]);
  });

  it("name months of a short window, the year on the first and on each January", () => {
    expect(texts("2024-05-06", "2025-11-05", 7)).toEqual([
      "Jul 2024",
      "Oct",
      "Jan 2025",
      "Apr",
      "Jul",
      "Oct",
    ]);
  });

  it("name days of a very short one", () => {
    expect(texts("2025-11-04", "2025-11-05", 8)).toEqual(["4 Nov 2025", "5 Nov"]);
    expect(texts("2025-12-24", "2026-01-14", 4)).toEqual(["24 Dec 2025", "31 Dec", "7 Jan 2026", "14 Jan"]);
  });

  it("name days where there would be but two months", () => {
    expect(texts("2025-05-08", "2025-07-22", 7)).toEqual([
      "8 May 2025",
      "22 May",
      "5 Jun",
      "19 Jun",
      "3 Jul",
      "17 Jul",
    ]);
    expect(texts("2026-08-28", "2026-11-20", 3)).toEqual(["28 Aug 2026", "9 Oct", "20 Nov"]);
  });

  it.each([2, 3, 8])("are never more than there is room for: %i", (most) => {
    for (const to of ["2025-01-03", "2025-02-10", "2025-06-30", "2027-01-01", "2029-06-01", "2049-01-01"]) {
      expect(texts("2025-01-02", to, most).length, to).toBeLessThanOrEqual(most);
    }
  });
});
