import type { IsoDate } from "../../model/unit.ts";
import { monthOf } from "../dates.ts";
import { daysOf, type Overnight } from "./meeting-months.ts";

/** What the contract of the month that is running says of its remaining days. */
export interface RestOfMonth {
  /** Calendar days without a published rate. */
  readonly days: number;
  /** The mean rate over them that the price implies, percent. */
  readonly percent: number;
  /** What half a tick in the price (the spot month's tick is 0.25 bp) does to it, bp. */
  readonly uncertaintyBp: number;
}

/** Half of the spot month's tick. */
const HALF_SPOT_TICK_BP = 0.125;

/**
 * The average of the remaining days that the current month's contract implies: (D A - sum of the realised calendar-day rates) / days
 * left, A = 100 - price. A weekend or holiday repeats the business day before it; days from the newest rate on are not realised.
 *
 * @param price of the contract of the as-of day's own month
 * @returns null where no day is left, or where a rate before the newest one is not known: the sum would be short of it
 * @see methods.md 3.2; CBOT Rulebook ch. 22 for the mean over calendar days
 */
export function restOfMonth(price: number, asOf: IsoDate, { newest, on }: Overnight): RestOfMonth | null {
  const all = daysOf(monthOf(asOf));
  const rates = all.map((day) => ({ day, rate: on(day) }));
  if (rates.some(({ day, rate }) => rate === null && day <= newest.date)) return null;
  const realised = rates.flatMap(({ rate }) => (rate === null ? [] : [rate]));
  const days = all.length - realised.length;
  if (days === 0) return null;
  const sum = realised.reduce((total, rate) => total + rate, 0);
  return {
    days,
    percent: (all.length * (100 - price) - sum) / days,
    uncertaintyBp: (HALF_SPOT_TICK_BP * all.length) / days,
  };
}
