import type { Holidays } from "../model/holidays.ts";
import type { IsoDate } from "../model/unit.ts";
import { addDays, addMonths, daysInMonth, monthOf } from "./dates.ts";
import { weekdayOf } from "./releases.ts";
import { isTradingDay, tradingDayBefore } from "./trading-days.ts";

/** What runs out on a day that no news announces. */
export const expiryKinds = ["options", "vix", "fed-funds", "quarter-end"] as const;
export type ExpiryKind = (typeof expiryKinds)[number];

export interface Expiry {
  readonly kind: ExpiryKind;
  readonly date: IsoDate;
}

const FRIDAY = 4;
/** Calendar days from the settlement of VIX futures to the expiry of the S&P 500 options that they are settled by. */
const VIX_DAYS = 30;

/**
 * The day on which the month's equity and index options expire: the third Friday, or the trading day before where the exchange is closed.
 *
 * @param month `YYYY-MM`
 * @throws RangeError outside the span for which the closings are known
 * @see cboe.com, options expiration calendar: 17 April 2025, before Good Friday
 */
export function optionsExpiry(month: string, nyse: Holidays): IsoDate {
  return openOrBefore(weekdayOf(month, FRIDAY, 3), nyse);
}

/**
 * The final settlement day of the month's VIX futures: the Wednesday 30 days before the third Friday of the next month, or the trading day
 * before it where that Wednesday or that Friday is a holiday.
 *
 * @param month `YYYY-MM`
 * @throws RangeError outside the span for which the closings are known
 * @see cboe.com, VX futures contract specifications, "Final Settlement Date"
 */
export function vixExpiry(month: string, nyse: Holidays): IsoDate {
  const friday = weekdayOf(addMonths(month, 1), FRIDAY, 3);
  const wednesday = addDays(friday, -VIX_DAYS);
  const isPlain = isTradingDay(wednesday, nyse) && isTradingDay(friday, nyse);
  return isPlain ? wednesday : tradingDayBefore(wednesday, nyse);
}

/**
 * The last trading day of a month: fed funds futures of the month end, and portfolios that rebalance with the month or the quarter do so.
 *
 * @param month `YYYY-MM`
 * @throws RangeError outside the span for which the closings are known
 * @see CBOT Rulebook, chapter 22: trading ends on the last business day of the delivery month
 */
export function lastTradingDay(month: string, nyse: Holidays): IsoDate {
  return openOrBefore(`${month}-${daysInMonth(month)}`, nyse);
}

/** All of them in (after, upTo], oldest first; none of months for which the exchange's closings are not known. */
export function expiriesIn(after: IsoDate, upTo: IsoDate, nyse: Holidays): readonly Expiry[] {
  const found: Expiry[] = [];
  for (let month = monthOf(after); month <= monthOf(upTo); month = addMonths(month, 1)) {
    // The VIX needs a Friday of the month after.
    if (addMonths(month, 2) > monthOf(nyse.knownTo) || month < monthOf(nyse.knownFrom)) continue;
    const end = lastTradingDay(month, nyse);
    found.push(
      { kind: "options", date: optionsExpiry(month, nyse) },
      { kind: "vix", date: vixExpiry(month, nyse) },
      { kind: "fed-funds", date: end },
    );
    if (Number(month.slice(5)) % 3 === 0) found.push({ kind: "quarter-end", date: end });
  }
  return found
    .filter(({ date }) => date > after && date <= upTo)
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}

function openOrBefore(date: IsoDate, nyse: Holidays): IsoDate {
  return isTradingDay(date, nyse) ? date : tradingDayBefore(date, nyse);
}
