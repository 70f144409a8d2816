import type { FaultDetail } from "../../errors.ts";
import { isDate } from "../../finance/dates.ts";
import { cleanDecimal } from "../../finance/rounding.ts";
import type { Origin, Series } from "../../model/series.ts";
import type { IsoDate } from "../../model/unit.ts";
import { type CellRow, numberIn, readColumns, refuseAll } from "./columns.ts";
import { addTo, columnsOf, type DatedRow, inDateOrder, notDate } from "./dated-rows.ts";

const COLUMNS = ["date", "sector", "weight_prev_close", "cap_weighted_return_pct"] as const;
/** A sector's share of the index, and its move of one day in percent: more than ever was. */
const PLAUSIBLE = { weight: [0, 1], own: [-50, 50] } as const;

interface SectorRow {
  readonly date: IsoDate;
  readonly sector: string;
  readonly line: number;
  /** Fraction of the index. */
  readonly weight: number | null;
  /** Percent. */
  readonly own: number | null;
}

/**
 * A table with a row per day and GICS sector, as two series a sector: own return in percent, and the weight in percent at the close of
 * the day before, dated on the day to which it applies. Rows may come in any order.
 *
 * @throws PipelineError with every bad row from `from` to `to`: row-invalid, value-implausible, date-duplicate
 */
export function readSectorTable(
  bytes: Uint8Array,
  origin: Origin,
  { from, to }: { readonly from: IsoDate; readonly to: IsoDate },
): Series[] {
  const { place } = origin;
  const columns = readColumns(bytes, place);
  const at = COLUMNS.map((name) => columns.column(name));
  const faults: FaultDetail[] = [...columns.faults];
  const sectors = new Map<string, SectorRow[]>();
  for (const cells of columns.rows) {
    const row = readRow(cells, at);
    const wrong = rowFault(row);
    if (isDate(row.date) && (row.date < from || row.date > to)) continue;
    if (wrong) faults.push({ ...wrong, place: `${place}:${row.line}` });
    else addTo(sectors, row.sector, row);
  }
  const series = [...sectors].flatMap(([sector, rows]) => sectorSeries(sector, rows, origin, faults));
  refuseAll(faults, place);
  return series;
}

function readRow({ line, cells }: CellRow, at: readonly number[]): SectorRow {
  const [date = "", sector = "", weight, own] = at.map((index) => (cells[index] ?? "").trim());
  return { date, sector, line, weight: numberIn(weight), own: numberIn(own) };
}

function rowFault({ date, sector, weight, own }: SectorRow): Omit<FaultDetail, "place"> | null {
  if (!isDate(date)) return notDate(date);
  if (sector === "")
    return { code: "row-invalid", message: "A row names no sector.", remedy: "Correct the row." };
  if (Number.isNaN(weight) || Number.isNaN(own)) {
    const message = `A weight or a return of ${sector} is not a number.`;
    const remedy = "Correct the row, or leave the cell empty for no observation.";
    return { code: "row-invalid", message, remedy };
  }
  if (isWithin(weight, PLAUSIBLE.weight) && isWithin(own, PLAUSIBLE.own)) return null;
  const message = `${sector} has a weight of ${weight} and a return of ${own}%: outside the plausible 0 to 1 and -50 to 50.`;
  return {
    code: "value-implausible",
    message,
    remedy: "Weights are fractions of the index, 0.34; returns are percent, -0.85.",
  };
}

function isWithin(value: number | null, [least, most]: readonly [number, number]): boolean {
  return value === null || (value >= least && value <= most);
}

function sectorSeries(
  sector: string,
  found: readonly SectorRow[],
  origin: Origin,
  faults: FaultDetail[],
): Series[] {
  const id = `SPX.SECTOR.${sector.toUpperCase().replace(/ /g, "_")}`;
  const head = { unit: "percent" as const, calendar: "nyse" as const, origins: [origin] };
  const ordered = inDateOrder(
    found.map(({ date, line, own }) => ({ date, line, value: own })),
    { place: origin.place, of: sector },
  );
  faults.push(...ordered.faults);
  const weights = new Map(found.map(({ line, weight }) => [line, weight]));
  const weighed = ordered.rows.map((row): DatedRow => {
    const weight = weights.get(row.line) ?? null;
    return { ...row, value: weight === null ? null : cleanDecimal(weight * 100) };
  });
  return [
    { id: `${id}.WEIGHT`, name: `${sector}, weight in the S&P 500`, ...head, ...columnsOf(weighed) },
    { id: `${id}.RETURN`, name: `${sector}, S&P 500 sector return`, ...head, ...columnsOf(ordered.rows) },
  ];
}
