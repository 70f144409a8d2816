import { isDate } from "../../finance/dates.ts";
import { inNewYork } from "../../finance/new-york.ts";
import type { IsoDate, IsoInstant } from "../../model/unit.ts";
import { numberIn } from "../read/columns.ts";
import type { Asked, Errand, Page, Reading, Wanted, WireFormat } from "../wire-format.ts";
import { type DayRange, refuseOutsideRange } from "./prices/day-range.ts";
import { otherShape, readingOf, refuseHtml, textOf, Unreadable } from "./prices/reply.ts";

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
  read: (pages, errand) => readingOf(() => readCloses(pages, errand)),
};

/** All of them are asked for: where one is gone, its name may stand over another. */
const COLUMNS = ["Date", "Open", "High", "Low", "Close"] as const;
const EXPECTED = `a table with the columns ${COLUMNS.join(", ")}`;
/** Warnings of the server's own program have stood above the header; more than this is another page. */
const HEADER_WITHIN_LINES = 20;
/** Quotes are a quarter of an hour old; by then the auction of 16:00 is in them. */
const CLOSE_IS_IN = "16:30";

function pageFor({ symbol }: Wanted, { from }: Asked): Errand["pages"][number] {
  const url = `https://stooq.com/q/d/l/?s=${encodeURIComponent(symbol)}&d1=${from.replaceAll("-", "")}&i=d`;
  return { url, limitBytes: 4_000_000, gapMs: 1000 };
}

function readCloses([page]: readonly Page[], { wanted: [one] }: Errand): Reading {
  if (!page || !one) throw new Unreadable("empty", "Nothing was asked, and nothing came.");
  const text = textOf(page).replace(/^\uFEFF/, "");
  const table = tableIn(text, one.symbol);
  const { closes, running } = settled(table, page.at);
  const note = one.symbol.endsWith(".us") ? "adjusted for splits and dividends" : null;
  const rows = {
    series: one.series,
    dates: closes.map(({ date }) => date),
    values: closes.map(({ value }) => value),
    lines: closes.map(({ line }) => line),
    ...(note && { note }),
  };
  if (closes.length === 0)
    throw new Unreadable("empty", `The table of ${one.symbol} holds no settled close.`);
  const remarks = [
    ...(table.head > 0 ? [`${table.head} lines of other text stand above the header.`] : []),
    ...running.map(
      (date) => `The row of ${date} is left out: at ${page.at} its session was running or just over.`,
    ),
  ];
  return {
    verdict: "ok",
    rows: [rows],
    headlines: [],
    remarks: remarks.map((text) => `${one.symbol}: ${text}`),
  };
}

interface Close {
  readonly date: IsoDate;
  readonly value: number | null;
  readonly range: DayRange;
  readonly line: number;
}

interface Table {
  /** Index of the header's line. */
  readonly head: number;
  /** Oldest first, each date once. */
  readonly closes: readonly Close[];
}

function tableIn(text: string, symbol: string): Table {
  const lines = text.split(/\r?\n/);
  const isHeader = (line: string) => COLUMNS.every((name) => namesIn(line).includes(name));
  const head = lines.slice(0, HEADER_WITHIN_LINES).findIndex(isHeader);
  if (head < 0) throw noTable(text, symbol);
  if (!text.endsWith("\n"))
    throw otherShape("The table was cut short.", "a line break after the last row", lines.at(-1));
  const names = namesIn(lines[head]!);
  const closes = lines.flatMap((line, index) =>
    index > head && line.trim() !== "" ? [closeIn(line, names, index + 1)] : [],
  );
  refuseOutsideRange(closes.map(({ range }) => range));
  return { head, closes: eachDateOnce(closes) };
}

function namesIn(line: string): string[] {
  return line.split(",").map((name) => name.trim());
}

/** Soft errors come with status 200, in English or Polish. */
function noTable(text: string, symbol: string): Unreadable {
  const said = text.trim();
  if (/exceeded the daily hits limit|przekroczony dzienny limit/i.test(said))
    return new Unreadable("rate_limited", "Stooq says that the daily limit of requests is exceeded.");
  if (/^(?:no data|brak danych)/i.test(said))
    return new Unreadable("empty", `Stooq has no data for ${symbol} in this span.`);
  if (/\bapi ?key\b/i.test(said.slice(0, 500)))
    return new Unreadable("auth", "Stooq asks for a key, which it gives to people only.");
  refuseHtml(text, EXPECTED);
  return otherShape("The header is not there.", EXPECTED, said);
}

function closeIn(line: string, names: readonly string[], number: number): Close {
  const cells = line.split(",");
  if (cells.length !== names.length)
    throw otherShape(
      `Line ${number} has another number of cells than the header.`,
      `${names.length} cells`,
      line,
    );
  const cell = (name: (typeof COLUMNS)[number]) => cells[names.indexOf(name)]!.trim();
  const price = (name: (typeof COLUMNS)[number]) => priceIn(cell(name), `${name} in line ${number}`);
  const date = cell("Date");
  if (!isDate(date)) throw otherShape(`Line ${number} has no date.`, "one such as 2025-11-05", date);
  const close = price("Close");
  return { date, value: close, range: { low: price("Low"), high: price("High"), close }, line: number };
}

function priceIn(cell: string, name: string): number | null {
  const value = numberIn(cell);
  if (value === null || value > 0) return value;
  throw otherShape(`The ${name} is not a price.`, "a number above 0", cell);
}

function eachDateOnce(closes: readonly Close[]): Close[] {
  const sorted = [...closes].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : a.line - b.line));
  return sorted.filter((close, index) => {
    const before = sorted[index - 1];
    if (before?.date !== close.date) return true;
    if (before.value === close.value) return false;
    throw otherShape(`${close.date} stands twice.`, `one close, ${before.value}`, String(close.value));
  });
}

/** A running session has a row too. In New York, where the last of our sessions ends, today's is a close after hours only. */
function settled(
  { closes }: Table,
  at: IsoInstant,
): { closes: readonly Close[]; running: readonly IsoDate[] } {
  const { date: today, time } = inNewYork(at);
  const isRunning = ({ date }: Close) => date > today || (date === today && time < CLOSE_IS_IN);
  const ended = closes.filter((close) => !isRunning(close));
  return { closes: ended, running: closes.filter(isRunning).map(({ date }) => date) };
}
