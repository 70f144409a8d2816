import type { IsoDate } from "../model/unit.ts";
import type { History } from "./desk.ts";

/** Arithmetic mean, sum / n, in the unit of the values; null of nothing. */
export function mean(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * Sample standard deviation, sqrt(sum((x − mean)²) / (n − 1)), in the unit of the values; null of fewer than two.
 *
 * Two passes: the one-pass sum of squares loses its digits on levels that are large beside their scatter.
 */
export function standardDeviation(values: readonly number[]): number | null {
  const middle = mean(values);
  if (middle === null || values.length < 2) return null;
  // The mean of equal values may miss them by a last binary digit; their scatter is 0 all the same.
  if (values.every((value) => value === values[0])) return 0;
  const squares = values.reduce((sum, value) => sum + (value - middle) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1));
}

/**
 * (last − mean) / sample standard deviation of all values, the last included; null of fewer than two, and where all are equal:
 * never 0 or Infinity for "cannot be said".
 */
export function zScore(values: readonly number[]): number | null {
  const deviation = standardDeviation(values);
  const last = values.at(-1);
  if (deviation === null || deviation === 0 || last === undefined) return null;
  return (last - mean(values)!) / deviation;
}

/**
 * Where the last value ranks among all, itself included, 0 to 100: strict is the share below it, weak the share not above it,
 * mid their mean. So strict is never 100 and weak never 0. Whole basis points tie often: mid is the one to print, weak the one for
 * "as tight or tighter on 8% of days".
 *
 * @throws RangeError of nothing
 * @see docs.scipy.org, scipy.stats.percentileofscore, kinds "strict", "weak" and "mean"
 */
export function percentileOfLatest(values: readonly number[]): {
  readonly strict: number;
  readonly weak: number;
  readonly mid: number;
} {
  const last = values.at(-1);
  if (last === undefined) throw new RangeError("a percentile needs at least one value");
  const below = values.filter((value) => value < last).length;
  const upTo = values.filter((value) => value <= last).length;
  const [strict, weak] = [(100 * below) / values.length, (100 * upTo) / values.length];
  return { strict, weak, mid: (strict + weak) / 2 };
}

/**
 * Quantile of type 7: linear between order statistics at h = (n − 1) p + 1, as R, numpy and pandas have it by default.
 *
 * @param p 0 to 1
 * @throws RangeError of nothing, or for p outside 0 to 1
 * @see pandas.pydata.org, Series.quantile, "linear"; docs.scipy.org, scipy.stats.quantile, method 7
 */
export function quantile(values: readonly number[], p: number): number {
  if (values.length === 0 || !(p >= 0 && p <= 1))
    throw new RangeError("a quantile needs values and a share of 0 to 1");
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * p;
  const low = Math.floor(at);
  const [below, above] = [sorted[low]!, sorted[Math.min(low + 1, sorted.length - 1)]!];
  return below + (at - low) * (above - below);
}

/** A value and the first day on which it was reached. */
export interface Extreme {
  readonly date: IsoDate;
  readonly value: number;
}

/** The highest value of a history, on the first day it was reached. */
export function highOf({ dates, values }: Pick<History, "dates" | "values">): Extreme {
  return extremeOf(dates, values, (value, best) => value > best);
}

/** The lowest value of a history, on the first day it was reached. */
export function lowOf({ dates, values }: Pick<History, "dates" | "values">): Extreme {
  return extremeOf(dates, values, (value, best) => value < best);
}

function extremeOf(
  dates: readonly IsoDate[],
  values: readonly number[],
  beats: (value: number, best: number) => boolean,
): Extreme {
  let best = 0;
  for (let index = 1; index < values.length; index += 1)
    if (beats(values[index]!, values[best]!)) best = index;
  const [date, value] = [dates[best], values[best]];
  if (date === undefined || value === undefined) throw new RangeError("an extreme needs at least one value");
  return { date, value };
}

/** How many of the latest observations in a row meet a condition, and the longest such row of all. */
export interface Runs {
  readonly current: number;
  readonly longest: number;
}

/** Rows of consecutive values that meet `condition`; the current one is 0 where the last value does not. */
export function runsOf(values: readonly number[], condition: (value: number) => boolean): Runs {
  let [current, longest] = [0, 0];
  for (const value of values) {
    current = condition(value) ? current + 1 : 0;
    longest = Math.max(longest, current);
  }
  return { current, longest };
}

/** Where the last value of a history stands against all before it; strictly beyond is new, equal matches. */
export type Standing = "new-low" | "matches-low" | "new-high" | "matches-high" | "inside";

/** The last value against all earlier ones; "inside" where there are none. */
export function standingOfLatest(values: readonly number[]): Standing {
  const last = values.at(-1);
  const earlier = values.slice(0, -1);
  if (last === undefined || earlier.length === 0) return "inside";
  let [least, most] = [Infinity, -Infinity];
  for (const value of earlier) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  if (last <= least) return last < least ? "new-low" : "matches-low";
  if (last >= most) return last > most ? "new-high" : "matches-high";
  return "inside";
}
