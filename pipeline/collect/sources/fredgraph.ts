import { isoDateIn, numberIn } from "../read/cell.ts";
import { columnsOf, type DatedRow, eachDateOnce } from "../read/dated-rows.ts";
import { onlyPage, refuseCutLine, textOf } from "../read/page-text.ts";
import { plainTable } from "../read/plain-csv.ts";
import { quoted } from "../read/quoted.ts";
import { empty, readingOf, shapeChanged } from "../read/refusal.ts";
import { columnOf, refuseUneven, type Table } from "../read/table.ts";
import type { Asked, Errand, Page, Rows, Wanted, WireFormat } from "../wire-format.ts";

/** Series in one request. */
const MOST_IDS = 12;
/** `DATE` until late 2024. */
const DATE_NAMES = ["observation_date", "DATE"];

/** FRED without a key: the CSV behind its graphs, several series a file. Symbols are FRED ids. */
export const fredgraph: WireFormat = {
  id: "fredgraph",
  lagDays: 1,
  errands,
  read: (pages, { wanted }) => readingOf(() => readTable(tableOf(onlyPage(pages)), wanted)),
  failed({ status }) {
    if (status !== 404) return null;
    const reason =
      "fredgraph.csv is not found: so FRED answers when it does not have one of the ids in the address. Correct the symbol in content/sources.yaml.";
    return { verdict: "http_error", reason };
  },
};

/** Ids in sorted order, so that an address stays the same from day to day. */
function errands(wanted: readonly Wanted[], { from }: Asked): readonly Errand[] {
  const ids = [...new Set(wanted.map(({ symbol }) => symbol))].sort();
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

function tableOf(page: Page): Table {
  const text = textOf(page, "CSV");
  refuseCutLine(text);
  return plainTable(text.split(/\r?\n/));
}

function readTable(table: Table, wanted: readonly Wanted[]) {
  const [first = ""] = table.names;
  if (!DATE_NAMES.includes(first))
    throw shapeChanged(`The first column should be observation_date or DATE; found ${quoted(first)}.`);
  const columns = wanted.map(({ symbol }) => columnOf(table, symbol));
  refuseUneven(table);
  if (table.rows.length === 0)
    throw empty("fredgraph.csv has a header and no rows: nothing in the time asked for.");
  const dates = table.rows.map(({ line, cells }) => isoDateIn(cells[0]!, `The date in line ${line}`));
  const all = wanted.map(({ series, symbol }, index): Rows => {
    const rows = table.rows.map(({ line, cells }, row): DatedRow => {
      return { date: dates[row]!, line, value: rateIn(cells[columns[index]!]!, symbol, line) };
    });
    return { series, ...columnsOf(ownSpan(eachDateOnce(rows, symbol))) };
  });
  const rows = all.filter((one) => one.dates.length > 0);
  if (rows.length === 0) throw empty("fredgraph.csv has rows, but no value in any of them.");
  return { rows, remarks: wanted.flatMap(({ symbol }, index) => blankColumn(all[index]!, symbol)) };
}

function rateIn(cell: string, symbol: string, line: number): number | null {
  const value = numberIn(cell);
  if (!Number.isNaN(value)) return value;
  throw shapeChanged(`Line ${line}: ${symbol} is not a number or empty; found ${quoted(cell)}.`);
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

function blankColumn({ dates }: Rows, symbol: string): string[] {
  return dates.length > 0 ? [] : [`The column ${symbol} of fredgraph.csv holds no value.`];
}
