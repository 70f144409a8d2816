import { type FaultDetail, PipelineError } from "../../errors.ts";
import { isDate } from "../../finance/dates.ts";
import { cleanDecimal } from "../../finance/rounding.ts";
import type { IsoDate } from "../../model/unit.ts";
import { type CellRow, numberIn, readColumns, refuseAll } from "../read/columns.ts";
import { inDateOrder } from "../read/dated-rows.ts";
import type { Rows } from "../wire-format.ts";
import { quoted } from "./quoted.ts";

/** Points by which a day's probabilities may miss 100: fifty cells of six places round to far less. */
const SLACK = 0.5;
const NOTE = "CME FedWatch, from a file that a licensed person saved";

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
 * meeting stands in the file's name alone, FedMeeting_20251210.csv. Whether in parts of 1
 * or of 100 is not said: the sums tell.
 *
 * @throws PipelineError with every bad row: row-invalid, value-implausible, date-duplicate
 */
export function readFedWatchCsv(bytes: Uint8Array, place: string): Rows[] {
  const meeting = meetingIn(place);
  const columns = readColumns(bytes, place);
  const dateAt = columns.column("Date");
  const ranges = rangesIn(bytes, place);
  const faults: FaultDetail[] = [...columns.faults];
  const days = columns.rows.flatMap((row): Day[] => {
    const read = readDay(row, dateAt, ranges);
    if ("date" in read) return [read];
    faults.push({ ...read, place: `${place}:${row.line}` });
    return [];
  });
  const ordered = inDateOrder(
    days.map(({ date, line }) => ({ date, line, value: null })),
    { place },
  );
  const scale = scaleOf(days);
  faults.push(...ordered.faults, ...days.flatMap((day) => sumFault(day, scale, place)));
  refuseAll(faults, place);
  if (days.length === 0) throw new PipelineError(noDay(place));
  const byLine = new Map(days.map((day) => [day.line, day]));
  const sorted = ordered.rows.map(({ line }) => byLine.get(line)!);
  return ranges.flatMap((range, index) =>
    rangeRows(`FEDWATCH.${meeting}.${range.name}`, sorted, index, scale),
  );
}

/** @throws PipelineError if the file's name has no date of a meeting */
function meetingIn(place: string): IsoDate {
  const name = place.slice(place.lastIndexOf("/") + 1);
  const [, year, month, day] = /(?<!\d)(\d{4})-?(\d{2})-?(\d{2})(?!\d)/.exec(name) ?? [];
  const date = `${year}-${month}-${day}`;
  if (isDate(date)) return date;
  throw new PipelineError({
    code: "row-invalid",
    place,
    message: "The file's name does not say of which meeting it is; nothing within it does.",
    remedy: "Name it as the exchange does: FedMeeting_20251210.csv, with the day of the decision.",
  });
}

/** @throws PipelineError where a column is neither Date nor a range, or stands twice */
function rangesIn(bytes: Uint8Array, place: string): readonly Range[] {
  const header = new TextDecoder().decode(bytes).trimStart().split(/\r?\n/, 1)[0] ?? "";
  const names = header.split(",").map((name) => name.trim());
  const faults: FaultDetail[] = [];
  const ranges = names.flatMap((name, column): Range[] => {
    if (name === "Date" && names.indexOf(name) === column) return [];
    const [, low = "", high = ""] = /^\((\d{1,4})-(\d{1,4})\)$/.exec(name) ?? [];
    if (low !== "" && Number(high) > Number(low) && names.indexOf(name) === column)
      return [{ name: `${Number(low)}-${Number(high)}`, column }];
    const message = `A column is no range such as (350-375), or stands twice: ${quoted(name)}.`;
    faults.push({ code: "row-invalid", place: `${place}:1`, message, remedy: "Save the file again." });
    return [];
  });
  refuseAll(faults, place);
  return ranges;
}

type Unplaced = Omit<FaultDetail, "place">;

function readDay({ line, cells }: CellRow, dateAt: number, ranges: readonly Range[]): Day | Unplaced {
  const text = (cells[dateAt] ?? "").trim();
  const date = dayIn(text);
  if (date === null)
    return invalid(`A date is expected such as 2024/8/21 or 11/26/2024; found ${quoted(text)}.`);
  const values = ranges.map(({ column }) => numberIn(cells[column]));
  const bad = values.findIndex((value) => value !== null && !(value >= 0 && value <= 100));
  if (bad < 0) return { date, line, cells: values };
  const { name, column } = ranges[bad]!;
  return invalid(`The probability of ${name} is not a number of 0 to 100: ${quoted(cells[column] ?? "")}.`);
}

/** `2024/8/21`, `2024-08-21` and `11/26/2024`; the exchange never writes the day first. */
function dayIn(text: string): IsoDate | null {
  const yearFirst = /^(?<year>\d{4})[/-](?<month>\d{1,2})[/-](?<day>\d{1,2})$/.exec(text);
  const found = yearFirst ?? /^(?<month>\d{1,2})\/(?<day>\d{1,2})\/(?<year>\d{4})$/.exec(text);
  const { year, month = "", day = "" } = found?.groups ?? {};
  const date = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  return isDate(date) ? date : null;
}

function sumOf(cells: Day["cells"]): number {
  return cells.reduce<number>((sum, value) => sum + (value ?? 0), 0);
}

/** 100 where most days sum to about 1, 1 where they sum to about 100. */
function scaleOf(days: readonly Day[]): number {
  const small = days.filter(({ cells }) => sumOf(cells) <= 2).length;
  return small * 2 > days.length ? 100 : 1;
}

function sumFault({ cells, line, date }: Day, scale: number, place: string): FaultDetail[] {
  const sum = sumOf(cells) * scale;
  if (Math.abs(sum - 100) <= SLACK) return [];
  const message = `The probabilities of ${date} sum to ${cleanDecimal(sum).toFixed(2)} where 100 is expected.`;
  const remedy = "Save the file again, or take the row out.";
  return [{ code: "value-implausible", place: `${place}:${line}`, message, remedy }];
}

function rangeRows(series: string, days: readonly Day[], index: number, scale: number): Rows[] {
  const values = days.map(({ cells }) => cells[index] ?? null);
  if (values.every((value) => value === null)) return [];
  return [
    {
      series,
      dates: days.map(({ date }) => date),
      values: values.map((value) => (value === null ? null : cleanDecimal(value * scale))),
      lines: days.map(({ line }) => line),
      note: NOTE,
    },
  ];
}

function noDay(place: string): FaultDetail {
  const message = "The file has a header and no day: the exchange has nothing for this meeting yet.";
  return { code: "row-invalid", place, message, remedy: "Leave it out, or save the file again later." };
}

function invalid(message: string): Unplaced {
  return { code: "row-invalid", message, remedy: "Correct the row, or save the file again." };
}
