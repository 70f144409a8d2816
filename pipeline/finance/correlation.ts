import { mean } from "./statistics.ts";

/** Two-sided 5 % of the normal distribution. */
export const SIGNIFICANT = 1.96;

/**
 * Pearson's correlation, sum (x − mx)(y − my) / sqrt(sum (x − mx)² sum (y − my)²): of changes, never of levels.
 *
 * @param x length n
 * @param y length n
 * @returns −1 to 1; null of fewer than two pairs, and where one side does not vary
 * @throws RangeError where the lengths differ
 * @see the sample correlation; the bound is that of Fisher's transformation at 5 %
 */
export function correlation(x: readonly number[], y: readonly number[]): number | null {
  expectPairs(x, y);
  return x.length < 2 ? null : rollingCorrelation(x, y, x.length).at(-1)!;
}

/**
 * The same over the last n pairs at each step, by running sums of the values less their overall means: one pass, whatever n. The sums
 * are made anew every n steps, so that what rounding leaves in them does not pile up.
 *
 * @param n pairs of a window, 2 or more
 * @returns as long as x; null before the n-th pair, and where a window does not vary on one side
 * @throws RangeError where the lengths differ, or for n below 2
 */
export function rollingCorrelation(
  x: readonly number[],
  y: readonly number[],
  n: number,
): readonly (number | null)[] {
  expectPairs(x, y);
  if (!Number.isInteger(n) || n < 2) throw new RangeError(`a correlation needs two pairs or more, not ${n}`);
  const [a, b] = [centredColumn(x), centredColumn(y)];
  const sums = new Float64Array(5);
  const found: (number | null)[] = [];
  // How many values in a row are equal: a constant window is told by its values, not by sums that should cancel.
  let [sameX, sameY] = [0, 0];
  for (let row = 0; row < x.length; row += 1) {
    sameX = row > 0 && x[row] === x[row - 1] ? sameX + 1 : 1;
    sameY = row > 0 && y[row] === y[row - 1] ? sameY + 1 : 1;
    if (row % n === n - 1) {
      sums.fill(0);
      for (let one = row - n + 1; one <= row; one += 1) addPair(sums, a[one]!, b[one]!, 1);
    } else {
      addPair(sums, a[row]!, b[row]!, 1);
      if (row >= n) addPair(sums, a[row - n]!, b[row - n]!, -1);
    }
    found.push(row < n - 1 || sameX >= n || sameY >= n ? null : fromSums(sums, n));
  }
  return found;
}

function centredColumn(values: readonly number[]): Float64Array {
  const middle = mean(values) ?? 0;
  const centred = new Float64Array(values);
  for (let row = 0; row < centred.length; row += 1) centred[row]! -= middle;
  return centred;
}

/** A pair in (1) or out (-1) of the sums of x, y, xx, yy and xy. */
function addPair(sums: Float64Array, u: number, v: number, sign: 1 | -1): void {
  sums[0]! += sign * u;
  sums[1]! += sign * v;
  sums[2]! += sign * u * u;
  sums[3]! += sign * v * v;
  sums[4]! += sign * u * v;
}

function fromSums(sums: Float64Array, n: number): number | null {
  const [x, y] = [sums[0]!, sums[1]!];
  const spread = (sums[2]! - (x * x) / n) * (sums[3]! - (y * y) / n);
  if (!(spread > 0)) return null;
  const r = (sums[4]! - (x * y) / n) / Math.sqrt(spread);
  return Number.isFinite(r) ? Math.max(-1, Math.min(1, r)) : null;
}

/**
 * Spearman's rank correlation: Pearson's of the ranks, equal values sharing the mean of theirs. Blind to how far a single day went.
 *
 * @returns −1 to 1; null of fewer than two pairs, and where one side does not vary
 * @throws RangeError where the lengths differ
 * @see docs.scipy.org, scipy.stats.spearmanr and rankdata, method "average"
 */
export function rankCorrelation(x: readonly number[], y: readonly number[]): number | null {
  expectPairs(x, y);
  return correlation(ranksOf(x), ranksOf(y));
}

/** Ranks from 1, ties by their mean. */
function ranksOf(values: readonly number[]): number[] {
  const order = values.map((_, index) => index).sort((one, other) => values[one]! - values[other]!);
  const ranks = values.map(() => 0);
  for (let first = 0; first < order.length; ) {
    let last = first;
    while (last + 1 < order.length && values[order[last + 1]!] === values[order[first]!]) last += 1;
    for (let at = first; at <= last; at += 1) ranks[order[at]!] = (first + last) / 2 + 1;
    first = last + 1;
  }
  return ranks;
}

/**
 * The size below which a correlation of n pairs is not told from none: 1.96 / sqrt(n − 3), 0.26 at 60 and 0.12 at 250.
 *
 * @throws RangeError for n of 3 or fewer
 * @see the sample correlation; the bound is that of Fisher's transformation at 5 %
 */
export function insignificantBelow(n: number): number {
  if (!(n > 3)) throw new RangeError(`three pairs or fewer say nothing: ${n}`);
  return SIGNIFICANT / Math.sqrt(n - 3);
}

/** A correlation and the pairs behind it. */
export interface Correlated {
  readonly r: number;
  readonly n: number;
}

/**
 * How far apart two correlations of disjoint windows are, in standard errors: z = (atanh r1 − atanh r2) / sqrt(1/(n1 − 3) + 1/(n2 − 3)),
 * by Fisher's transformation. Beyond 1.96 they differ at 5 %.
 *
 * @returns null where one of them is ±1 or has three pairs or fewer
 * @see R. A. Fisher, Metron 1921
 */
export function fisherDifference(one: Correlated, other: Correlated): number | null {
  if (one.n <= 3 || other.n <= 3 || Math.abs(one.r) >= 1 || Math.abs(other.r) >= 1) return null;
  return (Math.atanh(one.r) - Math.atanh(other.r)) / Math.sqrt(1 / (one.n - 3) + 1 / (other.n - 3));
}

function expectPairs(x: readonly number[], y: readonly number[]): void {
  if (x.length !== y.length) throw new RangeError(`${x.length} values cannot be paired with ${y.length}`);
}
