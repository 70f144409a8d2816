import type { CsvError } from "csv-parse/sync";
import { PipelineError } from "../../errors.ts";
import { isDate } from "../../finance/dates.ts";
import { cleanTitle } from "../headlines/clean-text.ts";
import { numberIn } from "../read/cell.ts";
import { byDate, columnsOf } from "../read/dated-rows.ts";
import { quoted } from "../read/quoted.ts";
import { quotedRows } from "../read/quoted-csv.ts";
import {
  type FileRow,
  inDateOrder,
  isWithin,
  notDate,
  type RowFault,
  refuseAll,
  rowInvalid,
  type Unplaced,
} from "../read/row-faults.ts";
import { type TableRow, widthOf } from "../read/table.ts";
import type { Rows } from "../wire-format.ts";

const CDX_COLUMNS = ["date", "instrument", "series", "tenor", "spread_bp", "source", "entered_by"] as const;

/** Spreads in bp: of an index not named here, high yield among them, only a wide band is known. */
const PLAUSIBLE: Readonly<Record<string, readonly [number, number]>> = { "CDX.NA.IG": [20, 400] };
const PLAUSIBLE_ELSE = [1, 5000] as const;
/** Twice a year a new series: 45 in autumn 2025. */
const MOST_SERIES = 200;
const LONGEST_NAME = 80;

/** `value` is the spread in bp. */
interface Entered extends FileRow {
  /** `CDX.NA.IG.5Y`. */
  readonly id: string;
  /** The series on the run. */
  readonly onTheRun: number;
  readonly note: string;
}

type Cells = Readonly<Record<(typeof CDX_COLUMNS)[number], string>>;

/**
 * Index spreads that a person entered, `date,instrument,series,tenor,spread_bp,source,entered_by`, one row a day and index. Two series
 * for each, `CDX.NA.IG.5Y` in bp and `CDX.NA.IG.5Y.SERIES`; several of the same name where rows come from different sources or
 * people, because that is what their notes say.
 *
 * @throws PipelineError with every bad row: row-invalid, value-implausible, date-duplicate
 */
export function readCdxCsv(bytes: Uint8Array, place: string): Rows[] {
  const table = openTable(bytes, place);
  const faults: RowFault[] = [...table.faults];
  const entered = table.rows.flatMap(({ line, cells }): Entered[] => {
    const wrong = faultsIn(cells);
    faults.push(...wrong.map((fault) => ({ ...fault, place: `${place}:${line}` })));
    return wrong.length > 0 ? [] : [enteredIn(cells, line)];
  });
  const byIndex = Map.groupBy(entered, ({ id }) => id);
  for (const [id, rows] of byIndex) faults.push(...inDateOrder(rows, { place, of: id }).faults);
  refuseAll(faults, place);
  return [...byIndex.values()].flatMap(byNote).flatMap(seriesOf);
}

interface NamedTable {
  readonly rows: readonly { readonly line: number; readonly cells: Cells }[];
  /** Rows with more or fewer cells than there are names. */
  readonly faults: readonly RowFault[];
}

/** @throws PipelineError if it is no table, or has other columns */
function openTable(bytes: Uint8Array, place: string): NamedTable {
  const [head, ...rows] = rowsIn(new TextDecoder().decode(bytes), place);
  const names = head?.cells ?? [];
  const missing = CDX_COLUMNS.filter((name) => names.filter((one) => one === name).length !== 1);
  if (missing.length > 0) {
    const message = `The columns ${CDX_COLUMNS.join(", ")} are expected once each; not so: ${missing.join(", ")}.`;
    throw new PipelineError({ ...rowInvalid(message), place: `${place}:${head?.line ?? 1}` });
  }
  const isEven = ({ cells }: TableRow) => cells.length === names.length;
  const uneven = rows.filter((row) => !isEven(row));
  return {
    rows: rows.filter(isEven).map(({ line, cells }) => ({ line, cells: cellsByName(cells, names) })),
    faults: uneven.map((row) => {
      return { ...rowInvalid(`The row has ${widthOf(row, { names })}.`), place: `${place}:${row.line}` };
    }),
  };
}

function rowsIn(text: string, place: string): readonly TableRow[] {
  try {
    return quotedRows(text);
  } catch (cause) {
    const { lines } = cause as CsvError & { readonly lines?: number };
    const fault = rowInvalid("A quoted cell does not end, or has something after its quote.");
    throw new PipelineError({ ...fault, place: `${place}:${lines ?? 1}`, cause });
  }
}

function cellsByName(cells: readonly string[], names: readonly string[]): Cells {
  return Object.fromEntries(names.map((name, index) => [name, cells[index]!])) as Cells;
}

function faultsIn(row: Cells): Unplaced[] {
  const { date, instrument, tenor, series, source, entered_by } = row;
  const faults: Unplaced[] = isDate(date) ? [] : [notDate(date)];
  if (!/^[A-Za-z]+(?:\.[A-Za-z]+)*$/.test(instrument))
    faults.push(expected("An instrument such as CDX.NA.IG", instrument));
  if (!/^\d{1,2}Y$/.test(tenor)) faults.push(expected("A tenor such as 5Y", tenor));
  faults.push(...spreadFaults(row));
  if (!isSeriesNumber(numberIn(series)))
    faults.push(expected("The number of the series on the run, such as 45,", series));
  if (wordsOf(source) === null) faults.push(expected("The source of the number, in some words,", source));
  if (wordsOf(entered_by) === null) faults.push(expected("The name of who entered the number", entered_by));
  return faults;
}

function spreadFaults({ instrument, spread_bp }: Cells): Unplaced[] {
  const spread = numberIn(spread_bp);
  if (spread === null || Number.isNaN(spread)) return [expected("A spread in bp such as 52.5", spread_bp)];
  const bounds = PLAUSIBLE[instrument] ?? PLAUSIBLE_ELSE;
  if (isWithin(spread, bounds)) return [];
  const message = `A spread of ${spread} bp is outside the plausible ${bounds[0]} to ${bounds[1]}.`;
  return [{ code: "value-implausible", message, remedy: "A spread is in basis points: 52.5, not 0.525." }];
}

/** Of cells without a fault. */
function enteredIn(
  { date, instrument, tenor, spread_bp, series, source, entered_by }: Cells,
  line: number,
): Entered {
  const note = `from ${wordsOf(source)}, entered by ${wordsOf(entered_by)}`;
  const id = `${instrument}.${tenor}`;
  return { date, id, line, value: numberIn(spread_bp), onTheRun: numberIn(series)!, note };
}

function wordsOf(cell: string): string | null {
  const cleaned = cleanTitle(cell, LONGEST_NAME);
  return "text" in cleaned ? cleaned.text : null;
}

function isSeriesNumber(value: number | null): boolean {
  return value !== null && Number.isInteger(value) && value >= 1 && value <= MOST_SERIES;
}

function expected(what: string, found: string): Unplaced {
  return rowInvalid(`${what} is expected; found ${quoted(found)}.`);
}

/** Rows of one index by what their notes say, each in the order of dates. */
function byNote(rows: readonly Entered[]): Entered[][] {
  return [...Map.groupBy(rows, ({ note }) => note).values()].map((same) => same.sort(byDate));
}

function seriesOf(rows: readonly Entered[]): Rows[] {
  const [{ id, note }] = rows as [Entered];
  const onTheRun = rows.map((row) => ({ ...row, value: row.onTheRun }));
  return [
    { series: id, ...columnsOf(rows), note },
    { series: `${id}.SERIES`, ...columnsOf(onTheRun), note },
  ];
}
