import type { Holidays } from "../../model/holidays.ts";
import type { MeetingCalendar } from "../../model/meeting.ts";
import type { IsoDate } from "../../model/unit.ts";
import { addDays, daysInMonth, monthOf } from "../dates.ts";
import { tradingDayAfter } from "../trading-days.ts";
import { monthFacts } from "./months.ts";
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
  const { asOf, calendar } = times;
  const effects = effectsOf(times).filter(({ decision }) => decision > asOf && decision <= calendar.knownTo);
  const months: MeetingMonth[] = [];
  for (const effect of effects) {
    const { decision, month } = effect;
    const one = monthWith(effect, firstDay);
    const begun = realisedIn(month, times, overnight);
    const several = effects.filter(({ months: touched }) => touched.includes(month)).length > 1;
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
export function pendingDecision(times: DecisionTimes, { newest }: Overnight): Pending | null {
  const taken = effectsOf(times).findLast(({ decision }) => decision <= times.asOf);
  if (!taken || taken.effective <= newest.date) return null;
  const { decision, effective } = taken;
  return { decision, effective };
}

/** Months within which the rate may change. */
export const changingMonths = keptForCalendar(
  (times) => new Set(effectsOf(times).flatMap(({ months }) => months)) as ReadonlySet<string>,
);

/** When a decision takes effect. */
interface Effect {
  readonly decision: IsoDate;
  readonly effective: IsoDate;
  readonly month: string;
  /** Its own month, and the next one where its first days still carry the rate before. */
  readonly months: readonly string[];
}

/** All decisions of the calendar, in order. */
const effectsOf = keptForCalendar(({ calendar, fed }): readonly Effect[] =>
  calendar.meetings
    .map(({ decision }): Effect => {
      const effective = tradingDayAfter(decision, fed);
      const month = monthOf(decision);
      const later = monthOf(effective) === month || effective.endsWith("-01") ? [] : [monthOf(effective)];
      return { decision, effective, month, months: [month, ...later] };
    })
    .sort((a, b) => (a.decision < b.decision ? -1 : 1)),
);

type CalendarTimes = Pick<DecisionTimes, "calendar" | "fed">;

/** A history of paths asks the same of one calendar on each of its days: it is found once for each pair of calendars. */
function keptForCalendar<T>(make: (times: CalendarTimes) => T): (times: CalendarTimes) => T {
  const kept = new WeakMap<MeetingCalendar, { readonly fed: Holidays; readonly made: T }>();
  return ({ calendar, fed }) => {
    const known = kept.get(calendar);
    if (known?.fed === fed) return known.made;
    const made = make({ calendar, fed });
    kept.set(calendar, { fed, made });
    return made;
  };
}

/** No market is closed for longer. */
const LONGEST_CLOSING_DAYS = 7;

/** The calendar as far as the Federal Reserve's closings are known too: beyond them nobody can say from which day a rate holds. */
export function withinClosings(calendar: MeetingCalendar, fed: Holidays): MeetingCalendar {
  return cutToClosings({ calendar, fed });
}

const cutToClosings = keptForCalendar(({ calendar: { knownTo, meetings }, fed }): MeetingCalendar => {
  const last = addDays(fed.knownTo, -LONGEST_CLOSING_DAYS);
  return {
    knownTo: knownTo < last ? knownTo : last,
    meetings: meetings.filter(({ decision }) => decision <= last),
  };
});

function monthWith({ decision, effective, month }: Effect, firstDay: FirstDay): MeetingMonth {
  const { days } = monthFacts(month);
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
  times: DecisionTimes,
  { newest, on }: Overnight,
): { readonly days: number; readonly sum: Rate } | "unknown" | null {
  if (month !== monthOf(times.asOf)) return null;
  const changed = effectsOf(times).findLast(
    ({ decision, effective }) =>
      decision <= times.asOf && monthOf(effective) === month && !effective.endsWith("-01"),
  )?.effective;
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
