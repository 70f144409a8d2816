import type { Holidays } from "../model/holidays.ts";
import type { IsoDate } from "../model/unit.ts";
import { addDays, dayNumber, weekday } from "./dates.ts";

const closings = new WeakMap<Holidays, ReadonlySet<IsoDate>>();

/** The closings as a set, made once for each calendar. */
function closedOn(holidays: Holidays): ReadonlySet<IsoDate> {
  const known = closings.get(holidays) ?? new Set(holidays.closed);
  closings.set(holidays, known);
  return known;
}

/** True when the market is open on `date`. @throws RangeError outside the span for which the closings are known */
export function isTradingDay(date: IsoDate, holidays: Holidays): boolean {
  const { knownFrom, knownTo } = holidays;
  if (date < knownFrom || date > knownTo) {
    throw new RangeError(`market closings are known from ${knownFrom} to ${knownTo}, not for ${date}`);
  }
  return weekday(date) < 5 && !closedOn(holidays).has(date);
}

/** The last trading day before `date`. */
export function tradingDayBefore(date: IsoDate, holidays: Holidays): IsoDate {
  let day = addDays(date, -1);
  while (!isTradingDay(day, holidays)) day = addDays(day, -1);
  return day;
}

/** The first trading day after `date`. */
export function tradingDayAfter(date: IsoDate, holidays: Holidays): IsoDate {
  let day = addDays(date, 1);
  while (!isTradingDay(day, holidays)) day = addDays(day, 1);
  return day;
}

/** Trading days in [from, to]. */
export function tradingDays(from: IsoDate, to: IsoDate, holidays: Holidays): IsoDate[] {
  const days: IsoDate[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) if (isTradingDay(day, holidays)) days.push(day);
  return days;
}

/** How many days in (after, upTo] the market was open: weekdays less closings, counted without walking them. */
export function openDays(after: IsoDate, upTo: IsoDate, { closed }: Holidays): number {
  const weekdaysTo = (day: IsoDate) =>
    Math.floor((dayNumber(day) + 3) / 7) * 5 + Math.min(weekday(day), 4) + 1;
  const weekdays = weekdaysTo(upTo) - weekdaysTo(after);
  return weekdays - closed.filter((day) => day > after && day <= upTo && weekday(day) < 5).length;
}
