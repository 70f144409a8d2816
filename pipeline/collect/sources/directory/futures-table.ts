import { isDate } from "../../../finance/dates.ts";
import type { Origin, Series } from "../../../model/series.ts";
import { numberIn } from "../../read/cell.ts";
import { columnsOf } from "../../read/dated-rows.ts";
import { futuresPriceFault } from "../../read/futures-price.ts";
import { quoted } from "../../read/quoted.ts";
import { type FileRow, notDate, rowInvalid, type Unplaced } from "../../read/row-faults.ts";
import { readKeyedTable, type Span } from "./keyed-table.ts";

/** `value` is the price. */
interface PriceRow extends FileRow {
  /** `2025-12`. */
  readonly month: string;
}

/** How the prices count the days of a decision's month. */
type Counted = Pick<Series, "newRateFrom">;

/**
 * A table `as_of,contract_month,price` as one series a contract: `ZQ.2025-12`. Rows may come in any order.
 *
 * @throws PipelineError with every bad row within the span: row-invalid, value-implausible, date-duplicate
 */
export function readFuturesTable(
  bytes: Uint8Array,
  origin: Origin,
  { from, to, ...counted }: Span & Counted,
): Series[] {
  const table = {
    columns: ["as_of", "contract_month", "price"],
    readRow: ([date = "", month = "", price]: readonly string[], line: number) => {
      return { date, month, line, value: numberIn(price) };
    },
    rowFault,
    keyOf: ({ month }: PriceRow) => month,
    seriesOf: (month: string, rows: readonly PriceRow[]) => [
      { ...contract(month, rows, origin), ...counted },
    ],
  };
  return readKeyedTable(table, { bytes, place: origin.place }, { from, to });
}

function contract(month: string, rows: readonly PriceRow[], origin: Origin): Series {
  const name = `30-day fed funds future, ${month}`;
  const head = { id: `ZQ.${month}`, name, unit: "price", calendar: "nyse" } as const;
  return { ...head, ...columnsOf(rows), origins: [origin] };
}

function rowFault({ date, month, value: price }: PriceRow): Unplaced | null {
  if (!isDate(date)) return notDate(date);
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month))
    return rowInvalid(`A contract month is not YYYY-MM: ${quoted(month)}.`);
  if (Number.isNaN(price)) return rowInvalid(`The price of ${month} is not a number.`);
  return futuresPriceFault(price, month, "A price is 100 less the rate: 96.235, not 3.765.");
}
