import type { ReleaseRule } from "../model/agenda.ts";
import type { Holidays } from "../model/holidays.ts";
import type { IsoDate } from "../model/unit.ts";
import { addDays, addMonths, daysBetween, daysInMonth, monthOf, weekday } from "./dates.ts";
import { isTradingDay, tradingDayAfter, tradingDayBefore } from "./trading-days.ts";

/** A release of economic figures that markets wait for, under our id and FRED's number. The name begins with a capital wherever it stands. */
export interface Release {
  readonly id: string;
  readonly name: string;
  readonly fred: string;
}

/** The releases of which the days are followed. The FOMC is none of them: FRED lists its "release" on every day. */
export const releases: readonly Release[] = [
  { id: "US.RELEASE.CPI", name: "CPI", fred: "10" },
  { id: "US.RELEASE.JOBS", name: "US payrolls", fred: "50" },
  { id: "US.RELEASE.GDP", name: "US GDP", fred: "53" },
  { id: "US.RELEASE.PCE", name: "PCE prices and income", fred: "54" },
  { id: "US.RELEASE.RETAIL", name: "US retail sales", fred: "9" },
  { id: "US.RELEASE.INDPRO", name: "US industrial production", fred: "13" },
  { id: "US.RELEASE.CLAIMS", name: "US jobless claims", fred: "180" },
];

/** Where the days of a rule are looked for. */
export interface Ahead {
  /** (after, upTo] */
  readonly after: IsoDate;
  readonly upTo: IsoDate;
  /** Of those who publish: the Federal Reserve's, which are the government's. */
  readonly holidays: Holidays;
}

/**
 * Days on which a release is to be expected by its rule: `on` the n-th of each month or the next business day, on the `first` such weekday
 * of a month, or on `every` such weekday; the last two on the business day before where theirs is a holiday.
 *
 * @returns dates oldest first; none for what the holidays are not known for
 */
export function expectedDays({ kind, day }: ReleaseRule, { after, upTo, holidays }: Ahead): IsoDate[] {
  const isKnown = (date: IsoDate) => date > holidays.knownFrom && date < holidays.knownTo;
  const open = (date: IsoDate) => {
    if (isTradingDay(date, holidays)) return date;
    return kind === "on" ? tradingDayAfter(date, holidays) : tradingDayBefore(date, holidays);
  };
  const plain = kind === "every" ? everyWeek(day, after, upTo) : everyMonth({ kind, day }, after, upTo);
  return plain
    .filter(isKnown)
    .map(open)
    .filter((date) => date > after && date <= upTo);
}

/** A day more at the end: one that falls on a holiday is kept the day before. */
function everyWeek(day: number, after: IsoDate, upTo: IsoDate): IsoDate[] {
  const days: IsoDate[] = [];
  let date = addDays(after, (((day - weekday(after)) % 7) + 7) % 7 || 7);
  for (; date <= addDays(upTo, 1); date = addDays(date, 7)) days.push(date);
  return days;
}

function everyMonth(
  { kind, day }: Pick<ReleaseRule, "kind" | "day">,
  after: IsoDate,
  upTo: IsoDate,
): IsoDate[] {
  const days: IsoDate[] = [];
  for (let month = monthOf(after); month <= monthOf(upTo); month = addMonths(month, 1))
    days.push(kind === "on" ? nth(month, day) : weekdayOf(month, day, 1));
  return days;
}

function nth(month: string, day: number): IsoDate {
  return `${month}-${String(Math.min(day, daysInMonth(month))).padStart(2, "0")}`;
}

/**
 * The n-th such weekday of a month: the third Friday is `weekdayOf("2025-11", 4, 3)`.
 *
 * @param month `YYYY-MM`
 * @param day 0 Monday to 6 Sunday
 * @param count 1 for the first
 */
export function weekdayOf(month: string, day: number, count: number): IsoDate {
  const first = `${month}-01`;
  return addDays(first, ((day - weekday(first) + 7) % 7) + 7 * (count - 1));
}

/** Days after one release in which no other is expected: its own day may have been another one than the rule gives. */
const APART = { on: 20, first: 20, every: 5 } as const;

/** The expected days of a rule after the last published one. A gap between published days is believed: a release may have been put off. */
export function estimatedDays(rule: ReleaseRule, published: readonly IsoDate[], ahead: Ahead): IsoDate[] {
  const last = [...published].sort().at(-1);
  return expectedDays(rule, ahead).filter(
    (date) => last === undefined || daysBetween(last, date) >= APART[rule.kind],
  );
}
