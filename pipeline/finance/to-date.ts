import type { Holidays } from "../model/holidays.ts";
import type { IsoDate } from "../model/unit.ts";
import { addDays, weekday } from "./dates.ts";
import { tradingDayBefore, tradingDays } from "./trading-days.ts";

/** A stretch of trading days that ends on the day asked for. */
export interface SpanToDate {
  readonly kind: "week" | "month" | "year";
  /** The trading day before its first one: returns are counted from this day's close. */
  readonly base: IsoDate;
  /** Its trading days, oldest first. */
  readonly days: readonly IsoDate[];
}

/** A start nearer than this to where the closings begin has no day before it that is known. */
const DAYS_BACK = 10;

/**
 * Week, month and year to date, the shortest first: from the last close before Monday, before the 1st, before 1 January. A span of one
 * day is left out (it is the day), and so is one that begins where a longer one begins: in January the month is the year. What begins
 * before the closings are known is left out.
 */
export function spansToDate(date: IsoDate, holidays: Holidays): readonly SpanToDate[] {
  const starts = [
    ["week", addDays(date, -weekday(date))],
    ["month", `${date.slice(0, 7)}-01`],
    ["year", `${date.slice(0, 4)}-01-01`],
  ] as const;
  const known = starts.filter(([, start]) => addDays(start, -DAYS_BACK) >= holidays.knownFrom);
  const spans = known.map(([kind, start]) => ({
    kind,
    base: tradingDayBefore(start, holidays),
    days: tradingDays(start, date, holidays),
  }));
  return spans.filter(
    ({ base, days }, index) =>
      days.length > 1 && !spans.slice(index + 1).some((longer) => longer.base === base),
  );
}
