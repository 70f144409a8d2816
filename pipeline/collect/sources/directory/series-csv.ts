import { addDays } from "../../../finance/dates.ts";
import { cleanDecimal } from "../../../finance/rounding.ts";
import type { SeriesPlan } from "../../../model/edition.ts";
import type { Origin, Series } from "../../../model/series.ts";
import type { IsoDate } from "../../../model/unit.ts";
import { dateValueRows } from "../../read/date-value.ts";
import { columnsOf } from "../../read/dated-rows.ts";
import { quoted } from "../../read/quoted.ts";
import { inDateOrder, isWithin, refuseAll, rowInvalid, type Unplaced } from "../../read/row-faults.ts";

/**
 * A `date,value` file as a series. An empty cell or "." is "no observation"; every other cell must be a number inside the plan's
 * plausible bounds after the factor to its unit. Rows may come in any order; a date may come once.
 *
 * @throws PipelineError with every bad row: row-invalid, value-implausible, date-duplicate
 */
export function readSeries(
  id: string,
  bytes: Uint8Array,
  { plan, origin }: { readonly plan: SeriesPlan; readonly origin: Origin },
): Series {
  const { place } = origin;
  const { name, unit, calendar, factor, maxAgeDays } = plan;
  const aged = maxAgeDays === undefined ? {} : { maxAgeDays };
  const { rows, faults } = dateValueRows(
    bytes,
    place,
    (text, value) => valueFault(text, value, plan),
    plan.column,
  );
  const ordered = inDateOrder(rows, { place });
  refuseAll([...faults, ...ordered.faults], place);
  const ours = ordered.rows.map(({ date, value, line }) => {
    return { date, line, value: value === null ? null : cleanDecimal(value * factor) };
  });
  const origins = [plan.note ? { ...origin, note: plan.note } : origin];
  return { id, name, unit, calendar, ...aged, ...columnsOf(ours), origins };
}

/**
 * The rows that were published by a day. A folder does not say when: the plan does, roughly (`publishedAfterDays`), and exactly for the
 * dates that it names (`publishedOn`). Without it a month's figure would be known in the month itself.
 */
export function publishedBy(series: Series, day: IsoDate, plan: SeriesPlan): Series {
  const { publishedAfterDays, publishedOn } = plan;
  if (publishedAfterDays === 0) return series;
  const isOut = (date: IsoDate) => (publishedOn[date] ?? addDays(date, publishedAfterDays)) <= day;
  const rows = series.dates.flatMap((date, row) => (isOut(date) ? [row] : []));
  const cut = <T>(column: readonly T[]) => rows.map((row) => column[row]!);
  return { ...series, dates: cut(series.dates), values: cut(series.values), lines: cut(series.lines ?? []) };
}

/** The rows of a series from `from` on. */
export function sliceFrom(series: Series, from: IsoDate): Series {
  const start = series.dates.findIndex((date) => date >= from);
  const cut = <T>(column: readonly T[]) => (start < 0 ? [] : column.slice(start));
  return { ...series, dates: cut(series.dates), values: cut(series.values), lines: cut(series.lines ?? []) };
}

function valueFault(text: string, value: number | null, plan: SeriesPlan): Unplaced | null {
  if (value === null) return null;
  if (!Number.isNaN(value)) return implausible(value, plan);
  const message = `A value is not a number. Expected ${plan.unit}, found ${quoted(text)}.`;
  return rowInvalid(message, "Correct the row, or leave the cell empty for no observation.");
}

function implausible(given: number, { unit, factor, plausible }: SeriesPlan): Unplaced | null {
  if (isWithin(given * factor, plausible)) return null;
  const [least, most] = plausible;
  const times = factor === 1 ? "" : ` (${given} times ${factor})`;
  return {
    code: "value-implausible",
    message: `${cleanDecimal(given * factor)} ${unit}${times} is outside the plausible ${least} to ${most}.`,
    remedy:
      "Check the unit (percent given as bp, a hundredfold error) in the file or the factor in content/sources.yaml.",
  };
}
