/**
 * A least-squares fit y = c0 + c1 x1 + … + cp xp + u. Coefficients and errors are in the unit of y over that of their regressor, the
 * constant first: length k = p + 1.
 */
export interface Regression {
  readonly coefficients: readonly number[];
  /** Observations. */
  readonly n: number;
  /** 1 − u'u / sum (y − mean)²; null where y does not vary. */
  readonly rSquared: number | null;
  /** Standard deviation of the residuals, sqrt(u'u / (n − k)). */
  readonly residualDeviation: number;
  /** Classical standard errors, sqrt(diag(s² (X'X)⁻¹)). */
  readonly errors: readonly number[];
  readonly residuals: readonly number[];
  /** What further errors are made of. */
  readonly design: Design;
}

/** The regressors, each less its mean, as Q R with orthonormal columns Q. */
interface Design {
  readonly means: readonly number[];
  readonly centred: readonly (readonly number[])[];
  /** R⁻¹, upper triangular, row by row. */
  readonly inverse: readonly (readonly number[])[];
}

/** A column that keeps less than this share of its length beside the columns before it says nothing of its own. */
const SINGULAR = 1e-10;

/**
 * Ordinary least squares with a constant, by QR of the centred regressors: centring takes the constant out of the system, and Q R
 * does not square its condition as the normal equations do.
 *
 * @param y length n
 * @param regressors p columns of length n each, without the constant
 * @returns null where n ≤ p + 1, and where a regressor is constant or a combination of the others
 * @throws RangeError where a column's length is not n
 * @see G. Golub, C. Van Loan, Matrix Computations, on modified Gram-Schmidt
 */
export function ols(y: readonly number[], regressors: readonly (readonly number[])[]): Regression | null {
  const [n, p] = [y.length, regressors.length];
  if (regressors.some((column) => column.length !== n))
    throw new RangeError(`every regressor needs ${n} values, as many as y`);
  if (n <= p + 1) return null;
  const means = regressors.map(meanOf);
  const centred = regressors.map((column, index) => plus(column, -means[index]!));
  const factors = factorsOf(centred);
  if (!factors) return null;
  const yMean = meanOf(y);
  // The mean of equal values may miss them by a last binary digit.
  const isConstant = y.every((value) => value === y[0]);
  const yCentred = isConstant ? y.map(() => 0) : plus(y, -yMean);
  const inverse = invertedUpper(factors.r);
  const projected = factors.q.map((column) => dot(column, yCentred));
  const slopes = inverse.map((row) => dot(row, projected));
  const residuals = slopes.reduce<number[]>((rest, slope, index) => {
    addTimes(rest, -slope, centred[index]!);
    return rest;
  }, yCentred.slice());
  const [unexplained, total] = [dot(residuals, residuals), dot(yCentred, yCentred)];
  const variance = unexplained / (n - p - 1);
  const design: Design = { means, centred, inverse };
  return {
    coefficients: [yMean - dot(slopes, means), ...slopes],
    n,
    rSquared: total === 0 ? null : 1 - unexplained / total,
    residualDeviation: Math.sqrt(variance),
    errors: errorsFrom(covarianceOf(design, n, variance), means),
    residuals,
    design,
  };
}

/**
 * Newey-West standard errors of the same coefficients, robust to unequal variances and to autocorrelation up to `lags`: the square
 * roots of the diagonal of (X'X)⁻¹ S (X'X)⁻¹, S = G(0) + sum over l = 1..L of w(l) (G(l) + G(l)'), G(l) = sum of u(t) u(t−l) x(t) x(t−l)',
 * with Bartlett weights w(l) = 1 − l / (L + 1) and no small-sample factor.
 *
 * @param lags L, 0 or more; 0 is White's HC0
 * @returns length k, the constant first
 * @throws RangeError for lags that are no whole number of 0 to n − 1
 * @see W. Newey, K. West, A Simple, Positive Semi-definite, Heteroskedasticity and Autocorrelation Consistent
 *   Covariance Matrix, Econometrica 1987
 */
