import { isDate } from "../../../finance/dates.ts";
import { cleanDecimal } from "../../../finance/rounding.ts";
import type { Origin, Series } from "../../../model/series.ts";
import { numberIn } from "../../read/cell.ts";
import { columnsOf } from "../../read/dated-rows.ts";
import { type FileRow, isWithin, notDate, rowInvalid, type Unplaced } from "../../read/row-faults.ts";
import { readKeyedTable, type Span } from "./keyed-table.ts";

/** A sector's share of the index, and its move of one day in percent: more than ever was. */
const PLAUSIBLE = { weight: [0, 1], own: [-50, 50] } as const;

/** `value` is the sector's own return in percent. */
interface SectorRow extends FileRow {
  readonly sector: string;
  /** Fraction of the index. */
  readonly weight: number | null;
}

/**
 * A table with a row per day and GICS sector, as two series a sector: own return in percent, and the weight in percent at the close of
 * the day before, dated on the day to which it applies. Rows may come in any order.
 *
 * @throws PipelineError with every bad row within the span: row-invalid, value-implausible, date-duplicate
 */
export function readSectorTable(bytes: Uint8Array, origin: Origin, span: Span): Series[] {
  const table = {
    columns: ["date", "sector", "weight_prev_close", "cap_weighted_return_pct"],
    readRow: ([date = "", sector = "", weight, own]: readonly string[], line: number) => {
      return { date, sector, line, weight: numberIn(weight), value: numberIn(own) };
    },
    rowFault,
    keyOf: ({ sector }: SectorRow) => sector,
    seriesOf: (sector: string, rows: readonly SectorRow[]) => sectorSeries(sector, rows, origin),
  };
  return readKeyedTable(table, { bytes, place: origin.place }, span);
}

function rowFault({ date, sector, weight, value: own }: SectorRow): Unplaced | null {
  if (!isDate(date)) return notDate(date);
  if (sector === "") return rowInvalid("A row names no sector.");
  if (Number.isNaN(weight) || Number.isNaN(own)) {
    const message = `A weight or a return of ${sector} is not a number.`;
    return rowInvalid(message, "Correct the row, or leave the cell empty for no observation.");
  }
  if (isWithin(weight, PLAUSIBLE.weight) && isWithin(own, PLAUSIBLE.own)) return null;
  const message = `${sector} has a weight of ${weight} and a return of ${own}%: outside the plausible 0 to 1 and -50 to 50.`;
  const remedy = "Weights are fractions of the index, 0.34; returns are percent, -0.85.";
  return { code: "value-implausible", message, remedy };
}

function sectorSeries(sector: string, rows: readonly SectorRow[], origin: Origin): Series[] {
  const id = `SPX.SECTOR.${sector.toUpperCase().replace(/ /g, "_")}`;
  const head = { unit: "percent" as const, calendar: "nyse" as const, origins: [origin] };
  const weights = rows.map(({ date, line, weight }) => {
    return { date, line, value: weight === null ? null : cleanDecimal(weight * 100) };
  });
  return [
    { id: `${id}.WEIGHT`, name: `${sector}, weight in the S&P 500`, ...head, ...columnsOf(weights) },
    { id: `${id}.RETURN`, name: `${sector}, S&P 500 sector return`, ...head, ...columnsOf(rows) },
  ];
}
