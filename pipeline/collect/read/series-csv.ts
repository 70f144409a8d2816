import type { FaultDetail } from "../../errors.ts";
import { isDate } from "../../finance/dates.ts";
import { cleanDecimal } from "../../finance/rounding.ts";
import type { SeriesPlan } from "../../model/edition.ts";
import type { Origin, Series } from "../../model/series.ts";
import type { IsoDate } from "../../model/unit.ts";
import { readColumns, refuseAll } from "./columns.ts";

interface Row {
  readonly date: IsoDate;
  readonly value: number | null;
  readonly line: number;
}

/**
 * A `date,value` file as a series. An empty cell or "." is "no observation"; every other cell must be a number inside the plan's
 * plausible bounds after the factor to its unit. Rows may come in any order; a date may come once.
 *
 * @throws PipelineError with every bad row: row-invalid, value-implausible, date-duplicate
 */
export function readSeries(id: string, bytes: Uint8Array, plan: SeriesPlan, origin: Origin): Series {
  const { place } = origin;
  const columns = readColumns(bytes, place);
  const [dateAt, valueAt] = [columns.column("date"), columns.column("value")];
  const faults: FaultDetail[] = [];
  const rows: Row[] = [];
  for (const { line, cells } of columns.rows) {
    const date = (cells[dateAt] ?? "").trim();
    const text = (cells[valueAt] ?? "").trim();
    const fault = dateFault(date) ?? valueFault(text, plan);
    if (fault) faults.push({ ...fault, place: `${place}:${line} [${fault.field}]` });
    else
      rows.push({
        date,
        value: text === "" || text === "." ? null : cleanDecimal(Number(text) * plan.factor),
        line,
      });
  }
  rows.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : a.line - b.line));
  faults.push(...duplicates(rows, place));
  refuseAll(faults, place);
  return {
    id,
    name: plan.name,
    unit: plan.unit,
    calendar: plan.calendar,
    dates: rows.map(({ date }) => date),
    values: rows.map(({ value }) => value),
    lines: rows.map(({ line }) => line),
    origins: [plan.note ? { ...origin, note: plan.note } : origin],
  };
}

/** The rows of a series from `from` on. */
export function sliceFrom(series: Series, from: IsoDate): Series {
  const start = series.dates.findIndex((date) => date >= from);
  const cut = <T>(column: readonly T[]) => (start < 0 ? [] : column.slice(start));
  return { ...series, dates: cut(series.dates), values: cut(series.values), lines: cut(series.lines ?? []) };
}

type CellFault = Omit<FaultDetail, "place"> & { readonly field: string };

function dateFault(text: string): CellFault | null {
  if (isDate(text)) return null;
  const message = `A date is not a calendar date. Expected YYYY-MM-DD, found ${JSON.stringify(text.slice(0, 40))}.`;
  return { code: "row-invalid", field: "date", message, remedy: "Correct the row." };
}

function valueFault(text: string, { unit, factor, plausible: [least, most] }: SeriesPlan): CellFault | null {
  if (text === "" || text === ".") return null;
  const value = Number(text) * factor;
  if (!Number.isFinite(value)) {
    const message = `A value is not a number. Expected ${unit}, found ${JSON.stringify(text.slice(0, 40))}.`;
    return {
      code: "row-invalid",
      field: "value",
      message,
      remedy: "Correct the row, or leave the cell empty for no observation.",
    };
  }
  if (value >= least && value <= most) return null;
  const times = factor === 1 ? "" : ` (${text} times ${factor})`;
  return {
    code: "value-implausible",
    field: "value",
    message: `${cleanDecimal(value)} ${unit}${times} is outside the plausible ${least} to ${most}.`,
    remedy:
      "Check the unit (percent given as bp, a hundredfold error) in the file or the factor in content/sources.yaml.",
  };
}

function duplicates(rows: readonly Row[], place: string): FaultDetail[] {
  return rows.flatMap((row, index) => {
    const before = rows[index - 1];
    if (before?.date !== row.date) return [];
    const message = `${row.date} stands here and in line ${before.line}.`;
    return [
      {
        code: "date-duplicate" as const,
        place: `${place}:${row.line} [date]`,
        message,
        remedy: "Keep one of the two rows.",
      },
    ];
  });
}
