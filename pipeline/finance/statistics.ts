import type { IsoDate } from "../model/unit.ts";
import type { History } from "./desk.ts";

/** Arithmetic mean; null of nothing. */
export function mean(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Sample standard deviation (n − 1); null of fewer than two values. */
export function standardDeviation(values: readonly number[]): number | null {
  const middle = mean(values);
  if (middle === null || values.length < 2) return null;
  const squares = values.reduce((sum, value) => sum + (value - middle) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1));
}

/** How many sample standard deviations the last value stands from the mean of all, itself included; null where that is no number. */
export function zScore(values: readonly number[]): number | null {
  const deviation = standardDeviation(values);
  const last = values.at(-1);
  if (deviation === null || deviation === 0 || last === undefined) return null;
  return (last - mean(values)!) / deviation;
}

/**
 * Where the last value ranks among all, itself included, 0 to 100: strict is the share below it, weak the share not above it,
 * mid their mean. So strict is never 100 and weak never 0.
 *
 * @throws RangeError of nothing
 * @see scipy.stats.percentileofscore, kinds "strict", "weak" and "mean"
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
