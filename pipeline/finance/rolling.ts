/** Mean, sample standard deviation and z of every window of n observations; null before index n - 1, and as said of each. */
export interface Rolling {
  readonly mean: readonly (number | null)[];
  /** n - 1 in the denominator; 0 exactly where all n values are equal. */
  readonly sd: readonly (number | null)[];
  /** (value - mean) / sd of the window that ends with the value; null where sd is 0. */
  readonly z: readonly (number | null)[];
}

/** Sums of a window around an anchor near its values, so that squares of large levels never meet. */
interface Sums {
  readonly anchor: number;
  readonly sum: number;
  readonly squares: number;
}

/** A scatter below this share of the squares since the anchor was set has lost digits to cancellation. */
const LOST = 1e-3;

/**
 * Running statistics of a whole column in one pass: each window takes one value in and lets one go.
 *
 * mean = a + S1/n and variance = (S2 - S1²/n)/(n - 1), with S1 and S2 the sums of (x - a) and (x - a)². The anchor a is the window's own
 * mean, set anew with two-pass sums every n observations, and at once where subtraction would cost digits (an outlier has left): so
 * nothing drifts, and the result is that of two passes over each window to 1e-9 of its scatter.
 *
 * @param values finite, any unit, oldest first, without gaps: n observations are n valid ones
 * @param n observations of a window, 2 or more
 * @returns columns as long as `values`
 * @throws RangeError unless n is whole and at least 2
 * @see the sample standard deviation; windows count valid observations
 */
export function rollingStatistics(values: readonly number[], n: number): Rolling {
  if (!Number.isInteger(n) || n < 2) throw new RangeError(`a window of ${n} observations has no scatter`);
  const [mean, sd, z] = [emptyColumn(values.length), emptyColumn(values.length), emptyColumn(values.length)];
  let sums: Sums = { anchor: 0, sum: 0, squares: 0 };
  let [age, most, equal] = [n, 0, 0];
  for (let row = 0; row < values.length; row += 1) {
    const value = values[row]!;
    equal = row > 0 && value === values[row - 1] ? equal + 1 : 1;
    if (row < n - 1) continue;
    sums = age >= n ? sumsOf(values, row, n) : moved(sums, value, values[row - n]!);
    age = age >= n ? 1 : age + 1;
    most = age === 1 ? sums.squares : Math.max(most, sums.squares);
    if (age > 1 && scatterOf(sums, n) < LOST * most) {
      sums = sumsOf(values, row, n);
      [age, most] = [1, sums.squares];
    }
    const middle = equal >= n ? value : sums.anchor + sums.sum / n;
    const deviation = equal >= n ? 0 : Math.sqrt(scatterOf(sums, n) / (n - 1));
    mean[row] = middle;
    sd[row] = deviation;
    z[row] = deviation > 0 ? (value - middle) / deviation : null;
  }
  return { mean, sd, z };
}

function emptyColumn(length: number): (number | null)[] {
  return new Array<number | null>(length).fill(null);
}

/** Sums of the n values that end at `last`, around their own mean. */
function sumsOf(values: readonly number[], last: number, n: number): Sums {
  let total = 0;
  for (let at = last - n + 1; at <= last; at += 1) total += values[at]!;
  const anchor = total / n;
  let [sum, squares] = [0, 0];
  for (let at = last - n + 1; at <= last; at += 1) {
    const away = values[at]! - anchor;
    sum += away;
    squares += away * away;
  }
  return { anchor, sum, squares };
}

function moved({ anchor, sum, squares }: Sums, entering: number, leaving: number): Sums {
  const [into, out] = [entering - anchor, leaving - anchor];
  return { anchor, sum: sum + into - out, squares: squares + into * into - out * out };
}

/** Sum of squared distances from the window's mean; binary noise below 0 is 0. */
function scatterOf({ sum, squares }: Sums, n: number): number {
  return Math.max(0, squares - (sum * sum) / n);
}
