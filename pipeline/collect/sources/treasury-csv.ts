import type { IsoDate } from "../../model/unit.ts";
import { usDateIn, valueIn } from "../read/cell.ts";
import { endsWithNewline, textOf } from "../read/page-text.ts";
import { quotedTable } from "../read/quoted-csv.ts";
import { shapeChanged } from "../read/refusal.ts";
import { columnOf, hasColumn, type Table, type TableRow, widthOf } from "../read/table.ts";
import { curveFormat } from "./treasury/curve-format.ts";
import type { CurveDay } from "./treasury/curve-rows.ts";
import { type CurveQuestion, NOMINAL, type Tenor } from "./treasury/curves.ts";

const ADDRESS =
  "https://home.treasury.gov/resource-center/data-chart-center/interest-rates/daily-treasury-rates.csv/{year}/all?type={curve}&field_tdr_date_value={year}&page&_format=csv";

/** Par and real yield curves of the US Treasury as CSV, newest day first. */
export const treasuryCsv = curveFormat("treasury-csv", ADDRESS, (question) => {
  const text = textOf(question.page, "CSV");
  const sheet = sheetOf(quotedTable(text), question);
  if (!endsWithNewline(text)) refuseCut(sheet, question.year);
  const lines = sheet.table.rows.map((row) => lineOf(sheet, row));
  return {
    days: lines.flatMap(({ day }) => day ?? []),
    remarks: lines.flatMap(({ remark }) => remark ?? []),
  };
});

/** A table with the places of its columns. */
interface Sheet {
  readonly table: Table;
  readonly dateAt: number;
  readonly tenors: readonly { readonly tenor: Tenor; readonly at: number }[];
}

/** Every tenor that the table has; the wanted ones it must have. */
function sheetOf(table: Table, { curve, wanted }: CurveQuestion): Sheet {
  const dateAt = columnOf(table, "Date");
  // Both curves have a "10 Yr", but only the nominal one has maturities below five years.
  if (hasColumn(table, "1 Yr") !== (curve === NOMINAL))
    throw shapeChanged(`The columns are not those of ${curve.id}: "1 Yr" tells the nominal curve.`);
  const symbols = new Set(wanted.map(({ symbol }) => symbol));
  const tenors = curve.tenors
    .filter(({ symbol, column }) => symbols.has(symbol) || hasColumn(table, column))
    .map((tenor) => ({ tenor, at: columnOf(table, tenor.column) }));
  return { table, dateAt, tenors };
}

/** What a line of the table tells of. */
interface Told {
  readonly day: CurveDay | null;
  readonly remark: string | null;
}

function lineOf({ table, dateAt, tenors }: Sheet, row: TableRow): Told {
  const { line, cells } = row;
  const date = dateIn(row, dateAt);
  const values = tenors.map(({ tenor: { symbol, column }, at }): [string, number | null] => [
    symbol,
    valueIn(cells[at] ?? "", `${column} of ${date}`),
  ]);
  const day = { date, line, values: new Map(values) };
  if (cells.length === table.names.length) return { day, remark: null };
  const short = widthOf(row, table);
  // A cell that is not there for a tenor younger than the row may be missing in the middle, and all after it stand one column off.
  if (tenors.some(({ tenor: { since } }) => since > date))
    return { day: null, remark: `Passed over ${date}: ${short}, and which are missing cannot be told.` };
  return { day, remark: `${date} has ${short}: the last ones are taken as missing.` };
}

function dateIn({ line, cells }: TableRow, dateAt: number): IsoDate {
  return usDateIn(cells[dateAt] ?? "", `The date in line ${line}`);
}

/**
 * The Treasury sends no newline after the last line, so its absence alone does not tell a cut. The newest day comes first: a page that is
 * whole ends with the first days of its year, with as many cells as names and as many decimals as the line above.
 */
function refuseCut({ table, dateAt }: Sheet, year: string): void {
  const last = table.rows.at(-1);
  if (!last) return;
  const above = table.rows.at(-2)?.cells.at(-1) || "0.00";
  const isWhole =
    last.cells.length === table.names.length &&
    decimalsOf(last.cells.at(-1) ?? "") === decimalsOf(above) &&
    isFirstWeek(dateIn(last, dateAt), year);
  if (!isWhole)
    throw shapeChanged(`The page is cut short in line ${last.line}, or does not reach back to January.`);
}

function decimalsOf(cell: string): number {
  return /\.(\d+)$/.exec(cell)?.[1]?.length ?? 0;
}

function isFirstWeek(date: IsoDate, year: string): boolean {
  return date >= `${year}-01-01` && date <= `${year}-01-07`;
}
