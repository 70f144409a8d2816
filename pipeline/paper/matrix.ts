/** A transformation of a PDF: `a b c d e f cm` (ISO 32000-1, 8.3.3). */
export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

export const plain: Matrix = [1, 0, 0, 1, 0, 0];

/** First `one`, then `other`. */
export function product(one: Matrix, other: Matrix): Matrix {
  const [a, b, c, d, e, f] = one;
  const [g, h, i, j, k, l] = other;
  return [a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + l];
}

/** The six numbers of `a b c d e f cm`; fewer are followed by those of the plain one. */
export function numbersIn(line: string): Matrix {
  const [a = "1", b = "0", c = "0", d = "1", e = "0", f = "0"] = line.split(" ", 6);
  return [+a, +b, +c, +d, +e, +f];
}
