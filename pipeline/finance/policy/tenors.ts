import type { Holidays } from "../../model/holidays.ts";
import type { IsoDate } from "../../model/unit.ts";
import { addDays, addMonths, daysInMonth, isDate, monthOf } from "../dates.ts";
import { isTradingDay, tradingDayAfter, tradingDayBefore } from "../trading-days.ts";

/** Tenors of the overnight index swaps that a path may be read from. */
export const tenors = [
  ...["1W", "2W", "3W"],
  ...["1M", "2M", "3M", "4M", "5M", "6M", "7M", "8M", "9M", "10M", "11M", "12M"],
  ...["15M", "18M", "21M", "24M"],
] as const;

/** Business days from the trade to the first day of the swap. */
const SPOT_DAYS = 2;

/** The first day of a swap traded on a day: two business days of the Federal Reserve later. */
export function spotOf(asOf: IsoDate, fed: Holidays): IsoDate {
  let day = asOf;
  for (let count = 0; count < SPOT_DAYS; count += 1) day = tradingDayAfter(day, fed);
  return day;
}

/** The day on which a period's interest is paid: two business days after its end. */
export function paymentOf(end: IsoDate, fed: Holidays): IsoDate {
  return spotOf(end, fed);
}

/**
 * The ends of a swap's periods: one up to a year; above it annual ones, counted back from the end, so that the first is the short one
 * (18M: six months, then twelve). Ends move to the next business day, of months not into the next month (modified following).
 *
 * @see methods.md 3.5; OpenSourceRisk Engine, USD-OIS-CONVENTIONS, rule "Backward"
 */
export function periodEnds(tenor: string, spot: IsoDate, fed: Holidays): readonly IsoDate[] {
  const count = Number(tenor.slice(0, -1));
  if (tenor.endsWith("W")) return [following(addDays(spot, 7 * count), fed)];
  const first = count % 12 === 0 ? 12 : count % 12;
  const ends: IsoDate[] = [];
  for (let months = count > 12 ? first : count; months <= count; months += 12)
    ends.push(modifiedFollowing(monthsAfter(spot, months), fed));
  return ends;
}

/** The same day of a later month, or its last day where it is shorter. */
function monthsAfter(day: IsoDate, count: number): IsoDate {
  const month = addMonths(monthOf(day), count);
  const same = `${month}-${day.slice(8)}`;
  return isDate(same) ? same : `${month}-${daysInMonth(month)}`;
}

function following(day: IsoDate, fed: Holidays): IsoDate {
  return isTradingDay(day, fed) ? day : tradingDayAfter(day, fed);
}

function modifiedFollowing(day: IsoDate, fed: Holidays): IsoDate {
  const next = following(day, fed);
  return monthOf(next) === monthOf(day) ? next : tradingDayBefore(day, fed);
}
