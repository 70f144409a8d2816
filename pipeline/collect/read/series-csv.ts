import type { FaultDetail } from "../../errors.ts";
import { isDate } from "../../finance/dates.ts";
import { cleanDecimal } from "../../finance/rounding.ts";
import type { SeriesPlan } from "../../model/edition.ts";
import type { Origin, Series } from "../../model/series.ts";
import type { IsoDate } from "../../model/unit.ts";
import { numberIn, readColumns, refuseAll } from "./columns.ts";
import { columnsOf, type DatedRow, inDateOrder, notDate } from "./dated-rows.ts";

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
  const faults: FaultDetail[] = [...columns.faults];
  const rows: DatedRow[] = [];
  for (const { line, cells } of columns.rows) {
    const date = (cells[dateAt] ?? "").trim();
    const text = (cells[valueAt] ?? "").trim();
    const value = numberIn(text);
    const fault = isDate(date) ? valueFault(text, value, plan) : { ...notDate(date), field: "date" };
    if (fault) faults.push(placed(fault, `${place}:${line}`));
    else rows.push({ date, value: value === null ? null : cleanDecimal(value * plan.factor), line });
  }
  const ordered = inDateOrder(rows, { place });
  refuseAll([...faults, ...ordered.faults], place);
  return {
    id,
    name: plan.name,
    unit: plan.unit,
    calendar: plan.calendar,
    ...columnsOf(ordered.rows),
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

function placed({ field, ...fault }: CellFault, row: string): FaultDetail {
  return { ...fault, place: `${row} [${field}]` };
}

function valueFault(text: string, value: number | null, plan: SeriesPlan): CellFault | null {
  if (value === null) return null;
  if (!Number.isNaN(value)) return implausible(value, plan);
  return {
    code: "row-invalid",
    field: "value",
    message: `A value is not a number. Expected ${plan.unit}, found ${JSON.stringify(text.slice(0, 40))}.`,
    remedy: "Correct the row, or leave the cell empty for no observation.",
  };
}

function implausible(
  given: number,
  { unit, factor, plausible: [least, most] }: SeriesPlan,
): CellFault | null {
  const value = given * factor;
  if (value >= least && value <= most) return null;
  const times = factor === 1 ? "" : ` (${given} times ${factor})`;
  return {
    code: "value-implausible",
    field: "value",
    message: `${cleanDecimal(value)} ${unit}${times} is outside the plausible ${least} to ${most}.`,
    remedy:
      "Check the unit (percent given as bp, a hundredfold error) in the file or the factor in content/sources.yaml.",
  };
}
