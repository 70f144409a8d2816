import type { Errand, Wanted, WireFormat } from "../wire-format.ts";
import { columnOf, readTable, refuseCutLine } from "./csv-table.ts";
import { type Found, refuseFuture, refuseUnknown, rowsOf, usDate, valueIn } from "./found-rows.ts";
import { textOf } from "./page-text.ts";
import { readingOf, Unreadable } from "./unreadable.ts";

const FOLDER = "https://cdn.cboe.com/api/global/us_indices/daily_prices";

/** Where the close stands in each index's file. */
const COLUMNS: ReadonlyMap<string, string> = new Map([
  ["VIX", "CLOSE"],
  ["SKEW", "SKEW"],
]);

/** Closes of Cboe's indices since 1990, in index points: a whole history, some 500 kB, for each. */
export const cboe: WireFormat = {
  id: "cboe",
  lagDays: 0,
  errands(wanted) {
    refuseUnknown(wanted, { source: "cboe", isKnown: (symbol) => COLUMNS.has(symbol), example: "VIX" });
    return [...COLUMNS.keys()].flatMap((symbol) =>
      errandOf(
        symbol,
        wanted.filter((each) => each.symbol === symbol),
      ),
    );
  },
  read: ([page], { wanted }) =>
    readingOf(() => {
      const text = textOf(page!, "CSV");
      const found = closesIn(text, COLUMNS.get(wanted[0]!.symbol)!);
      refuseFuture(
        found.map(({ date }) => date),
        page!,
      );
      return { rows: wanted.map((each) => rowsOf(each, found)), remarks: [] };
    }),
};

function errandOf(symbol: string, wanted: readonly Wanted[]): Errand[] {
  if (wanted.length === 0) return [];
  return [{ pages: [{ url: `${FOLDER}/${symbol}_History.csv`, limitBytes: 4_000_000, gapMs: 500 }], wanted }];
}

function closesIn(text: string, column: string): Found[] {
  const table = readTable(text);
  const [dateAt, closeAt] = [columnOf(table, "DATE"), columnOf(table, column)];
  refuseCutLine(text);
  if (table.rows.length === 0) throw new Unreadable("empty", "The file has a header and no row.");
  return table.rows.map(({ line, cells }) => {
    const date = usDate(cells[dateAt] ?? "", `Line ${line}`);
    return { date, line, value: valueIn(cells[closeAt] ?? "", `${column} of ${date}`) };
  });
}
