import { type CsvError, parse } from "csv-parse/sync";
import { type FaultDetail, PipelineError } from "../../errors.ts";
import { isDate } from "../../finance/dates.ts";
import { cleanTitle } from "../headlines/clean-text.ts";
import { numberIn, refuseAll } from "../read/columns.ts";
import { addTo, columnsOf, type DatedRow, inDateOrder, notDate } from "../read/dated-rows.ts";
import type { Rows } from "../wire-format.ts";
import { quoted } from "./quoted.ts";

export const CDX_COLUMNS = "date,instrument,series,tenor,spread_bp,source,entered_by".split(",");

/** Spreads in bp: of an index not named here, high yield among them, only a wide band is known. */
const PLAUSIBLE: Readonly<Record<string, readonly [number, number]>> = { "CDX.NA.IG": [20, 400] };
const PLAUSIBLE_ELSE = [1, 5000] as const;
/** Twice a year a new series: 45 in autumn 2025. */
const MOST_SERIES = 200;
const LONGEST_NAME = 80;

interface Entered {
  readonly date: string;
  /** `CDX.NA.IG.5Y`. */
  readonly id: string;
  readonly line: number;
  readonly spread: number;
  /** The series on the run. */
  readonly onTheRun: number;
  readonly note: string;
}

type Cells = Readonly<Record<string, string>>;
type Unplaced = Omit<FaultDetail, "place">;

/**
 * Index spreads that a person entered, `date,instrument,series,tenor,spread_bp,source,entered_by`, one row a day and index. Two series
 * for each, `CDX.NA.IG.5Y` in bp and `CDX.NA.IG.5Y.SERIES`; several of the same name where rows come from different sources or
 * people, because that is what their notes say.
 *
 * @throws PipelineError with every bad row: row-invalid, value-implausible, date-duplicate
 */
export function readCdxCsv(bytes: Uint8Array, place: string): Rows[] {
  const table = openTable(bytes, place);
  const faults: FaultDetail[] = [...table.faults];
  const byIndex = new Map<string, Entered[]>();
  for (const { line, cells } of table.rows) {
    const read = readRow(cells, line);
    if (Array.isArray(read)) faults.push(...read.map((wrong) => ({ ...wrong, place: `${place}:${line}` })));
    else addTo(byIndex, read.id, read);
  }
  for (const [id, rows] of byIndex) faults.push(...inDateOrder(rows.map(spreadOf), { place, of: id }).faults);
  refuseAll(faults, place);
  return [...byIndex.values()].flatMap(byNote).flatMap(seriesOf);
}

interface Table {
  readonly rows: readonly { readonly line: number; readonly cells: Cells }[];
  /** Rows with more or fewer cells than there are names. */
  readonly faults: readonly FaultDetail[];
}

/** @throws PipelineError if it is no table, or has other columns */
function openTable(bytes: Uint8Array, place: string): Table {
  const [head, ...rows] = parseCsv(new TextDecoder().decode(bytes), place);
  const names = head?.cells.map((name) => name.trim()) ?? [];
  const missing = CDX_COLUMNS.filter((name) => names.filter((one) => one === name).length !== 1);
  if (missing.length > 0) {
    const message = `The columns ${CDX_COLUMNS.join(", ")} are expected once each; not so: ${missing.join(", ")}.`;
    throw new PipelineError(invalid(message, `${place}:${head?.line ?? 1}`));
  }
  const isEven = ({ cells }: RawRow) => cells.length === names.length;
  const faults = rows
    .filter((row) => !isEven(row))
    .map(({ line, cells }) =>
      invalid(
        `The row has ${cells.length} cells where the header has ${names.length} names.`,
        `${place}:${line}`,
      ),
    );
  const named = ({ line, cells }: RawRow) => {
    return { line, cells: Object.fromEntries(names.map((name, index) => [name, cells[index]!.trim()])) };
  };
  return { rows: rows.filter(isEven).map(named), faults };
}

interface RawRow {
  readonly line: number;
  readonly cells: readonly string[];
}

