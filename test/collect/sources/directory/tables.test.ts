import { describe, expect, it } from "vitest";
import { readFuturesTable } from "../../../../pipeline/collect/sources/directory/futures-table.ts";
import { readSectorTable } from "../../../../pipeline/collect/sources/directory/sector-table.ts";
import type { Series } from "../../../../pipeline/model/series.ts";

const origin = { source: "directory", place: "table.csv", sha256: "0", retrievedAt: null };
const span = { from: "2025-11-01", to: "2025-11-05" };
const sectors = (rows: string) =>
  readSectorTable(bytes(`date,sector,weight_prev_close,cap_weighted_return_pct\n${rows}`), origin, span);
const futures = (rows: string) =>
  readFuturesTable(bytes(`as_of,contract_month,price\n${rows}`), origin, span);
const bytes = (text: string) => new TextEncoder().encode(text);
const faultsOf = (read: () => readonly Series[]): readonly string[] => {
  try {
    read();
  } catch (error) {
    return (error as Error).message.split("\n");
  }
  return [];
};

describe("a table of sectors", () => {
  it("is two series a sector, weights in percent, in the order of their days whatever that of the rows", () => {
    const read = sectors("2025-11-05,Real Estate,0.02,-0.5\n2025-11-04,Real Estate,0.021,0.25\n");
    expect(read.map(({ id, dates, values, lines }) => ({ id, dates, values, lines }))).toEqual([
      {
        id: "SPX.SECTOR.REAL_ESTATE.WEIGHT",
        dates: ["2025-11-04", "2025-11-05"],
        values: [2.1, 2],
        lines: [3, 2],
      },
      {
        id: "SPX.SECTOR.REAL_ESTATE.RETURN",
        dates: ["2025-11-04", "2025-11-05"],
        values: [0.25, -0.5],
        lines: [3, 2],
      },
    ]);
  });

  it("keeps an empty cell missing", () => {
    expect(sectors("2025-11-05,Energy,0.03,\n").map(({ values }) => values)).toEqual([[3], [null]]);
  });

  it("finds a second row of a day even when others lie between", () => {
    expect(
      faultsOf(() =>
        sectors("2025-11-05,Energy,0.03,1\n2025-11-04,Energy,0.03,1\n2025-11-05,Energy,0.03,2\n"),
      ),
    ).toEqual([
      "table.csv:4 [date]: 2025-11-05 of Energy stands here and in line 2. Keep one of the two rows.",
    ]);
  });

  it("refuses weights in percent, returns beyond belief and a row without a sector, all in one run", () => {
    const rows =
      "2025-11-05,Energy,3,1\n2025-11-05,Utilities,0.03,81\n2025-11-05,,0.03,1\n2025-11-5,Energy,0.03,1\n";
    expect(faultsOf(() => sectors(rows)).map((fault) => fault.split(". ")[0])).toEqual([
      "table.csv:2: Energy has a weight of 3 and a return of 1%: outside the plausible 0 to 1 and -50 to 50",
      "table.csv:3: Utilities has a weight of 0.03 and a return of 81%: outside the plausible 0 to 1 and -50 to 50",
      "table.csv:4: A row names no sector",
      'table.csv:5: A date is not a calendar date. Expected YYYY-MM-DD, found "2025-11-5"'.split(". ")[0],
    ]);
  });

  it("looks at no day outside the issue's span", () => {
    expect(sectors("2025-10-31,Energy,x,y\n2025-11-06,Energy,x,y\n")).toEqual([]);
  });
});

describe("a table of futures", () => {
  it("gives each contract the count of days that the plan says of its prices, none where it says nothing", () => {
    const row = bytes("as_of,contract_month,price\n2025-11-05,2025-12,96.235\n");
    const [counted] = readFuturesTable(row, origin, { ...span, newRateFrom: "next-day" });
    expect(counted?.newRateFrom).toBe("next-day");
    expect(futures("2025-11-05,2025-12,96.235\n")[0]).not.toHaveProperty("newRateFrom");
  });

  it("is one series a contract", () => {
    expect(futures("2025-11-05,2025-12,96.235\n2025-11-04,2025-12,96.24\n")).toMatchObject([
      {
        id: "ZQ.2025-12",
        unit: "price",
        dates: ["2025-11-04", "2025-11-05"],
        values: [96.24, 96.235],
        lines: [3, 2],
      },
    ]);
  });

  it("refuses a rate given as a price, a month that no year has and a price twice", () => {
    const rows =
      "2025-11-05,2025-12,3.765\n2025-11-05,2025-13,96\n2025-11-05,2026-01,96\n2025-11-05,2026-01,96.1\n";
    expect(faultsOf(() => futures(rows)).map((fault) => fault.split(". ")[0])).toEqual([
      "table.csv:2: A price of 3.765 for 2025-12 is outside the plausible 80 to 101",
      'table.csv:3: A contract month is not YYYY-MM: "2025-13"',
      "table.csv:5 [date]: 2025-11-05 of 2026-01 stands here and in line 4",
    ]);
  });
});
