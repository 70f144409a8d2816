import type { IsoDate } from "../model/unit.ts";
import { isHole } from "./gaps.ts";

/** A yield's history as columns, oldest first, percent. */
export interface Yields {
  readonly dates: readonly IsoDate[];
  readonly values: readonly number[];
}

/**
 * Rows at which a history begins anew: where two instruments were joined (a splice's first date), and after a hole of more than 14 days.
 *
 * @param splices dates of first observations after a join
 * @see fred.stlouisfed.org, DGS30, notes; treasury.gov, long-term rate and extrapolation factor
 */
export function seamsOf({ dates }: Yields, splices: readonly IsoDate[]): readonly number[] {
  const seams = new Set<number>();
  for (const splice of splices) {
    const row = firstRowFrom(dates, splice);
    if (row > 0 && row < dates.length) seams.add(row);
  }
  for (let row = 1; row < dates.length; row += 1) if (isHole(dates[row - 1]!, dates[row]!)) seams.add(row);
  return [...seams].sort((a, b) => a - b);
}

function firstRowFrom(dates: readonly IsoDate[], day: IsoDate): number {
  let [low, high] = [0, dates.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (dates[middle]! < day) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Changes over n observations in whole bp: y(t) - y(t - n), times 100, rounded half away from zero. Yields of two decimals give integers,
 * which 4.72 - 4.41 in binary does not.
 *
 * @param seams rows at which the history begins anew (`seamsOf`): no change reaches over one
 * @param n observations, 1 or more
 * @returns as long as `values`; null before row n and over a seam
 * @see Federal Reserve H.15 gives yields in two decimals: their differences are whole bp
 */
export function changesBp(
  values: readonly number[],
  n: number,
  seams: readonly number[] = [],
): readonly (number | null)[] {
  const changes: (number | null)[] = new Array(values.length).fill(null);
  const starts = [0, ...seams];
  starts.forEach((start, index) => {
    const end = starts[index + 1] ?? values.length;
    for (let row = start + n; row < end; row += 1) changes[row] = wholeBp(values[row]! - values[row - n]!);
  });
  return changes;
}

function wholeBp(percent: number): number {
  const size = Math.floor(Math.abs(percent) * 100 + 0.5 + 1e-9);
  return percent < 0 && size > 0 ? -size : size;
}

/** Where the latest change stands among all of a history. Rows are those of the history. */
export interface ShockRank {
  /** bp, with its sign. */
  readonly change: number;
  /** 1 + the number of changes strictly larger on the side of its sign; for an unchanged yield, on the side of rises. */
  readonly rank: number;
  /** Changes that are ranked, this one among them. */
  readonly count: number;
  /** 100 * (1 - (rank - 1) / count): share of all changes that are not larger to its side (weak percentile); a fall is no large rise. */
  readonly percentile: number;
  /** The latest earlier change at least as large, to the same side; null where there is none. */
  readonly since: {
    readonly row: number;
    readonly change: number;
    /** "matched": exactly as large. "larger": strictly, so that today's is the largest since. */
    readonly word: "matched" | "larger";
    /** Its window shares days with this one. */
    readonly overlaps: boolean;
  } | null;
}

/**
 * The latest change ranked against all before it, on the side of its sign, in one pass.
 *
 * @param changes of `changesBp`, over n observations
 * @returns null where the latest change is not known
 * @see a definition of this project
 */
export function rankLatest(changes: readonly (number | null)[], n: number): ShockRank | null {
  const last = changes.length - 1;
  const change = changes[last] ?? null;
  if (change === null) return null;
  const side = change < 0 ? -1 : 1;
  const size = change * side;
  let [larger, count, at] = [0, 0, -1];
  for (let row = 0; row <= last; row += 1) {
    const one = changes[row]!;
    if (one === null) continue;
    count += 1;
    const other = one * side;
    if (other < size) continue;
    if (other > size) larger += 1;
    if (row < last) at = row;
  }
  const percentile = (100 * (count - larger)) / count;
  return { change, rank: larger + 1, count, percentile, since: sinceOf(changes, { at, change, n }) };
}

function sinceOf(
  changes: readonly (number | null)[],
  { at, change, n }: { readonly at: number; readonly change: number; readonly n: number },
): ShockRank["since"] {
  if (at < 0) return null;
  const earlier = changes[at]!;
  const overlaps = changes.length - 1 - at < n;
  return { row: at, change: earlier, word: earlier === change ? "matched" : "larger", overlaps };
}

/**
 * The smallest whole-bp change that is a shock: whose percentile (`rankLatest`) is at least `percentile`. So the
 * latest change is a shock exactly where its size reaches this.
 *
 * @param side 1 for rises, -1 for falls
 * @returns bp, with the side's sign; null where no change at hand to that side is so rare
 */
export function shockFrom(
  changes: readonly (number | null)[],
  { side, percentile }: { readonly side: 1 | -1; readonly percentile: number },
): number | null {
  // By size: a yield has few different ones, and none that a broken source sends may ask for memory up to it.
  const counts = new Map<number, number>();
  let total = 0;
  for (const change of changes) {
    if (change === null) continue;
    total += 1;
    const size = change * side;
    if (size > 0) counts.set(size, (counts.get(size) ?? 0) + 1);
  }
  let notLarger = total;
  let found: number | null = null;
  for (const size of [...counts.keys()].sort((a, b) => b - a)) {
    if ((100 * notLarger) / total < percentile) break;
    found = size * side;
    notLarger -= counts.get(size)!;
  }
  return found;
}

/** One of the largest moves, by the row on which it ended. */
export interface LargeMove {
  readonly row: number;
  readonly change: number;
}

/**
 * The largest changes to one side, each cluster of overlapping windows once, by its largest; ties to the earlier one.
 *
 * Changes over n observations that end fewer than n rows apart share days: of those the largest is kept.
 *
 * @param side 1 for rises, -1 for falls
 * @param count so many at most; fewer where fewer changes go to that side
 * @returns the largest first
 * @see a definition of this project
 */
export function largestMoves(
  changes: readonly (number | null)[],
  { n, side, count }: { readonly n: number; readonly side: 1 | -1; readonly count: number },
): readonly LargeMove[] {
  const kept: LargeMove[] = [];
  const taken = new Uint8Array(changes.length);
  while (kept.length < count) {
    let best = -1;
    for (let row = 0; row < changes.length; row += 1) {
      const change = changes[row];
      if (change == null || taken[row] || change * side <= 0) continue;
      if (best < 0 || change * side > changes[best]! * side) best = row;
    }
    if (best < 0) break;
    kept.push({ row: best, change: changes[best]! });
    taken.fill(1, Math.max(0, best - n + 1), best + n);
  }
  return kept;
}

/**
 * A change against the level from which it began, in percent of that level: 63 bp at 13.65 % are 4.6 %, 31 bp at 4.41 % are 7.0 %.
 *
 * @param bp the change
 * @param level percent, where the change began
 * @returns null where the level is not above zero
 * @see a definition of this project
 */
export function relativeChange(bp: number, level: number): number | null {
  return level > 0 ? bp / level : null;
}
