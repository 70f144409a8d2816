import { isDate } from "../../finance/dates.ts";
import type { IsoDate } from "../../model/unit.ts";

/** The date of a year, a month and a day as they are written, of one digit or two; null where the calendar has none. */
export function dateOf(year: string, month: string | number, day: string): IsoDate | null {
  const date = `${year}-${String(month).padStart(2, "0")}-${day.padStart(2, "0")}`;
  return isDate(date) ? date : null;
}

/** `11/26/2024`, `1/5/2024`: month, day, year, as all our sources mean it; null for anything else. */
export function usDate(text: string): IsoDate | null {
  const [, month = "", day = "", year = ""] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text.trim()) ?? [];
  return dateOf(year, month, day);
}
