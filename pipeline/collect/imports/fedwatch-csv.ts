import { PipelineError } from "../../errors.ts";
import { cleanDecimal } from "../../finance/rounding.ts";
import type { IsoDate } from "../../model/unit.ts";
import { numberIn } from "../read/cell.ts";
import { readColumns } from "../read/columns.ts";
import { columnsOf } from "../read/dated-rows.ts";
import { quoted } from "../read/quoted.ts";
import {
  inDateOrder,
  isWithin,
  type RowFault,
  refuseAll,
  rowInvalid,
  type Unplaced,
} from "../read/row-faults.ts";
import type { TableRow } from "../read/table.ts";
import { dateOf, usDate } from "../read/written-date.ts";
import type { Rows } from "../wire-format.ts";

/** Points by which a day's probabilities may miss 100: fifty cells of six places round to far less. */
const SLACK = 0.5;
const NOTE = "CME FedWatch, from a file that a licensed person saved";

const NO_DAY = rowInvalid(
  "The file has a header and no day: the exchange has nothing for this meeting yet.",
  "Leave it out, or save the file again later.",
);

/** A target range that is a column. */
interface Range {
  /** `350-375`, in basis points. */
  readonly name: string;
  readonly column: number;
}

interface Day {
  readonly date: IsoDate;
  readonly line: number;
  /** As they stand in the file; null for an empty cell. */
  readonly cells: readonly (number | null)[];
}

/**
 * The download of one meeting from CME FedWatch: a row a day, dated 2024/8/21 or 11/26/2024, and a column `(350-375)` for each target
 * range. One series a range, `FEDWATCH.2025-12-10.350-375`, in probability of 0 to 100; a range that is never given has none. The
 * meeting stands in the file's name alone, FedMeeting_20251210.csv. Whether in parts of 1 or of 100 is not
 * said: the sums tell.
 *
 * @throws PipelineError with every bad row: row-invalid, value-implausible, date-duplicate
 */
export function readFedWatchCsv(bytes: Uint8Array, place: string): Rows[] {
  const meeting = meetingIn(place);
  const columns = readColumns(bytes, place);
  const dateAt = columns.column("Date");
  const ranges = rangesIn(columns.names, place);
  const faults: RowFault[] = [...columns.faults];
  const days = columns.rows.flatMap((row): Day[] => {
    const read = readDay(row, dateAt, ranges);
    if ("date" in read) return [read];
    faults.push({ ...read, place: `${place}:${row.line}` });
    return [];
  });
  const ordered = inDateOrder(days, { place });
  const scale = scaleOf(days);
  faults.push(...ordered.faults, ...days.flatMap((day) => sumFault(day, scale, place)));
  refuseAll(faults, place);
  if (days.length === 0) throw new PipelineError({ ...NO_DAY, place });
  return ranges.flatMap(({ name }, index): Rows[] => {
    const values = ordered.rows.map(({ cells }) => cells[index] ?? null);
    if (values.every((value) => value === null)) return [];
    const rows = ordered.rows.map(({ date, line }, row) => ({
      date,
      line,
      value: times(values[row], scale),
    }));
    return [{ series: `FEDWATCH.${meeting}.${name}`, ...columnsOf(rows), note: NOTE }];
  });
}

/** @throws PipelineError if the file's name has no date of a meeting */
function meetingIn(place: string): IsoDate {
  const name = place.slice(place.lastIndexOf("/") + 1);
  const [, year = "", month = "", day = ""] = /(?<!\d)(\d{4})-?(\d{2})-?(\d{2})(?!\d)/.exec(name) ?? [];
  const date = dateOf(year, month, day);
  if (date !== null) return date;
  const message = "The file's name does not say of which meeting it is; nothing within it does.";
  const remedy = "Name it as the exchange does: FedMeeting_20251210.csv, with the day of the decision.";
  throw new PipelineError({ ...rowInvalid(message, remedy), place });
}

/** @throws PipelineError where a column is neither Date nor a range, or stands twice */
function rangesIn(names: readonly string[], place: string): readonly Range[] {
  const faults: RowFault[] = [];
  const ranges = names.flatMap((name, column): Range[] => {
    const isFirst = names.indexOf(name) === column;
    if (name === "Date" && isFirst) return [];
    const [, low = "", high = ""] = /^\((\d{1,4})-(\d{1,4})\)$/.exec(name) ?? [];
    if (low !== "" && Number(high) > Number(low) && isFirst)
      return [{ name: `${Number(low)}-${Number(high)}`, column }];
    const message = `A column is no range such as (350-375), or stands twice: ${quoted(name)}.`;
    faults.push({ ...rowInvalid(message, "Save the file again."), place: `${place}:1` });
    return [];
  });
  refuseAll(faults, place);
  return ranges;
}

function readDay({ line, cells }: TableRow, dateAt: number, ranges: readonly Range[]): Day | Unplaced {
  const text = (cells[dateAt] ?? "").trim();
  const date = dayIn(text);
  if (date === null)
    return invalid(`A date is expected such as 2024/8/21 or 11/26/2024; found ${quoted(text)}.`);
  const values = ranges.map(({ column }) => numberIn(cells[column]));
  const bad = values.findIndex((value) => !isWithin(value, [0, 100]));
  if (bad < 0) return { date, line, cells: values };
  const { name, column } = ranges[bad]!;
  return invalid(`The probability of ${name} is not a number of 0 to 100: ${quoted(cells[column] ?? "")}.`);
}

/** `2024/8/21`, `2024-08-21` and `11/26/2024`; the exchange never writes the day first. */
function dayIn(text: string): IsoDate | null {
  const [, year, month = "", day = ""] = /^(\d{4})[/-](\d{1,2})[/-](\d{1,2})$/.exec(text) ?? [];
  return year === undefined ? usDate(text) : dateOf(year, month, day);
}

function sumOf(cells: Day["cells"]): number {
  return cells.reduce<number>((sum, value) => sum + (value ?? 0), 0);
}

/** 100 where most days sum to about 1, 1 where they sum to about 100. */
function scaleOf(days: readonly Day[]): number {
  const small = days.filter(({ cells }) => sumOf(cells) <= 2).length;
  return small * 2 > days.length ? 100 : 1;
}

function sumFault({ cells, line, date }: Day, scale: number, place: string): RowFault[] {
  const sum = sumOf(cells) * scale;
  if (Math.abs(sum - 100) <= SLACK) return [];
  const message = `The probabilities of ${date} sum to ${cleanDecimal(sum).toFixed(2)} where 100 is expected.`;
  const remedy = "Save the file again, or take the row out.";
  return [{ code: "value-implausible", place: `${place}:${line}`, message, remedy }];
}

function times(value: number | null | undefined, scale: number): number | null {
  return value === null || value === undefined ? null : cleanDecimal(value * scale);
}

function invalid(message: string): Unplaced {
  return rowInvalid(message, "Correct the row, or save the file again.");
}
