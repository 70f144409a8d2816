import type { IsoDate } from "../model/unit.ts";
import { weekday } from "./dates.ts";

export const MONTHS =
  "January February March April May June July August September October November December".split(" ");
export const WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(" ");

export const dateStyles = ["long", "short", "day", "month", "weekday", "full"] as const;
export type DateStyle = (typeof dateStyles)[number];

/** `5 November 2025`, short `5 Nov 2025`, day `5 November`, month `Nov 2025`, weekday `Wednesday`, full `Wednesday 5 November 2025`. */
export function printDate(date: IsoDate, style: DateStyle = "long"): string {
  const [year, month, day] = date.split("-").map(Number) as [number, number, number];
  const name = MONTHS[month - 1]!;
  const dayName = WEEKDAYS[weekday(date)]!;
  const forms: Record<DateStyle, string> = {
    long: `${day} ${name} ${year}`,
    short: `${day} ${name.slice(0, 3)} ${year}`,
    day: `${day} ${name}`,
    month: `${name.slice(0, 3)} ${year}`,
    weekday: dayName,
    full: `${dayName} ${day} ${name} ${year}`,
  };
  return forms[style];
}
