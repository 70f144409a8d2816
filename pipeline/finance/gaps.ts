import type { Holidays } from "../model/holidays.ts";
import type { IsoDate } from "../model/unit.ts";
import { addDays, daysBetween } from "./dates.ts";
import { isTradingDay, openDays } from "./trading-days.ts";

/** So many calendar days without an observation of a daily series are a hole: what lies on both sides of it is not one move. */
const HOLE_DAYS = 14;

/** Whether two neighbouring observations of a daily series have a hole of more than 14 calendar days between them. */
export function isHole(before: IsoDate, after: IsoDate): boolean {
  return apart(before, after) > HOLE_DAYS;
}

/** Calendar days between two dates; sixty years of neighbours are mostly of one month, and need no calendar. */
function apart(before: IsoDate, after: IsoDate): number {
  const sameMonth =
    before.charCodeAt(6) === after.charCodeAt(6) &&
    before.charCodeAt(5) === after.charCodeAt(5) &&
    before.charCodeAt(3) === after.charCodeAt(3) &&
    before.charCodeAt(2) === after.charCodeAt(2);
  const day = (date: IsoDate) => date.charCodeAt(8) * 10 + date.charCodeAt(9);
  return sameMonth ? day(after) - day(before) : daysBetween(before, after);
}

/** Days on which the market was open and a series says nothing, not even that there is nothing. */
export interface Gap {
  readonly from: IsoDate;
  readonly to: IsoDate;
  /** Of its market. */
  readonly days: number;
}

/** The gaps between the first and the last row of a column, in so far as the calendar reaches. */
export function gapsOf(
  { dates }: { readonly dates: readonly IsoDate[] },
  holidays: Holidays,
): readonly Gap[] {
  const known = dates.filter((date) => date >= holidays.knownFrom && date <= holidays.knownTo);
  return known.flatMap((date, index): Gap[] => {
    const before = known[index - 1];
    if (before === undefined) return [];
    const days = openDays(before, addDays(date, -1), holidays);
    if (days === 0) return [];
    return [{ from: firstOpen(before, holidays), to: lastOpen(date, holidays), days }];
  });
}

function firstOpen(after: IsoDate, holidays: Holidays): IsoDate {
  let day = addDays(after, 1);
  while (!isTradingDay(day, holidays)) day = addDays(day, 1);
  return day;
}

function lastOpen(before: IsoDate, holidays: Holidays): IsoDate {
  let day = addDays(before, -1);
  while (!isTradingDay(day, holidays)) day = addDays(day, -1);
  return day;
}
