import type { Holidays } from "../../model/holidays.ts";
import type { MeetingCalendar } from "../../model/meeting.ts";
import type { IsoDate } from "../../model/unit.ts";
import { addMonths, daysInMonth, monthOf } from "../dates.ts";
import { tradingDayAfter } from "../trading-days.ts";

/** What the bootstrap reads; rates and averages in percent. */
export interface FuturesMarket {
  readonly asOf: IsoDate;
  /** Price of each contract month (`YYYY-MM`), all of the as-of day: 100 less the month's mean of daily EFFR. */
  readonly prices: ReadonlyMap<string, number>;
  readonly calendar: MeetingCalendar;
  readonly fed: Holidays;
  /** The newest EFFR, percent. */
  readonly effr: number;
  /** Mean of a past month's daily EFFR over calendar days, where it is complete. */
  readonly realisedMean: (month: string) => number | null;
}

/** One meeting as priced. */
export interface PricedMeeting {
  readonly decision: IsoDate;
  /** The first day of the new rate: the next business day of the Federal Reserve. */
  readonly effective: IsoDate;
  readonly startPercent: number;
  readonly endPercent: number;
  readonly stepBp: number;
  /** How far the meeting month's own price is from the path, bp; null where it was needed to find the path. */
  readonly misfitBp: number | null;
  /** What half a spot tick (0.25 bp) in a price does to the step, bp. */
  readonly uncertaintyBp: number;
  /** Months whose contracts this meeting's rates come from. */
  readonly months: readonly string[];
}

interface MeetingMonth {
  readonly month: string;
  readonly decision: IsoDate;
  readonly effective: IsoDate;
  /** Days at the old rate, decision day included, and days at the new one. */
  readonly before: number;
  readonly after: number;
  start: number | null;
  end: number | null;
  startFactor: number;
  endFactor: number;
  usesOwn: boolean;
  readonly months: Set<string>;
}

/** How many days of a meeting's month still carry the old rate. `"next-business-day"` is the fact; `"next-day"` counts the decision day as new. */
export type FirstDay = "next-business-day" | "decision-day";

/**
 * The path of EFFR meeting by meeting from 30-day fed funds futures. A month m with price P averages A = 100 − P = (N S + M E) / D:
 * N days at the rate S before and M at the rate E after the meeting. A month without a meeting is an anchor: its average is the rate.
 * Both ends of a meeting come from neighbouring anchors where there are any (its own contract then only measures the misfit); else
 * backward from the next meeting, else forward. The current month is never an anchor, and none beyond the known calendar.
 *
 * The list ends with the last meeting that has an end; a month with two decisions has two unknowns and one price, and ends it too.
 *
 * @see CME Group, Understanding the CME FedWatch Tool Methodology; the order of the rules reproduces its archived tables
 */
export function futuresPath(
  market: FuturesMarket,
  firstDay: FirstDay = "next-business-day",
): readonly PricedMeeting[] {
  const months = meetingMonths(market, firstDay);
  const average = (month: string) => averageOf(market, month);
  pinToAnchors(months, market, average);
  solveBackward(months, average);
  startFirst(months[0], market);
  solveForward(months, average);
  const listed: PricedMeeting[] = [];
  for (const one of months) {
    if (one.start === null || one.end === null) break;
    listed.push(pricedOf(one, average(one.month)));
  }
  return listed;
}

function averageOf({ prices }: FuturesMarket, month: string): number | null {
  const price = prices.get(month);
  return price === undefined ? null : 100 - price;
}

/** Months from the as-of day's on in which a decision is still to come, up to the first month with more than one. */
function meetingMonths({ asOf, calendar, fed }: FuturesMarket, firstDay: FirstDay): MeetingMonth[] {
  const ahead = calendar.meetings
    .map(({ decision }) => decision)
    .filter((decision) => decision > asOf && decision <= calendar.knownTo);
  const found: MeetingMonth[] = [];
  for (const decision of ahead.sort()) {
    const month = monthOf(decision);
    if (ahead.filter((other) => monthOf(other) === month).length > 1) break;
    const effective = tradingDayAfter(decision, fed);
    const days = daysInMonth(month);
    const old =
      firstDay === "decision-day"
        ? Number(decision.slice(8)) - 1
        : monthOf(effective) === month
          ? Number(effective.slice(8)) - 1
          : days;
    found.push({
      month,
      decision,
      effective,
      before: old,
      after: days - old,
      start: null,
      end: null,
      startFactor: 0,
      endFactor: 0,
      usesOwn: false,
      months: new Set(),
    });
  }
  return found;
}

