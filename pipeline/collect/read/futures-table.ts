import type { FaultDetail } from "../../errors.ts";
import { isDate } from "../../finance/dates.ts";
import type { Origin, Series } from "../../model/series.ts";
import type { IsoDate } from "../../model/unit.ts";
import { numberIn, readColumns, refuseAll } from "./columns.ts";
import { addTo, columnsOf, type DatedRow, inDateOrder, notDate } from "./dated-rows.ts";

/** Prices of 30-day fed funds futures are 100 less a rate between -1 and 20 percent. */
const PLAUSIBLE = [80, 101] as const;

/**
 * A table `as_of,contract_month,price` as one series a contract: `ZQ.2025-12`. Rows may come in any order.
 *
 * @throws PipelineError with every bad row from `from` to `to`: row-invalid, value-implausible, date-duplicate
 */
export function readFuturesTable(
  bytes: Uint8Array,
  origin: Origin,
  { from, to }: { readonly from: IsoDate; readonly to: IsoDate },
): Series[] {
  const { place } = origin;
  const columns = readColumns(bytes, place);
  const at = ["as_of", "contract_month", "price"].map((name) => columns.column(name));
  const faults: FaultDetail[] = [...columns.faults];
  const contracts = new Map<string, DatedRow[]>();
  for (const { line, cells } of columns.rows) {
    const [date = "", month = "", price] = at.map((index) => (cells[index] ?? "").trim());
    const value = numberIn(price);
    const wrong = rowFault(date, month, value);
    if (isDate(date) && (date < from || date > to)) continue;
    if (wrong) faults.push({ ...wrong, place: `${place}:${line}` });
    else addTo(contracts, month, { date, line, value });
  }
  const series = [...contracts].map(([month, rows]): Series => {
    const ordered = inDateOrder(rows, { place, of: month });
    faults.push(...ordered.faults);
    const name = `30-day fed funds future, ${month}`;
    const head = { id: `ZQ.${month}`, name, unit: "price", calendar: "nyse" } as const;
    return { ...head, ...columnsOf(ordered.rows), origins: [origin] };
  });
  refuseAll(faults, place);
  return series;
}

function rowFault(date: string, month: string, price: number | null): Omit<FaultDetail, "place"> | null {
  const invalid = (message: string) => ({
    code: "row-invalid" as const,
    message,
    remedy: "Correct the row.",
  });
  if (!isDate(date)) return notDate(date);
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month))
    return invalid(`A contract month is not YYYY-MM: ${JSON.stringify(month.slice(0, 40))}.`);
  if (price === null) return null;
  if (Number.isNaN(price)) return invalid(`The price of ${month} is not a number.`);
  const [least, most] = PLAUSIBLE;
  if (price >= least && price <= most) return null;
  return {
    code: "value-implausible",
    message: `A price of ${price} is outside the plausible ${least} to ${most}.`,
    remedy: "A price is 100 less the rate: 96.235, not 3.765.",
  };
}
