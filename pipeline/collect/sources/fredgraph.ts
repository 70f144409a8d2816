import { PipelineError } from "../../errors.ts";
import { isDate } from "../../finance/dates.ts";
import { type CellRow, type Columns, numberIn, readColumns } from "../read/columns.ts";
import { columnsOf, type DatedRow, inDateOrder, notDate } from "../read/dated-rows.ts";
import type { Asked, Errand, Page, Reading, Rows, Wanted, WireFormat } from "../wire-format.ts";
import { compare } from "./fred-observations.ts";
import { quoted, type Refusal, refusal, textOf } from "./fred-reply.ts";

/** Series in one request. */
const MOST_IDS = 12;
/** `DATE` until late 2024. */
const DATE_NAMES = ["observation_date", "DATE"];
const PLACE = "fredgraph.csv";

/** FRED without a key: the CSV behind its graphs, several series a file. Symbols are FRED ids. */
export const fredgraph: WireFormat = {
  id: "fredgraph",
  lagDays: 1,
  errands,
  read,
  failed({ status }) {
    if (status !== 404) return null;
    const reason =
      "fredgraph.csv is not found: so FRED answers when it does not have one of the ids in the address. Correct the symbol in content/sources.yaml.";
    return refusal("http_error", reason);
  },
};

/** Ids in sorted order, so that an address stays the same from day to day. */
function errands(wanted: readonly Wanted[], { from }: Asked): readonly Errand[] {
  const ids = [...new Set(wanted.map(({ symbol }) => symbol))].sort(compare);
  const groups = Array.from({ length: Math.ceil(ids.length / MOST_IDS) }, (_, index) =>
    ids.slice(index * MOST_IDS, (index + 1) * MOST_IDS),
  );
  return groups.map((group) => ({
    pages: [{ url: address(group, from), limitBytes: 8_000_000, gapMs: 2000 }],
    wanted: wanted.filter(({ symbol }) => group.includes(symbol)),
  }));
}

function address(ids: readonly string[], from: string): string {
  const list = ids.map(encodeURIComponent).join(",");
  return `https://fred.stlouisfed.org/graph/fredgraph.csv?id=${list}&cosd=${from}`;
}

function read([page]: readonly Page[], { wanted }: Errand): Reading {
  if (!page) return refusal("empty", "There is no page to read.");
  const text = textOf(page);
  if (typeof text !== "string") return text;
  if (!text.endsWith("\n"))
    return shapeChanged("fredgraph.csv does not end with a newline: it was cut short.");
  try {
    return readTable(readColumns(page.bytes, PLACE), headerOf(text), wanted);
  } catch (error) {
    if (error instanceof PipelineError) return shapeChanged(error.faults[0]?.message ?? error.message);
    throw error;
  }
}

function readTable(columns: Columns, header: readonly string[], wanted: readonly Wanted[]): Reading {
  const wrong = headerFault(header, wanted) ?? columns.faults[0]?.message ?? widthFault(columns, header);
  if (wrong) return shapeChanged(wrong);
  if (columns.rows.length === 0)
    return refusal("empty", "fredgraph.csv has a header and no rows: nothing in the time asked for.");
  const dateAt = columns.column(header[0]!);
  const found: Rows[] = [];
  for (const { series, symbol } of wanted) {
    const rows = readColumn(columns.rows, { dateAt, valueAt: columns.column(symbol), symbol });
    if (typeof rows === "string") return shapeChanged(rows);
    if (rows.length > 0) found.push({ series, ...columnsOf(rows) });
  }
  if (found.length === 0) return refusal("empty", "fredgraph.csv has rows, but no value in any of them.");
  return { verdict: "ok", rows: found, headlines: [], remarks: blankColumns(found, wanted) };
}

/** The rows of one series, or the sentence about the first one that cannot be read. */
function readColumn(
  table: readonly CellRow[],
  { dateAt, valueAt, symbol }: { readonly dateAt: number; readonly valueAt: number; readonly symbol: string },
): readonly DatedRow[] | string {
  const rows: DatedRow[] = [];
  for (const { line, cells } of table) {
    const date = cells[dateAt]!.trim();
    const value = numberIn(cells[valueAt]);
    if (!isDate(date)) return `Line ${line}: ${notDate(quoted(date)).message}`;
    if (Number.isNaN(value))
      return `Line ${line}: ${symbol} is not a number or empty; found ${quoted(cells[valueAt]!)}.`;
    rows.push({ date, value, line });
  }
  const ordered = inDateOrder(rows, { place: PLACE });
  return ordered.faults[0]?.message ?? ownSpan(ordered.rows);
}

/**
 * A row stands here because any of the series has that date. Outside its own span an empty cell says nothing of a series: before it, FRED
 * may have taken years away (ICE), after it, the value may be due tomorrow. As nulls they would blot out what is known.
 */
function ownSpan(rows: readonly DatedRow[]): readonly DatedRow[] {
  const first = rows.findIndex(({ value }) => value !== null);
  const last = rows.findLastIndex(({ value }) => value !== null);
  return first < 0 ? [] : rows.slice(first, last + 1);
}

function headerOf(text: string): readonly string[] {
  const [line = ""] = text.trimStart().split(/\r?\n/, 1);
  return line.split(",").map((name) => name.trim());
}

function headerFault(header: readonly string[], wanted: readonly Wanted[]): string | null {
  const [date = ""] = header;
  if (!DATE_NAMES.includes(date))
    return `The first column should be observation_date or DATE; found ${quoted(date)}.`;
  const absent = wanted.find(({ symbol }) => !header.includes(symbol));
  if (absent) return `${absent.symbol} is not among the columns ${quoted(header.join(", "))}.`;
  const twice = wanted.find(({ symbol }) => header.indexOf(symbol) !== header.lastIndexOf(symbol));
  return twice ? `There are two columns of the name ${twice.symbol}.` : null;
}

/** "4,17" would push a column's values into the next one, even where the last cell is empty. */
function widthFault({ rows }: Columns, header: readonly string[]): string | null {
  const odd = rows.find(({ cells }) => cells.length !== header.length);
  return odd ? `Line ${odd.line} has ${odd.cells.length} cells; the header has ${header.length}.` : null;
}

function blankColumns(found: readonly Rows[], wanted: readonly Wanted[]): string[] {
  const came = new Set(found.map(({ series }) => series));
  return wanted
    .filter(({ series }) => !came.has(series))
    .map(({ symbol }) => `The column ${symbol} of fredgraph.csv holds no value.`);
}

function shapeChanged(reason: string): Refusal {
  return refusal("shape_changed", reason);
}
