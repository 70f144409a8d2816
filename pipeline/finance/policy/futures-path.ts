import type { IsoDate } from "../../model/unit.ts";
import { monthOf } from "../dates.ts";
import { cleanDecimal } from "../rounding.ts";
import {
  changingMonths,
  type DecisionTimes,
  daysOf,
  type FirstDay,
  type ListEnd,
  type MeetingMonth,
  meetingMonths,
  type Overnight,
  pendingDecision,
} from "./meeting-months.ts";
import { monthFacts } from "./months.ts";
import { averageRate, type Fixings, fixedRate, type Rate, strongestWeight, sumOf } from "./weighted-rate.ts";

/** What the bootstrap reads. */
export interface FuturesMarket extends DecisionTimes {
  /** Price of each contract month (`YYYY-MM`), all of the as-of day: 100 less the month's mean of daily EFFR, percent. */
  readonly prices: ReadonlyMap<string, number>;
  readonly overnight: Overnight;
}

/** One meeting as priced. */
export interface PricedMeeting {
  readonly decision: IsoDate;
  /** The first day of the new rate: the next business day of the Federal Reserve. */
  readonly effective: IsoDate;
  readonly startPercent: number;
  readonly endPercent: number;
  readonly stepBp: number;
  /** How far the meeting month's own average is from the path, bp; null where it was needed to find the path. */
  readonly misfitBp: number | null;
  /**
   * What half a tick (0.25 bp) in the price that matters most does to the step, bp: 0.25 times D / M where the step is solved forward
   * from its own contract, times D / N where backward, and times the product of these along a chain of meetings. Not a bound for several
   * prices off at once; half a tick of the spot month is half of that.
   */
  readonly uncertaintyBp: number;
  /** Months whose contracts this meeting's rates come from. */
  readonly months: readonly string[];
  /** Days whose EFFR they come from; null where prices alone tell them. */
  readonly fixings: Fixings | null;
}

/** The path, and why it goes no further. */
export interface FuturesPath {
  readonly meetings: readonly PricedMeeting[];
  readonly end: ListEnd;
}

/** A meeting month while its two rates are being found. */
interface Sought extends MeetingMonth {
  /** The month's own average; null without a price. */
  readonly own: Rate | null;
  start: Rate | null;
  end: Rate | null;
}

const HALF_TICK_BP = 0.25;

/**
 * The path of EFFR meeting by meeting from 30-day fed funds futures. A month m with price P averages A = 100 − P = (N S + M E) / D:
 * N days at the rate S before and M at the rate E after the meeting. A month without a meeting is an anchor: its average is the rate.
 * Both ends of a meeting come from neighbouring anchors where there are any (its own contract then only measures the misfit); else
 * backward from the next meeting, else forward. The current month is never an anchor, and none beyond the known calendar.
 *
 * The list ends before the first meeting whose end the prices do not tell.
 *
 * @see CME Group, Understanding the CME FedWatch Tool Methodology; the order of the rules reproduces its archived tables
 */
export function futuresPath(market: FuturesMarket, firstDay: FirstDay = "next-business-day"): FuturesPath {
  const average = (month: string) => {
    const price = market.prices.get(month);
    return price === undefined ? null : averageRate(month, cleanDecimal(100 - price));
  };
  const { months, end } = meetingMonths(market, market.overnight, firstDay);
  const sought: readonly Sought[] = months.map((one) => ({
    ...one,
    own: average(one.month),
    start: null,
    end: null,
  }));
  pinToAnchors(sought, market, average);
  solveBackward(sought);
  startFirst(sought[0], market);
  solveForward(sought);
  const unsolved = sought.find((one) => one.start === null || one.end === null);
  const solved = unsolved ? sought.slice(0, sought.indexOf(unsolved)) : sought;
  return {
    meetings: solved.map((one) => pricedOf(one, one.start!, one.end!)),
    end: unsolved ? { why: "prices", decision: unsolved.decision } : end,
  };
}

