import { addDays, daysInMonth, monthOf } from "../../../pipeline/finance/dates.ts";
import type { FuturesMarket } from "../../../pipeline/finance/policy/futures-path.ts";
import type { Overnight } from "../../../pipeline/finance/policy/meeting-months.ts";
import { isTradingDay, tradingDayAfter, tradingDayBefore } from "../../../pipeline/finance/trading-days.ts";
import type { MeetingCalendar } from "../../../pipeline/model/meeting.ts";
import type { IsoDate } from "../../../pipeline/model/unit.ts";
import { calendars, meetings } from "../../support/snapshots.ts";

const { fed } = calendars;

/** A calendar of these decisions, known to the end of the month after the last, or to `knownTo`. */
export function calendarOf(decisions: readonly IsoDate[], knownTo = "2027-12-31"): MeetingCalendar {
  const kind = "regular" as const;
  return { knownTo, meetings: decisions.map((decision) => ({ decision, kind, projections: false })) };
}

/** A market from average rates by month: 4.33 is a price of 95.67. EFFR is one rate on all days up to the as-of day. */
export function marketOf(
  asOf: IsoDate,
  averages: Readonly<Record<string, number>>,
  { effr = 4.33, calendar = meetings }: { effr?: number; calendar?: MeetingCalendar } = {},
): FuturesMarket {
  const prices = new Map(Object.entries(averages).map(([month, rate]) => [month, 100 - rate]));
  const on = (day: IsoDate) => (day <= asOf ? effr : null);
  return { asOf, prices, calendar, fed, overnight: { newest: { date: asOf, value: effr }, on } };
}

/** The daily rate that steps on the business day after each decision, percent. */
export function dailyRate(first: number, stepsBp: ReadonlyMap<IsoDate, number>): (day: IsoDate) => number {
  const changes = [...stepsBp].map(([decision, bp]) => ({ from: tradingDayAfter(decision, fed), bp }));
  return (day) => first + changes.reduce((sum, { from, bp }) => (from <= day ? sum + bp / 100 : sum), 0);
}

/** The calendar-day mean of a daily rate over a month. */
export function meanOf(month: string, rateOn: (day: IsoDate) => number): number {
  const days = Array.from({ length: daysInMonth(month) }, (_, index) => addDays(`${month}-01`, index));
  return days.reduce((sum, day) => sum + rateOn(day), 0) / days.length;
}

/** EFFR published up to `newest`: a day off repeats the business day before. */
export function publishedTo(newest: IsoDate, rateOn: (day: IsoDate) => number): Overnight {
  const businessDay = (day: IsoDate) => (isTradingDay(day, fed) ? day : tradingDayBefore(day, fed));
  const last = businessDay(newest);
  return {
    newest: { date: last, value: rateOn(last) },
    on: (day) => (businessDay(day) <= last ? rateOn(businessDay(day)) : null),
  };
}

/** Months from a day's own on. */
export function monthsFrom(day: IsoDate, count: number): readonly string[] {
  const months: string[] = [];
  for (let month = monthOf(day); months.length < count; month = monthOf(addDays(`${month}-28`, 4)))
    months.push(month);
  return months;
}
