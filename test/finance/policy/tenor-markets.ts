import { isTradingDay } from "../../../pipeline/finance/trading-days.ts";
import type { IsoDate } from "../../../pipeline/model/unit.ts";
import { calendars } from "../../support/snapshots.ts";

const DAY_MS = 86_400_000;
const at = (day: IsoDate) => Date.parse(`${day}T00:00:00Z`);
const iso = (ms: number) => new Date(ms).toISOString().slice(0, 10);
const isOpen = (ms: number) => isTradingDay(iso(ms), calendars.fed);

/** The business day on or after a moment. */
function rolled(ms: number): number {
  let day = ms;
  while (!isOpen(day)) day += DAY_MS;
  return day;
}

function businessDaysLater(ms: number, count: number): number {
  let day = ms;
  for (let left = count; left > 0; left -= 1) day = rolled(day + DAY_MS);
  return day;
}

/** The same day so many months later, back from the next month where rolling leads there. */
function monthsLater(ms: number, months: number): number {
  const start = new Date(ms);
  const first = Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + months, 1);
  const length = new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + months + 1, 0)).getUTCDate();
  const plain = first + (Math.min(start.getUTCDate(), length) - 1) * DAY_MS;
  let day = rolled(plain);
  if (new Date(day).getUTCMonth() !== new Date(plain).getUTCMonth()) {
    day = plain;
    while (!isOpen(day)) day -= DAY_MS;
  }
  return day;
}

/**
 * The par rate of a tenor swap, percent, day by day from a daily overnight rate: another way than the product's, which works on
 * stretches of one rate. Interest is compounded on every business day, each payment discounted with the same daily rates.
 */
export function parFrom(tenor: string, asOf: IsoDate, rateOn: (day: IsoDate) => number): number {
  const spot = businessDaysLater(at(asOf), 2);
  const count = Number(tenor.slice(0, -1));
  const months =
    count > 12 ? [count % 12 || 12, count].filter((one, index, all) => all.indexOf(one) === index) : [count];
  const ends = tenor.endsWith("W")
    ? [rolled(spot + 7 * count * DAY_MS)]
    : months.map((one) => monthsLater(spot, one));
  const grownTo = (end: number) => {
    let grown = 1;
    for (let day = spot; day < end; ) {
      const next = rolled(day + DAY_MS);
      grown *= 1 + ((rateOn(iso(day)) / 100) * ((next - day) / DAY_MS)) / 360;
      day = next;
    }
    return grown;
  };
  let [floating, annuity] = [0, 0];
  for (const [index, end] of ends.entries()) {
    const from = ends[index - 1] ?? spot;
    const discount = 1 / grownTo(businessDaysLater(end, 2));
    floating += (grownTo(end) / grownTo(from) - 1) * discount;
    annuity += ((end - from) / DAY_MS / 360) * discount;
  }
  return (floating / annuity) * 100;
}