/** Rule 1: months before and after that have no meeting give start and end. */
function pinToAnchors(
  sought: readonly Sought[],
  market: FuturesMarket,
  average: (month: string) => Rate | null,
): void {
  const changing = changingMonths(market);
  const now = monthOf(market.asOf);
  const anchor = (month: string) => {
    const known = monthFacts(month).lastDay <= market.calendar.knownTo;
    const coming = month > now;
    return coming && known && !changing.has(month) ? average(month) : null;
  };
  for (const one of sought) {
    const { before, after } = monthFacts(one.month);
    one.start = anchor(before);
    one.end = anchor(after);
  }
}

/**
 * Rule 2: from last to first, an end is the next meeting's start, and a start follows from the own average and the end:
 * S = (D A − M E) / N. Between two meetings the rate is one, also over a month that has no price.
 */
function solveBackward(sought: readonly Sought[]): void {
  for (let index = sought.length - 1; index >= 0; index -= 1) {
    const one = sought[index]!;
    one.end ??= sought[index + 1]?.start ?? null;
    const { own, end, days, before, after } = one;
    if (one.start || !own || !end || before === 0) continue;
    one.start = sumOf([[days / before, own], [-after / before, end], ...lessRealised(one, before)]);
  }
}

/** Rule 3: the first meeting starts at the mean of the month before, where it is over and the rate has not changed since, else at the newest EFFR. */
function startFirst(first: Sought | undefined, market: FuturesMarket): void {
  if (!first || first.start) return;
  const { overnight, asOf } = market;
  const { before } = monthFacts(first.month);
  const quiet = before < monthOf(asOf) && !first.realised && !changingMonths(market).has(before);
  const newest = fixedRate(overnight.newest.value, {
    from: overnight.newest.date,
    to: overnight.newest.date,
  });
  // A decision that is taken but not yet in EFFR makes the newest one yesterday's news.
  const today = pendingDecision(market, overnight) ? null : newest;
  first.start = (quiet ? realisedMean(before, overnight) : null) ?? today;
}

/** Mean of a past month's EFFR over calendar days; null unless it is published for all of them. */
function realisedMean(month: string, { on }: Overnight): Rate | null {
  const days = daysOf(month);
  const rates = days.map(on).filter((rate) => rate !== null);
  if (rates.length < days.length) return null;
  const mean = rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
  return fixedRate(mean, { from: days[0]!, to: days.at(-1)! });
}

/** Rule 4: from first to last, an end follows from the own average and the start, E = (D A − N S) / M, and is the start of the next. */
function solveForward(sought: readonly Sought[]): void {
  for (const [index, one] of sought.entries()) {
    one.start ??= sought[index - 1]?.end ?? null;
    const { own, start, days, before, after } = one;
    if (one.end || !own || !start || after === 0) continue;
    one.end = sumOf([[days / after, own], [-before / after, start], ...lessRealised(one, after)]);
  }
}

function lessRealised({ realised }: Sought, days: number): (readonly [number, Rate])[] {
  return realised ? [[-1 / days, realised]] : [];
}

function pricedOf(one: Sought, start: Rate, end: Rate): PricedMeeting {
  const { decision, effective, month, own } = one;
  const step = sumOf([
    [1, end],
    [-1, start],
  ]);
  const months = [...new Set([...start.weights.keys(), ...end.weights.keys()])].sort();
  return {
    decision,
    effective,
    startPercent: start.value,
    endPercent: end.value,
    stepBp: step.value * 100,
    misfitBp: own && !months.includes(month) ? (own.value - impliedMean(one, start, end)) * 100 : null,
    uncertaintyBp: HALF_TICK_BP * strongestWeight(step),
    months,
    fixings: start.fixings ?? end.fixings,
  };
}

/** What a meeting month would average on the path found, percent. */
function impliedMean({ days, before, after, realised }: Sought, start: Rate, end: Rate): number {
  return ((realised?.value ?? 0) + before * start.value + after * end.value) / days;
}
