import type { IsoDate } from "../../model/unit.ts";
import type { WireFormat } from "../wire-format.ts";
import { columnOf, hasColumn, readTable, type Table, type TableRow } from "./csv-table.ts";
import { usDate, valueIn } from "./found-rows.ts";
import { textOf } from "./page-text.ts";
import { type CurveYear, curveErrands, curveYearOf, NOMINAL, type Tenor } from "./treasury-curves.ts";
import { type CurveDay, curveRows } from "./treasury-days.ts";
import { readingOf, shapeChanged } from "./unreadable.ts";

const ADDRESS =
  "https://home.treasury.gov/resource-center/data-chart-center/interest-rates/daily-treasury-rates.csv/{year}/all?type={curve}&field_tdr_date_value={year}&page&_format=csv";

/** Par and real yield curves of the US Treasury, in percent, as CSV, newest day first: a page for each curve and year. */
export const treasuryCsv: WireFormat = {
  id: "treasury-csv",
  lagDays: 0,
  errands: (wanted, asked) =>
    curveErrands(wanted, asked, ({ curve, year }) =>
      ADDRESS.replace("{curve}", curve.id).replaceAll("{year}", year),
    ),
  read: (pages, errand) =>
    readingOf(() => {
      const page = pages[0]!;
      const asked = curveYearOf(errand);
      const text = textOf(page, "CSV");
      const sheet = sheetOf(readTable(text), asked, new Set(errand.wanted.map(({ symbol }) => symbol)));
      if (!/[\r\n]$/.test(text)) refuseCut(sheet, asked);
      const lines = sheet.table.rows.map((row) => lineOf(sheet, row));
      const days = lines.flatMap(({ day }) => day ?? []);
      const { rows, remarks } = curveRows({ ...asked, page, wanted: errand.wanted, days });
      return { rows, remarks: [...remarks, ...lines.flatMap(({ remark }) => remark ?? [])] };
    }),
};

/** A table with the places of its columns. */
interface Sheet {
  readonly table: Table;
  readonly dateAt: number;
  readonly tenors: readonly { readonly tenor: Tenor; readonly at: number }[];
}

/** Every tenor that the table has; the wanted ones it must have. */
function sheetOf(table: Table, { curve }: CurveYear, wanted: ReadonlySet<string>): Sheet {
  const dateAt = columnOf(table, "Date");
  // Both curves have a "10 Yr", but only the nominal one has maturities below five years.
  if (hasColumn(table, "1 Yr") !== (curve === NOMINAL)) {
    throw shapeChanged(`The columns are not those of ${curve.id}: "1 Yr" tells the nominal curve.`);
  }
  const tenors = curve.tenors
    .filter(({ symbol, column }) => wanted.has(symbol) || hasColumn(table, column))
    .map((tenor) => ({ tenor, at: columnOf(table, tenor.column) }));
  return { table, dateAt, tenors };
}

/** What a line of the table tells of. */
interface Told {
  readonly day: CurveDay | null;
  readonly remark: string | null;
}

function lineOf({ table, dateAt, tenors }: Sheet, { line, cells }: TableRow): Told {
  const date = usDate(cells[dateAt] ?? "", `Line ${line}`);
  const values = tenors.map(({ tenor: { symbol, column }, at }): [string, number | null] => [
    symbol,
    valueIn(cells[at] ?? "", `${column} of ${date}`),
  ]);
  const day = { date, line, values: new Map(values) };
  if (cells.length === table.names.length) return { day, remark: null };
  const short = `${cells.length} cells where the header has ${table.names.length} names`;
  // A cell that is not there for a tenor younger than the row may be missing in the middle, and all after it stand one column off.
  if (tenors.some(({ tenor: { since } }) => since > date)) {
    return { day: null, remark: `Passed over ${date}: ${short}, and which are missing cannot be told.` };
  }
  return { day, remark: `${date} has ${short}: the last ones are taken as missing.` };
}

/**
 * The Treasury sends no newline after the last line, so its absence alone does not tell a cut. The newest day comes first: a page that is
 * whole ends with the first days of its year, with as many cells as names and as many decimals as the line above.
 */
function refuseCut({ table, dateAt }: Sheet, { year }: CurveYear): void {
  const last = table.rows.at(-1);
  if (!last) return;
  const above = table.rows.at(-2)?.cells.at(-1) || "0.00";
  const isWhole =
    last.cells.length === table.names.length &&
    decimalsOf(last.cells.at(-1) ?? "") === decimalsOf(above) &&
    isFirstWeek(usDate(last.cells[dateAt] ?? "", `Line ${last.line}`), year);
  if (!isWhole)
    throw shapeChanged(`The page is cut short in line ${last.line}, or does not reach back to January.`);
}

function decimalsOf(cell: string): number {
  return /\.(\d+)$/.exec(cell)?.[1]?.length ?? 0;
}

function isFirstWeek(date: IsoDate, year: string): boolean {
  return date >= `${year}-01-01` && date <= `${year}-01-07`;
}
