import { usDateIn, valueIn } from "../read/cell.ts";
import { type DatedRow, refuseFuture, rowsOf } from "../read/dated-rows.ts";
import { refuseUnknown } from "../read/known-symbols.ts";
import { onlyPage, refuseCutLine, textOf } from "../read/page-text.ts";
import { quotedTable } from "../read/quoted-csv.ts";
import { empty, readingOf } from "../read/refusal.ts";
import { columnOf } from "../read/table.ts";
import type { Page, WireFormat } from "../wire-format.ts";

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
    const held = [...COLUMNS.keys()].map((symbol) => ({
      pages: [{ url: `${FOLDER}/${symbol}_History.csv`, limitBytes: 4_000_000, gapMs: 500 }],
      wanted: wanted.filter((each) => each.symbol === symbol),
    }));
    return held.filter((errand) => errand.wanted.length > 0);
  },
  read: (pages, { wanted }) =>
    readingOf(() => {
      const found = closesIn(onlyPage(pages), COLUMNS.get(wanted[0]!.symbol)!);
      return { rows: wanted.map((each) => rowsOf(each, found)) };
    }),
};

function closesIn(page: Page, column: string): readonly DatedRow[] {
  const text = textOf(page, "CSV");
  const table = quotedTable(text);
  const [dateAt, closeAt] = [columnOf(table, "DATE"), columnOf(table, column)];
  refuseCutLine(text);
  if (table.rows.length === 0) throw empty("The file has a header and no row.");
  const closes = table.rows.map(({ line, cells }) => {
    const date = usDateIn(cells[dateAt] ?? "", `The date in line ${line}`);
    return { date, line, value: valueIn(cells[closeAt] ?? "", `${column} of ${date}`) };
  });
  refuseFuture(closes, page);
  return closes;
}
