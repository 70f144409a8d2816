import type { Holidays } from "../../model/holidays.ts";
import type { MeetingCalendar } from "../../model/meeting.ts";
import type { IsoDate } from "../../model/unit.ts";
import { daysBetween } from "../dates.ts";
import { tradingDayAfter } from "../trading-days.ts";
import type { ListEnd } from "./meeting-months.ts";

/** USD money markets count actual days over 360. */
export const YEAR_DAYS = 360;

/** From a first day up to, not including, another; both business days of the Federal Reserve. */
export interface Span {
  readonly from: IsoDate;
  readonly to: IsoDate;
  readonly fed: Holidays;
}

// The same few spans are asked for on each day of a history.
const fixings = new WeakMap<Holidays, Map<string, readonly number[]>>();

/** Calendar days from each business day of the span to the next one: the days on which one fixing earns. */
function fixingDays({ from, to, fed }: Span): readonly number[] {
  const spans = fixings.get(fed) ?? new Map<string, readonly number[]>();
  fixings.set(fed, spans);
  const known = spans.get(`${from} ${to}`);
  if (known) return known;
  const days: number[] = [];
  for (let day = from; day < to; ) {
    const next = tradingDayAfter(day, fed);
    days.push(daysBetween(day, next < to ? next : to));
    day = next;
  }
  spans.set(`${from} ${to}`, days);
  return days;
}

/**
 * The overnight rate behind a meeting-dated OIS, constant from one meeting's effective date to the next: the r that solves
 * prod(1 + r n(i)/360) = 1 + K days/360. The par rate K is above it by about r² tau/2: 0.5 bp for six weeks at 3 %, 1.3 for seven at 4.33 %.
 *
 * @param parPercent K in percent
 * @returns r in percent
 */
export function overnightOf(parPercent: number, span: Span): number {
  const days = fixingDays(span);
  const target = 1 + (parPercent / 100) * (daysBetween(span.from, span.to) / YEAR_DAYS);
  let rate = parPercent / 100;
  for (let round = 0; round < 50; round += 1) {
    const grown = days.reduce((product, n) => product * (1 + (rate * n) / YEAR_DAYS), 1);
    const slope = days.reduce((sum, n) => sum + (grown * n) / (YEAR_DAYS + rate * n), 0);
    const change = (grown - target) / slope;
    rate -= change;
    if (Math.abs(change) < 1e-15) break;
  }
  return rate * 100;
}

/** The par rate of the same swap, in percent: compounded growth less one, over actual/360. */
export function parOf(overnightPercent: number, span: Span): number {
  const rate = overnightPercent / 100;
  const grown = fixingDays(span).reduce((product, n) => product * (1 + (rate * n) / YEAR_DAYS), 1);
  return ((grown - 1) * YEAR_DAYS * 100) / daysBetween(span.from, span.to);
}

/** What the meeting-dated path reads; rates in percent. */
export interface OisMarket {
  readonly asOf: IsoDate;
  /** Par rate by decision, all quoted on the as-of day: from its effective date to the effective date of the next decision. */
  readonly quotes: ReadonlyMap<IsoDate, number>;
  readonly calendar: MeetingCalendar;
  readonly fed: Holidays;
  /** The newest EFFR; null where it does not carry the last decision yet. */
  readonly effr: number | null;
}

export interface OisMeeting {
  readonly decision: IsoDate;
  readonly effective: IsoDate;
  readonly startPercent: number;
  readonly endPercent: number;
  readonly stepBp: number;
  /** Decisions whose quotes the step comes from. */
  readonly quotes: readonly IsoDate[];
  readonly usesEffr: boolean;
}

export interface OisPath {
  readonly meetings: readonly OisMeeting[];
  readonly end: ListEnd;
}

/**
 * The path of EFFR from meeting-dated OIS: each quote gives the overnight rate of its own span. The first step starts at the newest
 * EFFR, or at the last decision's own quote where the fixing does not carry that decision yet. The list ends where quotes end.
 */
export function datedOisPath({ asOf, quotes, calendar, fed, effr }: OisMarket): OisPath {
  const decisions = calendar.meetings
    .map(({ decision }) => decision)
    .filter((decision) => decision <= calendar.knownTo)
    .sort();
  const rateAfter = (decision: IsoDate): number | null => {
    const quote = quotes.get(decision);
    const next = decisions.find((other) => other > decision);
    if (quote === undefined || next === undefined) return null;
    const span = { from: tradingDayAfter(decision, fed), to: tradingDayAfter(next, fed), fed };
    return overnightOf(quote, span);
  };
  const coming = decisions.filter((decision) => decision > asOf);
  const last = decisions.filter((decision) => decision <= asOf).at(-1);
  let before = effr === null ? (last ?? null) : null;
  let start = before === null ? effr : rateAfter(before);
  const meetings: OisMeeting[] = [];
  for (const decision of coming) {
    const end = rateAfter(decision);
    if (end === null || start === null) return { meetings, end: { why: "prices", decision } };
    meetings.push({
      decision,
      effective: tradingDayAfter(decision, fed),
      startPercent: start,
      endPercent: end,
      stepBp: (end - start) * 100,
      quotes: before === null ? [decision] : [before, decision],
      usesEffr: before === null,
    });
    start = end;
    before = decision;
  }
  return { meetings, end: { why: "calendar", decision: null } };
}
