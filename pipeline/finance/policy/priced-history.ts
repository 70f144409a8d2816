import type { Edition } from "../../model/edition.ts";
import type { IsoDate } from "../../model/unit.ts";
import type { Desk } from "../desk.ts";
import { roundHalfAway } from "../rounding.ts";
import { tradingDayBefore } from "../trading-days.ts";
import { MOVE_BP } from "./odds.ts";
import { type PathMeeting, type PolicyPath, policyPathOn } from "./path-on.ts";

/** Trading days that are looked back: prices are asked for about so long. */
export const HISTORY_LENGTH = 60;

/** What was priced by one and the same meeting, day by day. */
export interface PricedHistory {
  readonly decision: IsoDate;
  /** Trading days, oldest first, from the first one that has a value to the desk's own. */
  readonly dates: readonly IsoDate[];
  /** Rate priced after that meeting less the rate of the day, bp; null where the day's prices do not tell it. */
  readonly sumsBp: readonly (number | null)[];
  /**
   * Change of the sum from the trading day before, bp, as long as `dates`. Null at the first day and beside a gap, and where a decision
   * came between the two: what was priced of it has then become the rate from which is measured, which is no move of prices.
   */
  readonly changesBp: readonly (number | null)[];
  /** Days of `dates` from which on a decision is no longer part of the sum. */
  readonly decidedOn: readonly IsoDate[];
  /** The last of them whose decision moved the rate: sums before it held what has been delivered since. Null where none did. */
  readonly movedOn: IsoDate | null;
  /** Whether enough of the days have the meeting; false where no meeting is common to them, and today's next one is taken. */
  readonly isCommon: boolean;
}

/** Of bp: prices have four decimals, so what lies beyond is binary noise, and days without a move would have a scatter. */
const NOISE_DECIMALS = 6;

/** A day with its path. */
interface Day {
  readonly date: IsoDate;
  readonly path: PolicyPath | null;
}

/**
 * The sum priced by a fixed horizon over up to sixty trading days: a sum to "the last meeting" would grow whenever a meeting is added to
 * the list. The horizon is the last meeting of today's path that the days have in common: at least the patience's share of the days
 * that have a path at all; one short list among them would else cut it for all, and is a gap instead.
 *
 * @returns null where today has no path
 * @see methods.md 3.4: a fresh high of easing is compared with the stored history of the same horizon date
 */
export function pricedHistory(desk: Desk, edition: Edition): PricedHistory | null {
  const days = daysOf(desk, edition);
  const today = days.at(-1)?.path;
  if (!today) return null;
  const common = commonHorizon(days, today, desk.patience.coverage);
  const decision = common ?? today.meetings[0]!.decision;
  const sums = days.map(({ path }) => (path ? sumTo(path, decision) : null));
  const first = sums.findIndex((sum) => sum !== null);
  const changes = sums.map((sum, index) => {
    const before = sums[index - 1] ?? null;
    return sum === null || before === null || isDecided(days, index)
      ? null
      : roundHalfAway(sum - before, NOISE_DECIMALS);
  });
  const dates = days.map(({ date }) => date);
  return {
    decision,
    dates: dates.slice(first),
    sumsBp: sums.slice(first),
    changesBp: changes.slice(first),
    decidedOn: dates.filter((_, index) => index > first && isDecided(days, index)),
    movedOn:
      dates.findLast((_, index) => index > first && isDecided(days, index) && isMoved(days, index)) ?? null,
    isCommon: common !== null,
  };
}

function daysOf(desk: Desk, edition: Edition): readonly Day[] {
  const days: Day[] = [];
  let date = desk.date;
  while (days.length < HISTORY_LENGTH) {
    days.push({ date, path: policyPathOn(desk, edition, date) });
    date = tradingDayBefore(date, desk.snapshot.calendars.nyse);
  }
  return days.reverse();
}

function commonHorizon(days: readonly Day[], today: PolicyPath, share: number): IsoDate | null {
  const paths = days.flatMap(({ path }) => path ?? []);
  const isCommon = ({ decision }: PathMeeting) =>
    paths.filter((path) => path.meetings.some((one) => one.decision === decision)).length >=
    share * paths.length;
  return today.meetings.findLast(isCommon)?.decision ?? null;
}

/** From the day's own rate to the rate after a meeting. */
function sumTo(path: PolicyPath, decision: IsoDate): number | null {
  const meeting = path.meetings.find((one) => one.decision === decision);
  return meeting ? (meeting.endPercent - baseOf(path)) * 100 : null;
}

/** The day's effective rate, or the rate that a pending decision leaves. */
function baseOf({ meetings, effr, pending }: PolicyPath): number {
  return pending ? meetings[0]!.startPercent : effr.value;
}

/** Whether the next meeting of a day's path is another one than on the last day before that had a path. */
function isDecided(days: readonly Day[], index: number): boolean {
  const next = days[index]?.path?.meetings[0]?.decision;
  const before = pathBefore(days, index)?.meetings[0]?.decision;
  return next !== undefined && before !== undefined && next > before;
}

function pathBefore(days: readonly Day[], index: number): PolicyPath | null {
  return days.slice(0, index).findLast(({ path }) => path !== null)?.path ?? null;
}

/** Whether the rate from which a day measures is another one than on the last day before: half a move is more than it drifts by itself. */
function isMoved(days: readonly Day[], index: number): boolean {
  const [path, before] = [days[index]?.path, pathBefore(days, index)];
  return !!path && !!before && Math.abs(baseOf(path) - baseOf(before)) * 100 >= MOVE_BP / 2;
}

/** The part of a history whose sums hold the same decisions as today's: from the last decision that moved the rate. */
export function sinceMoved({
  dates,
  sumsBp,
  movedOn,
}: PricedHistory): Pick<PricedHistory, "dates" | "sumsBp"> {
  const from = movedOn === null ? 0 : dates.indexOf(movedOn);
  return { dates: dates.slice(from), sumsBp: sumsBp.slice(from) };
}

/** How the last sum of a history stands among the days before it. */
export interface FreshExtreme {
  /** Of easing: the lowest sum is the most of it. */
  readonly kind: "lowest" | "highest";
  /** The latest day before that went as far; null where none of the stored ones did. */
  readonly since: IsoDate | null;
}

/** Fewer days than this and "the most since" says little. */
const LEAST_DAYS = 20;
const LEAST_SPAN = 10;

/**
 * Whether the last sum is the lowest or highest of at least ten observations, by the tenth of a bp that is printed.
 *
 * @returns null where it is neither, and of fewer than twenty observations
 */
export function freshExtreme({
  dates,
  sumsBp,
}: Pick<PricedHistory, "dates" | "sumsBp">): FreshExtreme | null {
  const told = sumsBp.flatMap((sum, index) =>
    sum === null ? [] : [{ date: dates[index]!, printed: roundHalfAway(sum, 1) }],
  );
  const last = told.at(-1);
  if (!last || told.length < LEAST_DAYS || last.date !== dates.at(-1)) return null;
  const earlier = told.slice(0, -1);
  for (const kind of ["lowest", "highest"] as const) {
    const sign = kind === "lowest" ? 1 : -1;
    const at = earlier.findLastIndex(({ printed }) => sign * (printed - last.printed) <= 0);
    if (earlier.length - 1 - at >= LEAST_SPAN) return { kind, since: earlier[at]?.date ?? null };
  }
  return null;
}
