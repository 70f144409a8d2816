import type { IsoDate } from "../model/unit.ts";

const DAY_MS = 86_400_000;

// Dates are looked at by the ten thousand in every issue, and the same few thousand again and again.
const numbers = new Map<IsoDate, number>();
const dates = new Map<number, IsoDate>();

/** Days since 1970-01-01. @throws RangeError if it is no date of the calendar, such as 2025-02-30 */
export function dayNumber(date: IsoDate): number {
  const known = numbers.get(date);
  if (known !== undefined) return known;
  const day = Date.parse(`${date}T00:00:00Z`) / DAY_MS;
  if (Number.isNaN(day) || isoDate(day) !== date) throw new RangeError(`${date} is no calendar date`);
  numbers.set(date, day);
  return day;
}

/** The date so many days after 1970-01-01. */
export function isoDate(day: number): IsoDate {
  const known = dates.get(day);
  if (known !== undefined) return known;
  const date = new Date(day * DAY_MS).toISOString().slice(0, 10);
  dates.set(day, date);
  return date;
}

/** The date `days` calendar days later, or earlier if negative. */
export function addDays(date: IsoDate, days: number): IsoDate {
  return isoDate(dayNumber(date) + days);
}

/** Calendar days from `from` to `to`. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** The same day `years` earlier; 29 February becomes the 28th. */
export function yearsBefore(date: IsoDate, years: number): IsoDate {
  const year = String(Number(date.slice(0, 4)) - years).padStart(4, "0");
  const same = `${year}${date.slice(4)}`;
  return isDate(same) ? same : `${year}-02-28`;
}

/** True for a date of the calendar in ISO form. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(ms) && isoDate(ms / DAY_MS) === text;
}

/** 0 Monday to 6 Sunday. */
export function weekday(date: IsoDate): number {
  // Twice, because the remainder of a day before 1970 is negative.
  return (((dayNumber(date) + 3) % 7) + 7) % 7;
}

/** `YYYY-MM` of a date. */
export function monthOf(date: IsoDate): string {
  return date.slice(0, 7);
}

/** The month `count` months after `month` (`YYYY-MM`). */
export function addMonths(month: string, count: number): string {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + count;
  return `${String(Math.floor(index / 12)).padStart(4, "0")}-${String((index % 12) + 1).padStart(2, "0")}`;
}

/** Days in a month (`YYYY-MM`). */
export function daysInMonth(month: string): number {
  return daysBetween(`${month}-01`, `${addMonths(month, 1)}-01`);
}
