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
  /** The series that a release brings a new figure of, and what one of them is of; a month's figure comes in the month after. */
  readonly series: string;
  readonly period: "week" | "month" | "quarter";
}

/** The releases of which the days are followed. The FOMC is none of them: FRED lists its "release" on every day. */
export const releases: readonly Release[] = [
  { id: "US.RELEASE.CPI", name: "CPI", fred: "10", series: "US.CPI", period: "month" },
  { id: "US.RELEASE.JOBS", name: "US payrolls", fred: "50", series: "US.PAYROLLS", period: "month" },
  { id: "US.RELEASE.GDP", name: "US GDP", fred: "53", series: "US.GDP.REAL", period: "quarter" },
  { id: "US.RELEASE.PCE", name: "PCE prices and income", fred: "54", series: "US.PCE.CORE", period: "month" },
  { id: "US.RELEASE.RETAIL", name: "US retail sales", fred: "9", series: "US.RETAIL", period: "month" },
  {
    id: "US.RELEASE.INDPRO",
    name: "US industrial production",
    fred: "13",
    series: "US.INDPRO",
    period: "month",
  },
  { id: "US.RELEASE.CLAIMS", name: "US jobless claims", fred: "180", series: "US.CLAIMS", period: "week" },
];

const SATURDAY = 5;

/** Where the days of a rule are looked for. */
export interface Ahead {
  /** (after, upTo] */
  readonly after: IsoDate;
  readonly upTo: IsoDate;
  /** Of those who publish: the Federal Reserve's, which are the government's. */
  readonly holidays: Holidays;
}

/**
 * Days on which a release is to be expected by its rule: `on` the n-th of each month, of a Saturday on the Friday, else on the next business
 * day; on the `first` such weekday of a month, or on `every` such weekday, both on the business day before where theirs is a holiday.
 *
 * @returns dates oldest first; none for what the holidays are not known for
 */
export function expectedDays({ kind, day }: ReleaseRule, { after, upTo, holidays }: Ahead): IsoDate[] {
  const isKnown = (date: IsoDate) => date > holidays.knownFrom && date < holidays.knownTo;
  const open = (date: IsoDate) => {
    if (isTradingDay(date, holidays)) return date;
    const friday = weekday(date) === SATURDAY ? addDays(date, -1) : date;
    if (kind === "on") return isTradingDay(friday, holidays) ? friday : tradingDayAfter(date, holidays);
    return tradingDayBefore(date, holidays);
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
  // A first of the month that is a Saturday is kept the day before.
  for (let month = monthOf(after); month <= monthOf(addDays(upTo, 1)); month = addMonths(month, 1))
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

/** Farther ahead than this, the release before the expected one may still be on its way. */
const NEAR_DAYS = 20;

/** The newest figure of a release's series, and how old it may be: calendar days after its own date. */
export interface Brought {
  readonly newest: IsoDate;
  readonly maxAgeDays: number | undefined;
}

/**
 * Whether a release is behind its own pattern, so that no day can be guessed for the next one: its newest figure is older than its series
 * may be, or, of a monthly one, the release before the next expected one has not come: by then the month two before is known.
 *
 * @param next the next day by rule, after `date`
 * @param date the day
 */
export function isOverdue(
  { period }: Pick<Release, "period">,
  { newest, maxAgeDays }: Brought,
  { next, date }: { readonly next: IsoDate; readonly date: IsoDate },
): boolean {
  if (maxAgeDays !== undefined && daysBetween(newest, date) > maxAgeDays) return true;
  const isNear = daysBetween(date, next) <= NEAR_DAYS;
  return period === "month" && isNear && monthOf(newest) < addMonths(monthOf(next), -2);
}
