import { inNewYork } from "../../finance/new-york.ts";
import type { IsoDate, IsoInstant } from "../../model/unit.ts";
import { isoDateIn, numberIn } from "../read/cell.ts";
import { columnsOf, type DatedRow, eachDateOnce } from "../read/dated-rows.ts";
import { type DayRange, refuseOutsideRange } from "../read/day-range.ts";
import { looseTextOf, noText, onlyPage, refuseCutLine, refuseWebPage } from "../read/page-text.ts";
import { namesIn, plainTable } from "../read/plain-csv.ts";
import { empty, otherShape, readingOf, unreadable } from "../read/refusal.ts";
import { columnOf, refuseUneven, type Table, type TableRow } from "../read/table.ts";
import type { Asked, Errand, Page, Wanted, WireFormat } from "../wire-format.ts";

/**
 * Daily closes of stooq.com as CSV: `xlk.us`, `^spx`. Volume is absent for indices.
 *
 * Its prices are adjusted for splits and dividends alike, and change backwards with each of them: they serve as a level, and no price
 * return is offered here (`xlk.us@return`), since what a dividend took from the price cannot be told apart.
 *
 * @see shared/sources.md, section 5
 */
export const stooq: WireFormat = {
  id: "stooq",
  lagDays: 0,
  errands: (wanted, asked) => wanted.map((one) => ({ pages: [pageFor(one, asked)], wanted: [one] })),
  read: (pages, { wanted }) => readingOf(() => readCloses(onlyPage(pages), wanted[0]!)),
};

/** All of them are asked for: where one is gone, its name may stand over another. */
const COLUMNS = ["Date", "Open", "High", "Low", "Close"] as const;
type Column = (typeof COLUMNS)[number];
/** Warnings of the server's own program have stood above the header; more than this is another page. */
const HEADER_WITHIN_LINES = 20;
/** Quotes are a quarter of an hour old; by then the auction of 16:00 is in them. */
const CLOSE_IS_IN = "16:30";

function pageFor({ symbol }: Wanted, { from }: Asked): Errand["pages"][number] {
  const url = `https://stooq.com/q/d/l/?s=${encodeURIComponent(symbol)}&d1=${from.replaceAll("-", "")}&i=d`;
  return { url, limitBytes: 4_000_000, gapMs: 1000 };
}

function readCloses(page: Page, { series, symbol }: Wanted) {
  // Words in place of the table may be Polish, in whatever character set.
  const { above, table } = tableIn(looseTextOf(page, "CSV"), symbol);
  const at = placesIn(table);
  const days = table.rows.map((row) => dayIn(row, at));
  refuseOutsideRange(days.map(({ range }) => range));
  const { closes, running } = settled(eachDateOnce(days, symbol), page.at);
  if (closes.length === 0) throw empty(`The table of ${symbol} holds no settled close.`);
  const note = symbol.endsWith(".us") ? { note: "adjusted for splits and dividends" } : {};
  const remarks = [
    ...(above > 0 ? [`${above} lines of other text stand above the header.`] : []),
    ...running.map(
      ({ date }) => `The row of ${date} is left out: at ${page.at} its session was running or just over.`,
    ),
  ];
  return {
    rows: [{ series, ...columnsOf(closes), ...note }],
    remarks: remarks.map((remark) => `${symbol}: ${remark}`),
  };
}

/** The table, and how many lines stand above it. */
function tableIn(text: string, symbol: string): { readonly above: number; readonly table: Table } {
  const lines = text.split(/\r?\n/);
  const isHeader = (line: string) => COLUMNS.every((name) => namesIn(line).includes(name));
  const head = lines.slice(0, HEADER_WITHIN_LINES).findIndex(isHeader);
  if (head < 0) refuseSaid(text, symbol);
  refuseCutLine(text);
  const table = plainTable(lines, head);
  refuseUneven(table);
  return { above: head, table };
}

/** Words in place of the table, with status 200, in English or Polish. @throws Unreadable always */
function refuseSaid(text: string, symbol: string): never {
  const said = text.trim();
  if (/exceeded the daily hits limit|przekroczony dzienny limit/i.test(said))
    throw unreadable("rate_limited", "Stooq says that the daily limit of requests is exceeded.");
  if (/^(?:no data|brak danych)/i.test(said)) throw empty(`Stooq has no data for ${symbol} in this span.`);
  if (/\bapi ?key\b/i.test(said.slice(0, 500)))
    throw unreadable("auth", "Stooq asks for a key, which it gives to people only.");
  refuseWebPage(text, "CSV");
  if (text.includes("\ufffd")) throw noText("CSV");
  throw otherShape("The header is not there.", `the columns ${COLUMNS.join(", ")}`, said);
}

/** `value` is the close. */
interface Day extends DatedRow {
  readonly range: DayRange;
}

type Places = Readonly<Record<Column, number>>;

function placesIn(table: Table): Places {
  return Object.fromEntries(COLUMNS.map((name) => [name, columnOf(table, name)])) as Places;
}

function dayIn({ line, cells }: TableRow, at: Places): Day {
  const cell = (name: Column) => cells[at[name]]!;
  const price = (name: Column) => priceIn(cell(name), `${name} in line ${line}`);
  const date = isoDateIn(cell("Date"), `The date in line ${line}`);
  const close = price("Close");
  return { date, line, value: close, range: { low: price("Low"), high: price("High"), close } };
}

function priceIn(cell: string, name: string): number | null {
  const value = numberIn(cell);
  if (value === null || value > 0) return value;
  throw otherShape(`The ${name} is not a price.`, "a number above 0", cell);
}

/** A running session has a row too. In New York, where the last of our sessions ends, today's is a close after hours only. */
function settled(days: readonly Day[], at: IsoInstant) {
  const { date: today, time } = inNewYork(at);
  const isRunning = ({ date }: { readonly date: IsoDate }) =>
    date > today || (date === today && time < CLOSE_IS_IN);
  return { closes: days.filter((day) => !isRunning(day)), running: days.filter(isRunning) };
}
