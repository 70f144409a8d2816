import { addDays, addMonths, dayNumber, daysBetween, monthOf } from "../../finance/dates.ts";
import type { IsoDate } from "../../model/unit.ts";

export interface DateTick {
  /** Days since 1970-01-01. */
  readonly day: number;
  readonly text: string;
}

const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
const MONTH_STEPS = [1, 2, 3, 6] as const;
const DAY_STEPS = [1, 2, 7, 14, 28, 42] as const;
const YEAR_STEPS = [1, 2, 5, 10, 20, 50] as const;
/** Above this many days years are marked, below it months, and days where there would be but two or three months. */
const YEARS_FROM_DAYS = 900;
const MONTHS_FROM_DAYS = 100;

/** Marks where years begin, or months, or days: as many as there is room for, `most` at most. */
export function dateTicks(from: IsoDate, to: IsoDate, most: number): DateTick[] {
  const days = daysBetween(from, to);
  if (days >= YEARS_FROM_DAYS) return yearTicks(from, to, most);
  return days >= MONTHS_FROM_DAYS ? monthTicks(from, to, most) : dayTicks(from, to, most);
}

/** `Nov 2024`. */
export function monthText(date: IsoDate): string {
  return `${MONTHS[Number(date.slice(5, 7)) - 1]} ${date.slice(0, 4)}`;
}

function yearTicks(from: IsoDate, to: IsoDate, most: number): DateTick[] {
  const starts = monthStarts(from, to).filter((date) => date.endsWith("-01-01"));
  const every = YEAR_STEPS.find((step) => Math.ceil(starts.length / step) <= most) ?? 100;
  return starts
    .filter((date) => Number(date.slice(0, 4)) % every === 0)
    .map((date) => ({ day: dayNumber(date), text: date.slice(0, 4) }));
}

function monthTicks(from: IsoDate, to: IsoDate, most: number): DateTick[] {
  const starts = monthStarts(from, to);
  const every = MONTH_STEPS.find((step) => starts.length / step <= most) ?? 12;
  return withYears(
    starts.filter((date) => (Number(date.slice(5, 7)) - 1) % every === 0),
    (date) => MONTHS[Number(date.slice(5, 7)) - 1]!,
  );
}

function dayTicks(from: IsoDate, to: IsoDate, most: number): DateTick[] {
  const days = daysBetween(from, to);
  const every = DAY_STEPS.find((step) => days / step + 1 <= most) ?? days + 1;
  const dates = Array.from({ length: Math.floor(days / every) + 1 }, (_, index) =>
    addDays(from, index * every),
  );
  return withYears(dates, (date) => `${Number(date.slice(8))} ${MONTHS[Number(date.slice(5, 7)) - 1]}`);
}

/** The year stands on the first mark and on the first of each new year. */
function withYears(dates: readonly IsoDate[], name: (date: IsoDate) => string): DateTick[] {
  return dates.map((date, index) => {
    const sameYear = index > 0 && dates[index - 1]!.slice(0, 4) === date.slice(0, 4);
    return { day: dayNumber(date), text: sameYear ? name(date) : `${name(date)} ${date.slice(0, 4)}` };
  });
}

/** The first day of each month in [from, to]. */
function monthStarts(from: IsoDate, to: IsoDate): IsoDate[] {
  const starts: IsoDate[] = [];
  for (let month = monthOf(from); `${month}-01` <= to; month = addMonths(month, 1)) {
    if (`${month}-01` >= from) starts.push(`${month}-01`);
  }
  return starts;
}