export function neweyWestErrors({ residuals, design, n }: Regression, lags: number): readonly number[] {
  if (!Number.isInteger(lags) || lags < 0 || lags >= n)
    throw new RangeError(`lags are a whole number from 0 to ${n - 1}, not ${lags}`);
  // Scores in the basis in which the constant is orthogonal to the regressors.
  const scores = [residuals, ...design.centred.map((column) => times(column, residuals))];
  const meat = scores.map(() => scores.map(() => 0));
  scores.forEach((one, row) => {
    for (let column = row; column < scores.length; column += 1)
      meat[row]![column] = meat[column]![row] = weightedProducts(one, scores[column]!, lags);
  });
  const bread = covarianceOf(design, n, 1);
  return errorsFrom(product(product(bread, meat), bread), design.means);
}

/** S of two scores: G(0) and what Bartlett's weights leave of the lagged products, both ways round. */
function weightedProducts(one: readonly number[], other: readonly number[], lags: number): number {
  let sum = dot(one, other);
  for (let lag = 1; lag <= lags; lag += 1) {
    const both = laggedDot(one, other, lag) + (one === other ? 0 : laggedDot(other, one, lag));
    sum += (1 - lag / (lags + 1)) * (one === other ? 2 * both : both);
  }
  return sum;
}

type Matrix = readonly (readonly number[])[];

/** Modified Gram-Schmidt; null where a column is nothing but the ones before it. */
function factorsOf(columns: Matrix): { readonly q: Matrix; readonly r: Matrix } | null {
  const r = columns.map(() => columns.map(() => 0));
  const q: number[][] = [];
  for (const [index, column] of columns.entries()) {
    const rest = column.slice();
    const before = Math.sqrt(dot(rest, rest));
    for (const [earlier, direction] of q.entries()) {
      const share = dot(direction, rest);
      r[earlier]![index] = share;
      addTimes(rest, -share, direction);
    }
    const length = Math.sqrt(dot(rest, rest));
    if (!(length > SINGULAR * before) || !isSpread(column, before)) return null;
    r[index]![index] = length;
    q.push(rest.map((value) => value / length));
  }
  return { q, r };
}

/** A constant column less its mean is zero, or what binary rounding leaves of it. */
function isSpread(centred: readonly number[], length: number): boolean {
  return length > 0 && centred.some((value) => value !== centred[0]);
}

function invertedUpper(r: Matrix): Matrix {
  const inverse = r.map(() => r.map(() => 0));
  for (let column = 0; column < r.length; column += 1) {
    inverse[column]![column] = 1 / r[column]![column]!;
    for (let row = column - 1; row >= 0; row -= 1) {
      let sum = 0;
      for (let k = row + 1; k <= column; k += 1) sum += r[row]![k]! * inverse[k]![column]!;
      inverse[row]![column] = -sum / r[row]![row]!;
    }
  }
  return inverse;
}

/** s² (X'X)⁻¹ with centred regressors: the constant stands alone. */
function covarianceOf({ inverse }: Design, n: number, variance: number): Matrix {
  const slopes = inverse.map((row) => inverse.map((other) => variance * dot(row, other)));
  return [[variance / n, ...inverse.map(() => 0)], ...slopes.map((row) => [0, ...row])];
}

/** Square roots of the diagonal, after going back from the centred constant to the one at zero: c0 = mean(y) − sum of c(i) mean(i). */
function errorsFrom(covariance: Matrix, means: readonly number[]): readonly number[] {
  const back = [1, ...means.map((one) => -one)];
  const constant = dot(
    back,
    covariance.map((row) => dot(row, back)),
  );
  return covariance.map((row, index) => Math.sqrt(Math.max(0, index === 0 ? constant : row[index]!)));
}

function product(left: Matrix, right: Matrix): Matrix {
  return left.map((row) =>
    right.map((_, column) => row.reduce((sum, value, k) => sum + value * right[k]![column]!, 0)),
  );
}

function meanOf(values: readonly number[]): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

function plus(values: readonly number[], shift: number): number[] {
  return values.map((value) => value + shift);
}

/** `target` plus so many times `other`, in place. */
function addTimes(target: number[], factor: number, other: readonly number[]): void {
  for (let row = 0; row < target.length; row += 1) target[row]! += factor * other[row]!;
}

function times(one: readonly number[], other: readonly number[]): number[] {
  return one.map((value, row) => value * other[row]!);
}

function dot(one: readonly number[], other: readonly number[]): number {
  return laggedDot(one, other, 0);
}

/** Sum of one(t) other(t − lag). */
function laggedDot(one: readonly number[], other: readonly number[], lag: number): number {
  let sum = 0;
  for (let row = lag; row < one.length; row += 1) sum += one[row]! * other[row - lag]!;
  return sum;
}