function parseCsv(text: string, place: string): RawRow[] {
  try {
    const options = { relax_column_count: true, skip_empty_lines: true, info: true } as const;
    const parsed: unknown = parse(text, options);
    return (parsed as { info: { lines: number }; record: string[] }[]).map(({ info, record }) => {
      return { line: info.lines, cells: record };
    });
  } catch (cause) {
    const { lines } = cause as CsvError & { readonly lines?: number };
    const message = "A quoted cell does not end, or has something after its quote.";
    throw new PipelineError({ ...invalid(message, `${place}:${lines ?? 1}`), cause });
  }
}

function readRow(cells: Cells, line: number): Entered | Unplaced[] {
  const {
    date = "",
    instrument = "",
    tenor = "",
    spread_bp = "",
    series = "",
    source = "",
    entered_by = "",
  } = cells;
  const [spread, onTheRun] = [numberIn(spread_bp), numberIn(series)];
  const [from, by] = [wordsOf(source), wordsOf(entered_by)];
  const faults: Unplaced[] = isDate(date) ? [] : [notDate(date)];
  if (!/^[A-Za-z]+(?:\.[A-Za-z]+)*$/.test(instrument))
    faults.push(expected("An instrument such as CDX.NA.IG", instrument));
  if (!/^\d{1,2}Y$/.test(tenor)) faults.push(expected("A tenor such as 5Y", tenor));
  if (spread === null || Number.isNaN(spread))
    faults.push(expected("A spread in bp such as 52.5", spread_bp));
  else faults.push(...implausible(spread, instrument));
  if (!isSeriesNumber(onTheRun))
    faults.push(expected("The number of the series on the run, such as 45,", series));
  if (from === null) faults.push(expected("The source of the number, in some words,", source));
  if (by === null) faults.push(expected("The name of who entered the number", entered_by));
  if (faults.length > 0) return faults;
  const note = `from ${from}, entered by ${by}`;
  return { date, id: `${instrument}.${tenor}`, line, spread: spread!, onTheRun: onTheRun!, note };
}

function wordsOf(cell: string): string | null {
  const cleaned = cleanTitle(cell, LONGEST_NAME);
  return "text" in cleaned ? cleaned.text : null;
}

function isSeriesNumber(value: number | null): boolean {
  return value !== null && Number.isInteger(value) && value >= 1 && value <= MOST_SERIES;
}

function expected(what: string, found: string): Unplaced {
  return wrong(`${what} is expected; found ${quoted(found)}.`);
}

function implausible(spread: number, instrument: string): Unplaced[] {
  const [least, most] = PLAUSIBLE[instrument] ?? PLAUSIBLE_ELSE;
  if (spread >= least && spread <= most) return [];
  const message = `A spread of ${spread} bp is outside the plausible ${least} to ${most}.`;
  return [{ code: "value-implausible", message, remedy: "A spread is in basis points: 52.5, not 0.525." }];
}

/** Rows of one index by what their notes say, each in the order of dates. */
function byNote(rows: readonly Entered[]): Entered[][] {
  const notes = new Map<string, Entered[]>();
  for (const row of rows) addTo(notes, row.note, row);
  return [...notes.values()].map((same) => same.sort((a, b) => (a.date < b.date ? -1 : 1)));
}

function seriesOf(rows: readonly Entered[]): Rows[] {
  const [{ id, note }] = rows as [Entered];
  return [
    { series: id, ...columnsOf(rows.map(spreadOf)), note },
    {
      series: `${id}.SERIES`,
      ...columnsOf(rows.map(({ date, line, onTheRun }) => ({ date, line, value: onTheRun }))),
      note,
    },
  ];
}

function spreadOf({ date, line, spread }: Entered): DatedRow {
  return { date, line, value: spread };
}

function wrong(message: string): Unplaced {
  return { code: "row-invalid", message, remedy: "Correct the row." };
}

function invalid(message: string, place: string): FaultDetail {
  return { ...wrong(message), place };
}
