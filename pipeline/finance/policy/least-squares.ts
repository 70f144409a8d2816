/** A matrix by rows, all of one length. */
export type Matrix = readonly (readonly number[])[];

/** What a linear system tells of its unknowns. */
export interface Solution {
  /** The least-squares solution of the smallest length; only what `tells` says yes to is told by the system. */
  readonly values: readonly number[];
  readonly rank: number;
  /** True where the equations fix this combination of the unknowns, its factors in their order. */
  readonly tells: (factors: readonly number[]) => boolean;
}

/** Singular values below so much of the largest are zero: a day in two years still counts for a thousandth. */
const SINGULAR = 1e-5;
/** How much of a combination may lie in directions of which nothing is known. */
const UNTOLD = 1e-4;

/**
 * Least squares of rows x = right sides by singular values, so that a system that does not fix all unknowns says which it leaves open.
 *
 * Columns are turned against each other until all are orthogonal (one-sided Jacobi): A V = W, singular values are the lengths of W's
 * columns, x = sum of v (w · b) / |w|² over those that are not zero.
 *
 * @param rows m equations in n unknowns; m may be smaller than n
 * @param right m right sides
 * @throws RangeError if the lengths differ
 * @see docs.rs, GSL, linear_algebra SV_decomp_jacobi: one-sided Jacobi orthogonalization
 */
export function leastSquares(rows: Matrix, right: readonly number[]): Solution {
  if (rows.length !== right.length) throw new RangeError("each equation has one right side");
  const size = rows[0]?.length ?? 0;
  const { turned, axes } = orthogonal(columnsOf(rows, size));
  const lengths = turned.map((column) => Math.sqrt(dot(column, column)));
  const least = SINGULAR * Math.max(0, ...lengths);
  const told = lengths.map((length) => length > least);
  const values = Array.from({ length: size }, (_, index) =>
    axes.reduce((sum, axis, at) => {
      const share = told[at] ? dot(turned[at]!, right) / lengths[at]! ** 2 : 0;
      return sum + axis[index]! * share;
    }, 0),
  );
  return {
    values,
    rank: told.filter(Boolean).length,
    tells: (factors) =>
      axes.every((axis, at) => told[at] || Math.abs(dot(axis, factors)) <= UNTOLD * lengthOf(factors)),
  };
}

function columnsOf(rows: Matrix, size: number): number[][] {
  return Array.from({ length: size }, (_, index) => rows.map((row) => row[index]!));
}

function dot(left: readonly number[], right: readonly number[]): number {
  return left.reduce((sum, value, index) => sum + value * right[index]!, 0);
}

function lengthOf(factors: readonly number[]): number {
  return Math.sqrt(dot(factors, factors));
}

/** The columns turned until each pair is orthogonal, and by which axes; thirty rounds are many more than it takes. */
function orthogonal(columns: readonly number[][]) {
  const turned = columns.map((column) => [...column]);
  const axes = columns.map((_, row) => columns.map((__, column) => (row === column ? 1 : 0)));
  for (let round = 0; round < 30; round += 1) {
    let moved = false;
    for (let left = 0; left < turned.length; left += 1)
      for (let right = left + 1; right < turned.length; right += 1) {
        const angle = angleBetween(turned[left]!, turned[right]!);
        if (angle === null) continue;
        moved = true;
        for (const pairs of [turned, axes]) turn(pairs[left]!, pairs[right]!, angle);
      }
    if (!moved) break;
  }
  return { turned, axes };
}

/** Cosine and sine that make two columns orthogonal; null where they are. */
function angleBetween(left: readonly number[], right: readonly number[]) {
  const [a, b, c] = [dot(left, left), dot(right, right), dot(left, right)];
  if (Math.abs(c) <= 1e-15 * Math.sqrt(a * b)) return null;
  const ratio = (b - a) / (2 * c);
  const tangent = (ratio < 0 ? -1 : 1) / (Math.abs(ratio) + Math.sqrt(1 + ratio * ratio));
  const cosine = 1 / Math.sqrt(1 + tangent * tangent);
  return { cosine, sine: cosine * tangent };
}

function turn(left: number[], right: number[], { cosine, sine }: { cosine: number; sine: number }): void {
  for (let index = 0; index < left.length; index += 1) {
    const [one, other] = [left[index]!, right[index]!];
    left[index] = cosine * one - sine * other;
    right[index] = sine * one + cosine * other;
  }
}
