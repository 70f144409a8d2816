/** Where vendor weights were published: the weights that hold from that period's start on. */
export interface Anchor {
  /** Index of the period. */
  readonly period: number;
  /** As many as there are parts, in the unit of the first ones. */
  readonly weights: readonly number[];
}

export interface Drift {
  /** Weights at the start of the first period; fractions or percent, as the results are. */
  readonly weights: readonly number[];
  /** `[period][part]`, decimal; null is no observation. */
  readonly returns: readonly (readonly (number | null)[])[];
  readonly anchors?: readonly Anchor[];
}

/**
 * Weights that drift between the days on which a vendor publishes them: w(t+1) = w(t) (1 + r(t)) / (1 + R(t)), with R(t) = the sum of
 * w(t) r(t) over the sum of w(t), never the published index return: so their sum stays what it was.
 *
 * @returns `[period][part]`, weights at the start of each period and, last, after the last one: one row more than `returns`. Null from a
 * period on that lacks a return, until the next anchor: weights that cannot be known are not the old ones
 * @throws RangeError if a row has not as many parts as the weights, if an anchor stands outside the periods, or if all of the weight is lost
 * @see S&P Dow Jones Indices, Index Mathematics Methodology, on drift between rebalances
 */
export function driftedWeights({
  weights,
  returns,
  anchors = [],
}: Drift): readonly (readonly number[] | null)[] {
  const anchored = new Map(anchors.map(({ period, weights: given }) => [period, given]));
  for (const { period, weights: given } of anchors) {
    refuseLength(given, weights.length);
    if (!Number.isInteger(period) || period < 0 || period > returns.length)
      throw new RangeError(`an anchor stands at period ${period} of ${returns.length}`);
  }
  let held: readonly number[] | null = anchored.get(0) ?? weights;
  const rows: (readonly number[] | null)[] = [held];
  returns.forEach((own, period) => {
    refuseLength(own, weights.length);
    held = anchored.get(period + 1) ?? (held && stepped(held, own));
    rows.push(held);
  });
  return rows;
}

function stepped(weights: readonly number[], returns: readonly (number | null)[]): readonly number[] | null {
  if (returns.includes(null)) return null;
  const grown = weights.map((weight, part) => weight * (1 + returns[part]!));
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const [before, after] = [sum(weights), sum(grown)];
  if (!(after > 0)) throw new RangeError("weights that are all lost drift no further");
  return grown.map((value) => (value * before) / after);
}

function refuseLength(row: readonly unknown[], parts: number): void {
  if (row.length !== parts)
    throw new RangeError(`a row has ${row.length} parts where the weights have ${parts}`);
}