/** Rule 1: months before and after that have no meeting give start and end. */
function pinToAnchors(
  months: readonly MeetingMonth[],
  market: FuturesMarket,
  average: (month: string) => number | null,
): void {
  const isAnchor = (month: string) =>
    month > monthOf(market.asOf) &&
    month <= monthOf(market.calendar.knownTo) &&
    !market.calendar.meetings.some(({ decision }) => monthOf(decision) === month);
  for (const one of months) {
    const [before, after] = [addMonths(one.month, -1), addMonths(one.month, 1)];
    if (isAnchor(before) && average(before) !== null) setStart(one, average(before)!, 1, [before]);
    if (isAnchor(after) && average(after) !== null) setEnd(one, average(after)!, 1, [after]);
  }
}

/** Rule 2: from last to first, an end is the next month's start, and a start follows from the own price and the end. */
function solveBackward(months: readonly MeetingMonth[], average: (month: string) => number | null): void {
  for (let index = months.length - 1; index >= 0; index -= 1) {
    const one = months[index]!;
    const next = months[index + 1];
    if (one.end === null && next?.month === addMonths(one.month, 1) && next.start !== null)
      setEnd(one, next.start, next.startFactor, next.months);
    const mean = average(one.month);
    if (one.start !== null || one.end === null || mean === null || one.before === 0) continue;
    const days = one.before + one.after;
    setStart(
      one,
      (days * mean - one.after * one.end) / one.before,
      (days + one.after * one.endFactor) / one.before,
      [...one.months, one.month],
    );
    one.usesOwn = true;
  }
}

/** Rule 3: the first meeting starts at the month before, where it is over and had no meeting, else at the newest EFFR. */
function startFirst(
  first: MeetingMonth | undefined,
  { asOf, calendar, effr, realisedMean }: FuturesMarket,
): void {
  if (!first || first.start !== null) return;
  const before = addMonths(first.month, -1);
  const quiet =
    before < monthOf(asOf) && !calendar.meetings.some(({ decision }) => monthOf(decision) === before);
  setStart(first, (quiet ? realisedMean(before) : null) ?? effr, 0, []);
}

/** Rule 4: from first to last, an end follows from the own price and the start, and is the start of the next. */
function solveForward(months: readonly MeetingMonth[], average: (month: string) => number | null): void {
  months.forEach((one, index) => {
    const mean = average(one.month);
    const before = months[index - 1];
    if (one.start === null && before?.end != null) setStart(one, before.end, before.endFactor, before.months);
    if (one.end !== null || one.start === null || mean === null || one.after === 0) return;
    const days = one.before + one.after;
    setEnd(
      one,
      (days * mean - one.before * one.start) / one.after,
      (days + one.before * one.startFactor) / one.after,
      [...one.months, one.month],
    );
    one.usesOwn = true;
  });
}

function setStart(one: MeetingMonth, rate: number, factor: number, months: Iterable<string>): void {
  one.start = rate;
  one.startFactor = factor;
  for (const month of months) one.months.add(month);
}

function setEnd(one: MeetingMonth, rate: number, factor: number, months: Iterable<string>): void {
  one.end = rate;
  one.endFactor = factor;
  for (const month of months) one.months.add(month);
}

function pricedOf(one: MeetingMonth, mean: number | null): PricedMeeting {
  const [start, end] = [one.start!, one.end!];
  const implied = (one.before * start + one.after * end) / (one.before + one.after);
  return {
    decision: one.decision,
    effective: one.effective,
    startPercent: start,
    endPercent: end,
    stepBp: (end - start) * 100,
    misfitBp: one.usesOwn || mean === null ? null : (mean - implied) * 100,
    uncertaintyBp: 0.25 * Math.max(one.startFactor, one.endFactor),
    months: [...one.months].sort(),
  };
}
