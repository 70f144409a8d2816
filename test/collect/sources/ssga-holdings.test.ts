import { describe, expect, it } from "vitest";
import { ssgaHoldings } from "../../../pipeline/collect/sources/ssga-holdings.ts";
import { bareWorkbook, type Cell, sheetData, workbook } from "./ssga/workbooks.ts";

const FUNDS = ["spy", "xlk", "xlv", "xlf", "xly", "xlp", "xle", "xli", "xlb", "xlu", "xlre", "xlc"];
const SECTORS = FUNDS.slice(1);
const wanted = SECTORS.map((symbol) => ({ series: `SPX.${symbol.toUpperCase()}`, symbol }));
const [errand] = ssgaHoldings.errands(wanted, { date: "2030-03-04", from: "2030-01-01" });

interface Sheet {
  readonly ticker?: string;
  readonly asOf?: string;
  readonly header?: readonly Cell[];
  /** Percent. */
  readonly cash?: number;
  readonly stocks: readonly (readonly Cell[])[];
}

function rowsOf({
  ticker = "SPY",
  asOf = "As of 01-Mar-2030",
  header,
  cash = 4,
  stocks,
}: Sheet): (readonly Cell[])[] {
  return [
    ["Fund Name:", "A fund made up for tests"],
    ["Ticker Symbol:", ticker],
    ["Holdings:", asOf],
    [],
    header ?? ["Name", "Ticker", "Weight", "Sector"],
    ...stocks,
    ["US DOLLAR", "-", cash, "-"],
    [],
    ["Holdings are subject to change.", "NOT A TICKER", 50],
  ];
}

/** Two members a sector, 4 percent each, and 8 percent the more for the first. */
const member = (fund: string, index: number) => [
  `CO ${fund} ${index}`,
  `${fund.toUpperCase()}.${index}`,
  4,
  "-",
];
const spyStocks = SECTORS.flatMap((fund, at) => [member(fund, 1), ["X", `${fund}2`, at === 0 ? 12 : 4, "-"]]);
const sectorStocks = (fund: string): Cell[][] => [
  ["A", `${fund.toUpperCase()}.1`, 24, "-"],
  ["B", `${fund}2`, 72, "-"],
];
const sheetOf = (fund: string): Sheet =>
  fund === "spy" ? { stocks: spyStocks } : { ticker: fund.toUpperCase(), stocks: sectorStocks(fund) };
const plain = (sheet: Sheet) => bareWorkbook(sheetData(rowsOf(sheet)));

/** All twelve files, some of them other. */
function read(other: Readonly<Record<string, Sheet | Uint8Array>> = {}, asking = errand!) {
  const pages = FUNDS.map((fund, index) => {
    const one = other[fund] ?? sheetOf(fund);
    const bytes = one instanceof Uint8Array ? one : plain(one);
    return { url: asking.pages[index]!.url, bytes, type: "", charset: null, at: "2030-03-04T12:00:00Z" };
  });
  return ssgaHoldings.read(pages, asking);
}
const reason = (other: Readonly<Record<string, Sheet | Uint8Array>>) => {
  const reading = read(other);
  return reading.verdict === "ok" ? "ok" : `${reading.verdict}: ${reading.reason}`;
};
const spy = (more: Partial<Sheet>) => reason({ spy: { stocks: spyStocks, ...more } });

describe("the holdings errand", () => {
  it("asks for twelve workbooks, the index's first, in one errand; for none where nothing is wanted", () => {
    expect(errand!.pages.map(({ url }) => /us-en-(\w+)\.xlsx$/.exec(url)?.[1])).toEqual(FUNDS);
    expect(ssgaHoldings.errands([], { date: "2030-03-04", from: "2030-01-01" })).toEqual([]);
  });
});

