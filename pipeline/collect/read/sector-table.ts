import type { FaultDetail } from "../../errors.ts";
import { isDate } from "../../finance/dates.ts";
import { cleanDecimal } from "../../finance/rounding.ts";
import type { Origin, Series } from "../../model/series.ts";
import type { IsoDate } from "../../model/unit.ts";
import { readColumns, refuseAll } from "./columns.ts";

/**
 * A table with a row per day and GICS sector, as two series a sector: own return in percent, and the weight in percent at the close of
 * the day before, dated on the day to which it applies.
 */
export function readSectorTable(
  bytes: Uint8Array,
  origin: Origin,
  { from, to }: { from: IsoDate; to: IsoDate },
): Series[] {
  const { place } = origin;
  const columns = readColumns(bytes, place);
  const at = {
    date: columns.column("date"),
    sector: columns.column("sector"),
    weight: columns.column("weight_prev_close"),
    own: columns.column("cap_weighted_return_pct"),
  };
  const faults: FaultDetail[] = [];
  const series = new Map<string, Series>();
  const enter = (id: string, name: string, row: { date: IsoDate; line: number; value: number | null }) => {
    const known = series.get(id) ?? emptySeries(id, name, origin);
    if (known.dates.at(-1) === row.date) faults.push(twice(`${place}:${row.line} [date]`, row.date, name));
    known.dates.push(row.date);
    known.values.push(row.value);
    known.lines?.push(row.line);
    series.set(id, known);
  };
  for (const { line, cells } of columns.rows) {
    const date = cells[at.date] ?? "";
    if (!isDate(date)) faults.push(notDate(`${place}:${line} [date]`, date));
    if (date < from || date > to) continue;
    const sector = (cells[at.sector] ?? "").trim();
    const [weight, own] = [numberIn(cells[at.weight]), numberIn(cells[at.own])];
    if (Number.isNaN(weight) || Number.isNaN(own)) faults.push(notNumber(`${place}:${line} [${sector}]`));
    const id = `SPX.SECTOR.${sector.toUpperCase().replace(/ /g, "_")}`;
    enter(`${id}.WEIGHT`, `${sector}, weight in the S&P 500`, {
      date,
      line,
      value: weight === null ? null : cleanDecimal(weight * 100),
    });
    enter(`${id}.RETURN`, `${sector}, S&P 500 sector return`, { date, line, value: own });
  }
  refuseAll(faults, place);
  return [...series.values()];
}

function emptySeries(id: string, name: string, origin: Origin): Series {
  return { id, name, unit: "percent", calendar: "nyse", dates: [], values: [], lines: [], origins: [origin] };
}

/** null for an empty cell, NaN for one that is no number. */
export function numberIn(cell: string | undefined): number | null {
  const text = (cell ?? "").trim();
  return text === "" ? null : Number(text);
}

function notDate(place: string, found: string): FaultDetail {
  return {
    code: "row-invalid",
    place,
    message: `A date is not a calendar date. Expected YYYY-MM-DD, found ${JSON.stringify(found.slice(0, 40))}.`,
    remedy: "Correct the row.",
  };
}

function notNumber(place: string): FaultDetail {
  return {
    code: "row-invalid",
    place,
    message: "A weight or a return is not a number.",
    remedy: "Correct the row, or leave the cell empty for no observation.",
  };
}

function twice(place: string, date: IsoDate, name: string): FaultDetail {
  return {
    code: "date-duplicate",
    place,
    message: `${date} has a second row for ${name}.`,
    remedy: "Keep one of the rows.",
  };
}
