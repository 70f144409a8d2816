import { describe, expect, it } from "vitest";
import { readMemberTable } from "../../../../pipeline/collect/sources/directory/member-table.ts";
import { calendars } from "../../../support/snapshots.ts";

const origin = { source: "directory", place: "members.csv", sha256: "0", retrievedAt: null };
const HEAD = "date,symbol,gics_sector,close,net_change,pct_change,market_cap,volume";
const bytes = (rows: readonly string[], head = HEAD) =>
  new TextEncoder().encode(`${head}\n${rows.join("\n")}\n`);

/** A day of the index: 460 small companies of 1 billion each, and those named. */
function dayOf(date: string, own: Readonly<Record<string, number | string>>): string[] {
  const small = Array.from({ length: 460 }, (_, row) => [`S${row}`, 1e9] as const);
  return [...small, ...Object.entries(own)].map(
    ([symbol, value]) => `${date},${symbol},Any,1,0,0,${value},1`,
  );
}
const read = (rows: readonly string[], from = "2025-07-21", to = "2025-07-22") =>
  readMemberTable(bytes(rows), origin, { from, to }, calendars.nyse);
const weightOf = (rows: readonly string[], symbol: string) => {
  const found = read(rows).find(({ id }) => id === `SPX.MEMBER.${symbol}.WEIGHT`);
  return found && Object.fromEntries(found.dates.map((date, row) => [date, found.values[row]]));
};
const faultsOf = (rows: readonly string[]): readonly string[] => {
  try {
    read(rows);
  } catch (error) {
    return (error as Error).message.split("\n");
  }
  return [];
};

describe("a table of the index's members", () => {
  it("gives a weight at the close of the trading day before, dated on the day to which it applies", () => {
    // 460 small ones make 460 billion; 40 of 500 is 8 %. Friday's weight is Monday's.
    expect(weightOf(dayOf("2025-07-18", { AAPL: 4e10 }), "AAPL")).toEqual({ "2025-07-21": 8 });
  });

  it("counts a company once, whose classes each carry all of its value", () => {
    // 39 and 41 billion are one company of 40.
    const rows = dayOf("2025-07-21", { GOOG: 4.1e10, GOOGL: 3.9e10 });
    expect(weightOf(rows, "GOOGL")).toEqual({ "2025-07-22": 8 });
    expect(weightOf(rows, "GOOG")).toBeUndefined();
  });

  it("has weights that sum to a hundred", () => {
    const all = read(dayOf("2025-07-21", { GOOG: 4.1e10, GOOGL: 3.9e10, FOX: 2e9, FOXA: 3e9, AAPL: 7e10 }));
    expect(all.reduce((sum, { values }) => sum + values[0]!, 0)).toBeCloseTo(100, 6);
  });

  it("leaves a day without weights where the trading day before is not in it", () => {
    // The 18th is there and the 21st not: the 22nd has none, and is not given those of the 18th.
    expect(weightOf(dayOf("2025-07-18", { AAPL: 4e10 }), "AAPL")).not.toHaveProperty("2025-07-22");
  });

  it("leaves a company without a value out of its day, and takes no missing value for zero", () => {
    const rows = dayOf("2025-07-21", { AAPL: 4e10, MSFT: "" });
    expect(weightOf(rows, "MSFT")).toBeUndefined();
    expect(weightOf(rows, "AAPL")).toEqual({ "2025-07-22": 8 });
  });

  it("has none of a day whose table is cut, when shares of what is left would be too large", () => {
    expect(read(dayOf("2025-07-21", { AAPL: 4e10 }).slice(0, 449))).toEqual([]);
  });

  it("does not hang on the order of the rows", () => {
    const rows = [...dayOf("2025-07-18", { AAPL: 4e10 }), ...dayOf("2025-07-21", { AAPL: 5e10 })];
    expect(weightOf([...rows].reverse(), "AAPL")).toEqual(weightOf(rows, "AAPL"));
  });

  it("refuses values that are none, dates that are none and a member that stands twice, all in one run", () => {
    const rows = [
      "2025-07-21,AAPL,IT,1,0,0,-5,1",
      "2025-07-21,MSFT,IT,1,0,0,much,1",
      "2025-7-21,X,IT,1,0,0,1,1",
    ];
    expect(faultsOf([...rows, "2025-07-21,NVDA,IT,1,0,0,5,1", "2025-07-21,NVDA,IT,1,0,0,6,1"])).toEqual([
      expect.stringContaining("members.csv:2: The market value of AAPL is not a number above zero."),
      expect.stringContaining("members.csv:3: The market value of MSFT is not a number above zero."),
      expect.stringContaining("members.csv:4: A date is not a calendar date."),
      "members.csv:6: 2025-07-21 of NVDA stands here and in line 5. Keep one of the two rows.",
    ]);
  });

  it("does not look at rows of other days", () => {
    expect(faultsOf(["2025-01-02,AAPL,IT,1,0,0,-5,1"])).toEqual([]);
  });
});
