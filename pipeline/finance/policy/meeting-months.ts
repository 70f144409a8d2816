import type { Holidays } from "../../model/holidays.ts";
import type { MeetingCalendar } from "../../model/meeting.ts";
import type { IsoDate } from "../../model/unit.ts";
import { addDays, daysInMonth, monthOf } from "../dates.ts";
import { tradingDayAfter } from "../trading-days.ts";
import { fixedRate, type Rate } from "./weighted-rate.ts";

/** The overnight rate as published. */
export interface Overnight {
  /** The newest EFFR, percent, and its day. */
  readonly newest: { readonly date: IsoDate; readonly value: number };
  /** EFFR of a calendar day, percent: a day off repeats the business day before. Null where none is published for it. */
  readonly on: (day: IsoDate) => number | null;
}

/** What tells when rates change. */
export interface DecisionTimes {
  readonly asOf: IsoDate;
  readonly calendar: MeetingCalendar;
  readonly fed: Holidays;
}

/**
 * Which day counts as the first at the new rate. The fact is the business day after the decision. CME's tool takes the calendar day
 * after it, also where that is a holiday (19 June 2025); pyfedwatch takes the decision day itself.
 */
export type FirstDay = "next-business-day" | "next-day" | "decision-day";

/** A month with one decision still to come. Its average times its days is realised + before x old rate + after x new rate. */
export interface MeetingMonth {
  readonly month: string;
  readonly decision: IsoDate;
  readonly effective: IsoDate;
  readonly days: number;
  /** Days at the old rate, decision day included, less those in `realised`. */
  readonly before: number;
  readonly after: number;
  /** Sum of the daily rates up to now, percent, where an earlier decision of the same month parts them from `before`. */
  readonly realised: Rate | null;
}

/** Why a list of meetings goes no further, and the first decision that it does not reach; null at the end of the calendar. */
export interface ListEnd {
  readonly why: "prices" | "calendar" | "two-decisions";
  readonly decision: IsoDate | null;
}

/**
 * Months from the as-of day's on with a decision still to come, up to the first in which the rate changes twice: one price cannot tell
 * two steps apart. Where the first of the two is past, published rates tell it.
 */
export function meetingMonths(
  times: DecisionTimes,
  overnight: Overnight,
  firstDay: FirstDay,
): { readonly months: readonly MeetingMonth[]; readonly end: ListEnd } {
  const ahead = decisionsAhead(times);
  const months: MeetingMonth[] = [];
  for (const decision of ahead) {
    const one = monthWith(decision, times, firstDay);
    const begun = realisedIn(one.month, times, overnight);
    const several = ahead.filter((other) => monthsOf(other, times).includes(one.month)).length > 1;
    if (several || begun === "unknown") return { months, end: { why: "two-decisions", decision } };
    const known = begun && { before: one.before - begun.days, realised: begun.sum };
    months.push({ ...one, ...known });
  }
  return { months, end: { why: "calendar", decision: null } };
}

/** Decisions after the as-of day that the calendar knows, in order. */
export function decisionsAhead({
  asOf,
  calendar,
}: Pick<DecisionTimes, "asOf" | "calendar">): readonly IsoDate[] {
  return calendar.meetings
    .map(({ decision }) => decision)
    .filter((decision) => decision > asOf && decision <= calendar.knownTo)
    .sort();
}

/** A decision that is taken but not yet in the newest EFFR: it takes effect on the business day after. */
export interface Pending {
  readonly decision: IsoDate;
  readonly effective: IsoDate;
}

/** The newest such decision; null where EFFR carries all of them. */
export function pendingDecision(
  { asOf, calendar, fed }: DecisionTimes,
  { newest }: Overnight,
): Pending | null {
  const decision = calendar.meetings
    .map((meeting) => meeting.decision)
    .filter((taken) => taken >= addDays(newest.date, -7) && taken <= asOf)
    .filter((taken) => tradingDayAfter(taken, fed) > newest.date)
    .sort()
    .at(-1);
  return decision === undefined ? null : { decision, effective: tradingDayAfter(decision, fed) };
}

/** Months within which the rate may change. */
export function changingMonths(times: DecisionTimes): ReadonlySet<string> {
  return new Set(times.calendar.meetings.flatMap(({ decision }) => monthsOf(decision, times)));
}

/** The month of a decision, and the next one where its first days still carry the rate before. */
function monthsOf(decision: IsoDate, { fed }: Pick<DecisionTimes, "fed">): readonly string[] {
  const effective = tradingDayAfter(decision, fed);
  const own = monthOf(decision);
  return monthOf(effective) === own || effective.endsWith("-01") ? [own] : [own, monthOf(effective)];
}

/** No market is closed for longer. */
const LONGEST_CLOSING_DAYS = 7;

/** The calendar as far as the Federal Reserve's closings are known too: beyond them nobody can say from which day a rate holds. */
export function withinClosings({ knownTo, meetings }: MeetingCalendar, fed: Holidays): MeetingCalendar {
  const last = addDays(fed.knownTo, -LONGEST_CLOSING_DAYS);
  return {
    knownTo: knownTo < last ? knownTo : last,
    meetings: meetings.filter(({ decision }) => decision <= last),
  };
}

function monthWith(decision: IsoDate, { fed }: DecisionTimes, firstDay: FirstDay): MeetingMonth {
  const month = monthOf(decision);
  const effective = tradingDayAfter(decision, fed);
  const days = daysInMonth(month);
  const firstNew = {
    "next-business-day": effective,
    "next-day": addDays(decision, 1),
    "decision-day": decision,
  }[firstDay];
  const before = monthOf(firstNew) === month ? Number(firstNew.slice(8)) - 1 : days;
  return { month, decision, effective, days, before, after: days - before, realised: null };
}

/**
 * What a month holds of days before and up to an earlier decision in it, and of fixings since. Null where none fell in it: then all
 * days before the coming decision are at one rate, and the whole month tells it best: a price's error grows with the days left out.
 */
function realisedIn(
  month: string,
  { asOf, calendar, fed }: DecisionTimes,
  { newest, on }: Overnight,
): { readonly days: number; readonly sum: Rate } | "unknown" | null {
  if (month !== monthOf(asOf)) return null;
  const changed = calendar.meetings
    .filter(({ decision }) => decision <= asOf)
    .map(({ decision }) => tradingDayAfter(decision, fed))
    .filter((effective) => monthOf(effective) === month && !effective.endsWith("-01"))
    .sort()
    .at(-1);
  if (changed === undefined) return null;
  let [days, sum] = [0, 0];
  for (const day of daysOf(month)) {
    const rate = on(day) ?? (day > newest.date && day < changed ? newest.value : null);
    if (rate === null && day <= newest.date) return "unknown";
    if (rate === null) break;
    days += 1;
    sum += rate;
  }
  return { days, sum: fixedRate(sum, { from: `${month}-01`, to: newest.date }) };
}

/** Every calendar day of a month. */
export function daysOf(month: string): readonly IsoDate[] {
  return Array.from(
    { length: daysInMonth(month) },
    (_, index) => `${month}-${String(index + 1).padStart(2, "0")}`,
  );
}
