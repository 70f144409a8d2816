import type { IsoDate } from "../model/unit.ts";

const DAY_MS = 86_400_000;

// Dates are looked at by the ten thousand in every issue, and the same few thousand again and again.
const dates = new Map<number, IsoDate>();

/** Days before each month of a year without a leap day. */
const BEFORE_MONTH = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365];
/** From 0000-01-01 to 1970-01-01. */
const BEFORE_1970 = 719_528;

/**
 * Days since 1970-01-01, in the calendar of today at all times. It is reckoned from the letters: to look a text up in a map takes
 * longer, as each row of a table has a text of its own.
 *
 * @throws RangeError if it is no date of the calendar, such as 2025-02-30
 */
export function dayNumber(date: IsoDate): number {
  const day = numberIn(date, 8, 10);
  const month = numberIn(date, 5, 7);
  const year = numberIn(date, 0, 4);
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const last = BEFORE_MONTH[month]! - BEFORE_MONTH[month - 1]! + (isLeap && month === 2 ? 1 : 0);
  // Of a month that there is not, and of what is no number, nothing is at most the last day.
  if (date.length !== 10 || date[4] !== "-" || date[7] !== "-" || !(day >= 1 && day <= last && year >= 0))
    throw new RangeError(`${date} is no calendar date`);
  const leapDays = Math.ceil(year / 4) - Math.ceil(year / 100) + Math.ceil(year / 400);
  return (
    year * 365 + leapDays + BEFORE_MONTH[month - 1]! + (isLeap && month > 2 ? 1 : 0) + day - 1 - BEFORE_1970
  );
}

/** The digits of a text from one place to another; NaN where one of them is none. */
function numberIn(text: string, from: number, to: number): number {
  let number = 0;
  for (let at = from; at < to; at += 1) {
    const digit = text.charCodeAt(at) - 48;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    number = number * 10 + digit;
  }
  return number;
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