describe("the sector weights from fund holdings", () => {
  it("are one row a sector, dated as of the file, in percent of the stocks, with a note", () => {
    const reading = read();
    if (reading.verdict !== "ok") throw new Error(reading.reason);
    expect(reading.remarks).toEqual([]);
    expect(reading.rows.map(({ series }) => series)).toEqual(wanted.map(({ series }) => series));
    expect(reading.rows[0]).toEqual({
      series: "SPX.XLK",
      dates: ["2030-03-01"],
      values: [16.6666666667],
      note: "from State Street fund holdings at the close; not the index provider's own weights",
    });
    expect(reading.rows[5]!.values).toEqual([8.33333333333]);
  });

  it("are the same from workbooks that a spreadsheet program wrote, with the columns in another order", async () => {
    const header = ["Weight", "Sector", "Ticker", "Name"];
    const reordered = spyStocks.map(
      ([name, ticker, weight, sector]) => [weight, sector, ticker, name] as Cell[],
    );
    const rows = rowsOf({ header, stocks: reordered }).map((row) =>
      row[0] === "US DOLLAR" ? [4, "-", "-", "US DOLLAR"] : row,
    );
    const reading = read({ spy: await workbook(rows) });
    expect(reading).toEqual(read());
  });

  it("are stale where the files are not of one day, and say which differ", () => {
    const old = { ...sheetOf("xle"), asOf: "As of 28-Feb-2030" };
    expect(reason({ xle: old })).toBe(
      "stale: The holdings are not of one day: SPY is as of 2030-03-01, but XLE 2030-02-28.",
    );
  });

  it("leave out a small member that is in no sector file or in two, with a remark; a heavy one is a fault", () => {
    const extra = (weight: number, ticker: string) => [
      ...spyStocks.slice(0, -1),
      ["X", "xlc2", 4 - weight, "-"],
      ["N", ticker, weight, "-"],
    ];
    const reading = read({ spy: { stocks: extra(0.3, "NEW") } });
    if (reading.verdict !== "ok") throw new Error(reading.reason);
    expect(reading.remarks).toEqual([
      'Members with 0.313% of SPY do not stand in exactly one sector file and count to none: "NEW" in 0.',
    ]);
    expect(spy({ stocks: extra(0.6, "NEW\u202e") })).toContain("shape_changed: Members with 0.625% of SPY");
    expect(spy({ stocks: extra(0.6, "NEW\u202e") })).toContain('"NEW?" in 0. 0.5% is the most.');
    const both = { ...sheetOf("xlu"), stocks: [...sectorStocks("xlu"), ["A", "XLK.1", 0.1, "-"]] };
    expect(reason({ xlu: both })).toContain('"XLK.1" in 2');
  });

  it("give a company its own weight in the index, and remark on one that SPY does not hold", () => {
    const members = ["XLK.1", "AAPL"].map((symbol) => ({ series: `SPX.${symbol}`, symbol: `spy:${symbol}` }));
    const reading = read({}, { ...errand!, wanted: members });
    if (reading.verdict !== "ok") throw new Error(reading.reason);
    // 4 of the fund's 96 percent of stocks.
    expect(reading.rows).toMatchObject([
      { series: "SPX.XLK.1", dates: ["2030-03-01"], values: [4.16666666667] },
    ]);
    expect(reading.remarks).toEqual(['SPX.AAPL asks for "AAPL", which SPY does not hold.']);
  });

  it("remark on a symbol that is no sector fund", () => {
    const asking = { ...errand!, wanted: [...wanted, { series: "SPX.SPY", symbol: "spy" }] };
    const reading = read({}, asking);
    expect(reading).toMatchObject({
      verdict: "ok",
      remarks: [expect.stringContaining('"spy", which is no sector fund')],
    });
    expect(reading.verdict === "ok" && reading.rows).toHaveLength(11);
  });
});

describe("a holdings file that cannot be read", () => {
  it("is empty, a web page, or no workbook", () => {
    const bytes = (text: string) => new TextEncoder().encode(text);
    expect(reason({ spy: bytes(" \n") })).toBe(
      "empty: The holdings of SPY cannot be read. The answer is empty where a workbook is expected.",
    );
    expect(reason({ xlb: bytes("\ufeff <!DOCTYPE html><html></html>") })).toContain(
      "soft_error: The holdings of XLB",
    );
    expect(reason({ xlb: bytes("Name,Ticker,Weight\n".repeat(9)) })).toContain("A workbook begins with PK");
    expect(ssgaHoldings.read([], errand!)).toMatchObject({ verdict: "shape_changed" });
  });

  it.each([
    ["another fund's", { ticker: "VOO" }, 'The file should be SPY\'s; it says "VOO".'],
    ["without a day", { asOf: "As of today" }, 'stands no date such as As of 10-Sep-2026 but "As of today"'],
    ["of a day that there is not", { asOf: "As of 31-Feb-2030" }, "stands no date"],
    [
      "without a weight column",
      { header: ["Name", "Ticker", "Share", "Sector"] },
      "No row of the sheet has the labels",
    ],
    [
      "without a ticker column",
      { header: ["Name", "Symbol", "Weight", "Sector"] },
      'One column "Ticker" is expected',
    ],
    [
      "with two weight columns",
      { header: ["Name", "Ticker", "Weight", "Weight"] },
      'One column "Weight" is expected; found 2 of them.',
    ],
  ])("is %s", (_, more, message) => {
    expect(spy(more)).toContain(`shape_changed: The holdings of SPY cannot be read.`);
    expect(spy(more)).toContain(message);
  });

  it.each([
    ["no number", ["A", "NEW", "4.1x7", "-"], 'The weight of "NEW" is no percentage but "4.1x7".'],
    ["a missing number", ["A", "NEW", null, "-"], "is no percentage"],
    ["a hundredfold number", ["A", "NEW", 808, "-"], "is no percentage"],
    ["a negative weight", ["A", "NEW", -0.1, "-"], "a weight below 0"],
    ["no ticker", ["A", null, 0.1, "-"], "has no ticker"],
    ["a member twice", ["A", "XLK.1", 0.1, "-"], '"XLK.1" stands in the sheet twice.'],
  ])("has %s in one row: then no row is read", (_, row, message) => {
    expect(spy({ stocks: [...spyStocks, row as Cell[]] })).toContain(message);
  });

  it("has fractions for percents, or lost rows: the weights do not sum to 100", () => {
    const fractions = spyStocks.map(([name, ticker, weight]) => [name!, ticker!, Number(weight) / 100, "-"]);
    expect(spy({ stocks: fractions })).toContain("The weights sum to 4.96, of which 0.96 are stocks");
    expect(spy({ stocks: spyStocks.slice(1) })).toContain("The weights sum to 96.00");
    expect(spy({ cash: 1 })).toContain("The weights sum to 97.00, of which 96.00 are stocks");
    expect(spy({ cash: 7 })).toContain("The weights sum to 103.00");
    expect(spy({ cash: 8, stocks: spyStocks.slice(1) })).toContain(
      "The weights sum to 100.00, of which 92.00",
    );
    const hole = [...spyStocks.slice(0, 5), [null, "GONE", 4, "-"], ...spyStocks.slice(5)];
    expect(spy({ stocks: hole })).toContain("The weights sum to");
  });
});
