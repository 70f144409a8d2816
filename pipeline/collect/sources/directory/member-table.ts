import { isDate } from "../../../finance/dates.ts";
import { cleanDecimal } from "../../../finance/rounding.ts";
import { tradingDayAfter, tradingDayBefore } from "../../../finance/trading-days.ts";
import type { Holidays } from "../../../model/holidays.ts";
import type { Origin, Series } from "../../../model/series.ts";
import type { IsoDate } from "../../../model/unit.ts";
import { numberIn } from "../../read/cell.ts";
import { readColumns } from "../../read/columns.ts";
import { columnsOf } from "../../read/dated-rows.ts";
import {
  type FileRow,
  notDate,
  type RowFault,
  refuseAll,
  rowInvalid,
  type Unplaced,
} from "../../read/row-faults.ts";
import { companyOf } from "../../read/share-classes.ts";
import type { Span } from "./keyed-table.ts";

/** Fewer companies are no index of five hundred: the day's table is cut, and shares of it would be too large. */
const LEAST_COMPANIES = 450;

/** `value` is the company's market value in dollars. */
interface MemberRow extends FileRow {
  readonly symbol: string;
}

/**
 * A table with a row per day and member of the index, as one series a company: its weight in percent at the close of a trading day,
 * `100 * market value / sum over companies`, dated on the next trading day, to which it applies. A trading day that is not in the
 * table leaves the next one without weights. Rows may come in any order.
 *
 * @throws PipelineError with every bad row of the days that are looked at: row-invalid, date-duplicate
 */
export function readMemberTable(
  bytes: Uint8Array,
  origin: Origin,
  { from, to }: Span,
  nyse: Holidays,
): Series[] {
  // Weights of a day are those of the close before; where the calendar does not reach, nobody can say which day that is.
  const first = from > nyse.knownFrom ? tradingDayBefore(from, nyse) : nyse.knownFrom;
  const before = { from: first, to: tradingDayBefore(to, nyse) };
  const rows = rowsWithin(bytes, origin.place, before);
  const weights = [...Map.groupBy(rows, ({ date }) => date).values()].flatMap((day) => weightsOf(day, nyse));
  return [...Map.groupBy(weights, ({ symbol }) => symbol)].map(([symbol, own]) => ({
    id: `SPX.MEMBER.${symbol}.WEIGHT`,
    name: `${symbol}, weight in the S&P 500`,
    unit: "percent",
    calendar: "nyse",
    ...columnsOf(own.sort((a, b) => (a.date < b.date ? -1 : 1))),
    origins: [origin],
  }));
}

function rowsWithin(bytes: Uint8Array, place: string, span: Span): readonly MemberRow[] {
  const columns = readColumns(withinSpan(bytes, span), place);
  const at = ["date", "symbol", "market_cap"].map((name) => columns.column(name));
  const faults: RowFault[] = [...columns.faults];
  const seen = new Map<string, number>();
  const rows = columns.rows.flatMap(({ line, cells }): MemberRow[] => {
    const [date = "", symbol = "", value] = at.map((index) => (cells[index] ?? "").trim());
    if (isDate(date) && (date < span.from || date > span.to)) return [];
    const row = { date, symbol, line, value: numberIn(value) };
    const wrong = rowFault(row) ?? twiceFault(row, seen);
    if (wrong) faults.push({ ...wrong, place: `${place}:${line}` });
    seen.set(`${date} ${symbol}`, line);
    return wrong ? [] : [row];
  });
  refuseAll(faults, place);
  return rows;
}

/**
 * The same file with the rows of other days blank, where dates stand first: of thirty thousand rows an issue needs a few hundred, and
 * to cut all into cells takes longer than everything else. Lines keep their numbers.
 */
function withinSpan(bytes: Uint8Array, { from, to }: Span): Uint8Array {
  const known = new Map<string, boolean>();
  const isOther = (line: string) => {
    if (line[10] !== ",") return false;
    const date = line.slice(0, 10);
    const other = known.get(date) ?? ((date < from || date > to) && isDate(date));
    known.set(date, other);
    return other;
  };
  const lines = new TextDecoder().decode(bytes).split("\n");
  return new TextEncoder().encode(lines.map((line) => (isOther(line) ? "" : line)).join("\n"));
}

function rowFault({ date, symbol, value }: MemberRow): Unplaced | null {
  if (!isDate(date)) return notDate(date);
  if (symbol === "") return rowInvalid("A row names no symbol.");
  if (value === null || value > 0) return null;
  const message = `The market value of ${symbol} is not a number above zero.`;
  return rowInvalid(message, "Correct the row, or leave the cell empty for no observation.");
}

function twiceFault({ date, symbol }: MemberRow, seen: ReadonlyMap<string, number>): Unplaced | null {
  const before = seen.get(`${date} ${symbol}`);
  if (before === undefined) return null;
  const message = `${date} of ${symbol} stands here and in line ${before}.`;
  return { code: "date-duplicate", message, remedy: "Keep one of the two rows." };
}

/** The weights of one day's companies, dated on the trading day after it; none of a table that is cut. */
function weightsOf(day: readonly MemberRow[], nyse: Holidays): readonly MemberRow[] {
  const companies = Map.groupBy(
    day.filter(({ value }) => value !== null),
    ({ symbol }) => companyOf(symbol),
  );
  if (companies.size < LEAST_COMPANIES) return [];
  const values = [...companies].map(([symbol, classes]) => ({
    symbol,
    classes,
    value: companyValue(classes),
  }));
  const total = values.reduce((sum, { value }) => sum + value, 0);
  const date: IsoDate = tradingDayAfter(day[0]!.date, nyse);
  return values.map(({ symbol, classes, value }) => {
    return { date, symbol, line: classes[0]!.line, value: cleanDecimal((100 * value) / total) };
  });
}

/** Each class carries the whole company's value and states the company at its own price: the mean of them. */
function companyValue(classes: readonly MemberRow[]): number {
  return classes.reduce((sum, { value }) => sum + value!, 0) / classes.length;
}
