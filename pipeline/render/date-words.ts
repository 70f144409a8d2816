import { weekday } from "../finance/dates.ts";
import type { IsoDate } from "../model/unit.ts";

const MONTHS = "January February March April May June July August September October November December".split(
  " ",
);
const WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(" ");

/** `5 November 2025`. */
export function longDate(date: IsoDate): string {
  const [year, month, day] = date.split("-").map(Number);
  return `${day} ${MONTHS[month! - 1]} ${year}`;
}

/** `Wednesday 5 November 2025`. */
export function fullDate(date: IsoDate): string {
  return `${WEEKDAYS[weekday(date)]} ${longDate(date)}`;
}
