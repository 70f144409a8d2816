import { addDays, addMonths, daysBetween, daysInMonth, isDate, weekday } from "../../finance/dates.ts";
import type { IsoDate } from "../../model/unit.ts";

/** First and last day of a stretch of the calendar. */
export interface Days {
  readonly first: IsoDate;
  readonly last: IsoDate;
}

/** Which way the words around a date point: "since March" back, "by March" ahead; null: they do not say. */
export type Bearing = "back" | "ahead" | null;

/** A yearless day is the one ahead where that is at most so near and nearer than the last one. */
const AHEAD_DAYS = 183;
/** A yearless month or quarter is the one ahead only where it begins this soon: "the April lows" are past ones in November. */
const AHEAD_MONTH_DAYS = 92;

const pad = (value: number, length = 2) => String(value).padStart(length, "0");

/** The day, or null where the calendar has none such: 31 February. */
export function dayOf(year: number, month: number, day: number): IsoDate | null {
  const date = `${pad(year, 4)}-${pad(month)}-${pad(day)}`;
  return isDate(date) ? date : null;
}

/** `count` whole months from the first of `month` on. */
export function monthsFrom(year: number, month: number, count = 1): Days {
  const first = `${pad(year, 4)}-${pad(month)}`;
  const last = addMonths(first, count - 1);
  return { first: `${first}-01`, last: `${last}-${daysInMonth(last)}` };
}

/** The year of a day without one: said by "since" or "next", else ahead only within half a year and nearer than the last one. */
export function yearOfDay(today: IsoDate, month: number, day: number, bearing: Bearing): number {
  const year = Number(today.slice(0, 4));
  const sameDay = `${pad(month)}-${pad(day)}`;
  const lastYear = sameDay <= today.slice(5) ? year : year - 1;
  if (bearing !== null) return bearing === "back" ? lastYear : sameDay >= today.slice(5) ? year : year + 1;
  const [past, next] = [dayOf(lastYear, month, day), dayOf(lastYear + 1, month, day)];
  if (past === null || next === null) return lastYear;
  const ahead = daysBetween(today, next);
  return ahead <= AHEAD_DAYS && ahead < daysBetween(past, today) ? lastYear + 1 : lastYear;
}

/** The year of a month (or of `count` of them) without one: the running or last one, unless a word points ahead or it begins within three months. */
export function yearOfMonths(today: IsoDate, month: number, count: number, bearing: Bearing): number {
  const year = Number(today.slice(0, 4));
  const lastYear = monthsFrom(year, month, count).first <= today ? year : year - 1;
  if (bearing === "back") return lastYear;
  if (monthsFrom(lastYear, month, count).last >= today) return lastYear;
  const ahead = daysBetween(today, monthsFrom(lastYear + 1, month, count).first);
  return bearing === "ahead" || ahead <= AHEAD_MONTH_DAYS ? lastYear + 1 : lastYear;
}

/** The day that a weekday means: today's own or the last one before; after "next" the first one ahead, after "last" never today. */
export function dayOfWeekday(today: IsoDate, wanted: number, word: string): IsoDate {
  const back = (weekday(today) - wanted + 7) % 7;
  if (/^(?:next|coming|by|until|before|for|due)$/.test(word)) return addDays(today, 7 - back);
  return addDays(today, -(word === "last" && back === 0 ? 7 : back));
}

/** The working day before or after, by the week alone: holidays are not known here. */
export function workday(today: IsoDate, step: 1 | -1): IsoDate {
  let day = addDays(today, step);
  while (weekday(day) > 4) day = addDays(day, step);
  return day;
}
