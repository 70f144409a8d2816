import type { FaultDetail } from "../../errors.ts";
import { isDate } from "../../finance/dates.ts";
import type { IsoDate } from "../../model/unit.ts";

/** One row of a calendar file: its words before the date, and the date. */
export interface CalendarRow {
  readonly place: string;
  readonly words: readonly string[];
  readonly date: IsoDate;
}

/** The rows that can be used, and what is wrong with the others. */
export interface CalendarRows {
  readonly rows: readonly CalendarRow[];
  readonly faults: readonly FaultDetail[];
}

/**
 * A list of dates as text, `nyse,closed,2025-12-25`: a twentieth of the time that YAML takes for it. Empty lines and those that begin
 * with # are passed over; the first of the others is the header.
 *
 * @param place the file as faults name it
 */
export function readCalendarRows(
  bytes: Uint8Array | null,
  { place, header }: { readonly place: string; readonly header: string },
): CalendarRows {
  if (!bytes) return { rows: [], faults: [missing(place)] };
  const lines = new TextDecoder()
    .decode(bytes)
    .split("\n")
    .map((text, index) => ({ text: text.trim(), place: `${place}:${index + 1}` }))
    .filter(({ text }) => text !== "" && !text.startsWith("#"));
  if (lines[0]?.text !== header) return { rows: [], faults: [wrongHeader(lines[0], place, header)] };
  const width = header.split(",").length;
  const cut = lines
    .slice(1)
    .map((line) => ({ ...line, cells: line.text.split(",").map((cell) => cell.trim()) }));
  const isRight = ({ cells }: { cells: readonly string[] }) =>
    cells.length === width && isDate(cells[width - 1] ?? "");
  return {
    rows: cut
      .filter(isRight)
      .map(({ cells, place }) => ({ place, words: cells.slice(0, -1), date: cells[width - 1]! })),
    faults: cut.filter((line) => !isRight(line)).map(({ text, place }) => wrongRow(text, place, header)),
  };
}

/** A fault of a row whose words or whose date cannot be. */
export function calendarFault(place: string, message: string, remedy = "Correct the row."): FaultDetail {
  return { code: "config-invalid", place, message, remedy };
}

function missing(place: string): FaultDetail {
  return {
    code: "file-missing",
    place,
    message: "The file is not there.",
    remedy: "Take it from the repository.",
  };
}

function wrongHeader(
  line: { text: string; place: string } | undefined,
  place: string,
  header: string,
): FaultDetail {
  const found = line ? JSON.stringify(line.text.slice(0, 60)) : "an empty file";
  return calendarFault(
    line?.place ?? place,
    `The header ${header} is expected; found ${found}.`,
    "Give it that header.",
  );
}

function wrongRow(text: string, place: string, header: string): FaultDetail {
  return calendarFault(place, `A row is not ${header}: ${JSON.stringify(text.slice(0, 60))}.`);
}
