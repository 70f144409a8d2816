import type { IsoDate } from "../../../model/unit.ts";
import { numberIn } from "../../read/cell.ts";
import { monthNumber } from "../../read/month-number.ts";
import { quoted } from "../../read/quoted.ts";
import { shapeChanged } from "../../read/refusal.ts";
import { columnOf } from "../../read/table.ts";
import { dateOf } from "../../read/written-date.ts";
import type { SheetRow } from "./workbook-cells.ts";

/** What all weights of a fund, and those of its stocks alone, may sum to in percent. A fraction of 1 is another unit. */
const WHOLE = { least: 98, most: 102, stocks: 95 } as const;

/** What a fund held at the close of a day. */
export interface FundHoldings {
  /** In lower case: xlk. */
  readonly fund: string;
  readonly asOf: IsoDate;
  /** Percent of the fund by ticker; cash is not in it. */
  readonly stocks: ReadonlyMap<string, number>;
}

/**
 * A holdings sheet: some lines of "Label: | value", a header with Name, Ticker and Weight in any order, rows down to the first without a
 * Name, disclaimers.
 *
 * @param fund in lower case, whose file this must be
 * @throws Unreadable if it is another fund's, a label or a column is not there, or a number is none
 */
export function fundHoldings(rows: readonly SheetRow[], fund: string): FundHoldings {
  const head = rows.findIndex(({ cells }) => hasCell(cells, "Name") && hasCell(cells, "Weight"));
  if (head < 0) throw shapeChanged("No row of the sheet has the labels Name and Weight.");
  const labels = rows.slice(0, head);
  const ticker = besideLabel(labels, "Ticker Symbol:");
  if (ticker?.toLowerCase() !== fund)
    throw shapeChanged(`The file should be ${fund.toUpperCase()}'s; it says ${quoted(ticker ?? "nothing")}.`);
  return { fund, asOf: asOfIn(labels), stocks: stocksIn(rows.slice(head)) };
}

function hasCell(cells: SheetRow["cells"], text: string): boolean {
  return [...cells.values()].includes(text);
}

/** The next cell to the right of a label. */
function besideLabel(rows: readonly SheetRow[], label: string): string | null {
  for (const { cells } of rows) {
    const inOrder = [...cells].sort(([a], [b]) => a - b).map(([, text]) => text);
    const at = inOrder.indexOf(label);
    if (at >= 0) return inOrder[at + 1] ?? null;
  }
  return null;
}

function asOfIn(rows: readonly SheetRow[]): IsoDate {
  const text = besideLabel(rows, "Holdings:") ?? "";
  const [, day = "", word = "", year = ""] = /^As of (\d{1,2})-([a-z]{3,9})-(\d{4})$/i.exec(text) ?? [];
  const date = dateOf(year, monthNumber(word) ?? 0, day);
  if (date !== null) return date;
  throw shapeChanged(`Beside "Holdings:" stands no date such as As of 10-Sep-2026 but ${quoted(text)}.`);
}

function stocksIn([header, ...rows]: readonly SheetRow[]): ReadonlyMap<string, number> {
  const [name, ticker, weight] = ["Name", "Ticker", "Weight"].map((label) => placeOf(label, header!.cells));
  const stocks = new Map<string, number>();
  let total = 0;
  for (const [index, { number, cells }] of rows.entries()) {
    if (!cells.has(name!) || number !== header!.number + index + 1) break;
    const symbol = cells.get(ticker!) ?? "";
    const percent = weightIn(cells.get(weight!), symbol);
    total += percent;
    if (symbol === "-") continue;
    if (symbol === "" || percent < 0) throw shapeChanged(`Row ${number} has no ticker, or a weight below 0.`);
    if (stocks.has(symbol)) throw shapeChanged(`${quoted(symbol)} stands in the sheet twice.`);
    stocks.set(symbol, percent);
  }
  return demandWhole(stocks, total);
}

function placeOf(label: string, cells: SheetRow["cells"]): number {
  const places = [...cells.keys()];
  return places[columnOf({ names: [...cells.values()] }, label)]!;
}

function weightIn(text: string | undefined, symbol: string): number {
  const value = numberIn(text);
  if (value !== null && value <= 100) return value;
  throw shapeChanged(`The weight of ${quoted(symbol)} is no percentage but ${quoted(text ?? "")}.`);
}

function demandWhole(stocks: ReadonlyMap<string, number>, total: number): ReadonlyMap<string, number> {
  const own = [...stocks.values()].reduce((sum, percent) => sum + percent, 0);
  if (total >= WHOLE.least && total <= WHOLE.most && own >= WHOLE.stocks) return stocks;
  const found = `${total.toFixed(2)}, of which ${own.toFixed(2)} are stocks`;
  throw shapeChanged(`The weights sum to ${found}; 100 percent is expected, nearly all of it stocks.`);
}
