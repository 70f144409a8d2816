import type { FaultDetail } from "../../errors.ts";
import { isDate } from "../../finance/dates.ts";
import type { Origin, Series } from "../../model/series.ts";
import type { IsoDate } from "../../model/unit.ts";
import { readColumns, refuseAll } from "./columns.ts";
import { numberIn } from "./sector-table.ts";

/** Prices of 30-day fed funds futures are 100 less a rate between -1 and 20 percent. */
const PLAUSIBLE = [80, 101] as const;

/** A table `as_of,contract_month,price` as one series a contract: `ZQ.2025-12`. */
export function readFuturesTable(
  bytes: Uint8Array,
  origin: Origin,
  { from, to }: { from: IsoDate; to: IsoDate },
): Series[] {
  const { place } = origin;
  const columns = readColumns(bytes, place);
  const at = {
    asOf: columns.column("as_of"),
    month: columns.column("contract_month"),
    price: columns.column("price"),
  };
  const faults: FaultDetail[] = [];
  const series = new Map<string, Series>();
  for (const { line, cells } of columns.rows) {
    const [date = "", month = ""] = [cells[at.asOf]?.trim(), cells[at.month]?.trim()];
    const price = numberIn(cells[at.price]);
    const wrong = rowFault(date, month, price);
    if (wrong) faults.push({ ...wrong, place: `${place}:${line}` });
    if (wrong || date < from || date > to) continue;
    const id = `ZQ.${month}`;
    const known = series.get(id) ?? emptyContract(id, month, origin);
    if (known.dates.includes(date))
      faults.push({
        code: "date-duplicate",
        place: `${place}:${line}`,
        message: `${month} has a second price on ${date}.`,
        remedy: "Keep one of the rows.",
      });
    known.dates.push(date);
    known.values.push(price);
    known.lines?.push(line);
    series.set(id, known);
  }
  refuseAll(faults, place);
  return [...series.values()].map(inOrder);
}

function emptyContract(id: string, month: string, origin: Origin): Series {
  const name = `30-day fed funds future, ${month}`;
  return { id, name, unit: "price", calendar: "nyse", dates: [], values: [], lines: [], origins: [origin] };
}

function inOrder(series: Series): Series {
  const order = series.dates
    .map((_, index) => index)
    .sort((a, b) => (series.dates[a]! < series.dates[b]! ? -1 : 1));
  const by = <T>(column: readonly T[]) => order.map((index) => column[index]!);
  return {
    ...series,
    dates: by(series.dates),
    values: order.map((index) => series.values[index] ?? null),
    lines: by(series.lines ?? []),
  };
}

function rowFault(date: string, month: string, price: number | null): Omit<FaultDetail, "place"> | null {
  const remedy = "Correct the row.";
  if (!isDate(date))
    return {
      code: "row-invalid",
      message: `A date is not a calendar date: ${JSON.stringify(date.slice(0, 40))}.`,
      remedy,
    };
  if (!/^\d{4}-\d{2}$/.test(month))
    return {
      code: "row-invalid",
      message: `A contract month is not YYYY-MM: ${JSON.stringify(month.slice(0, 40))}.`,
      remedy,
    };
  if (price === null) return null;
  if (Number.isNaN(price)) return { code: "row-invalid", message: "A price is not a number.", remedy };
  const [least, most] = PLAUSIBLE;
  if (price >= least && price <= most) return null;
  return {
    code: "value-implausible",
    message: `A price of ${price} is outside the plausible ${least} to ${most}.`,
    remedy: "A price is 100 less the rate: 96.235, not 3.765.",
  };
}
