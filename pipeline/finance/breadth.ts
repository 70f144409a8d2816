import { FLAT_PERCENT } from "./attribution.ts";
import { mean } from "./statistics.ts";

/** How many of an index's members rose, fell and stood still; those without a return are counted apart, never as flat. */
export interface Advances {
  readonly advancers: number;
  readonly decliners: number;
  readonly unchanged: number;
  readonly missing: number;
}

/**
 * Advancers and decliners among the members of an index; unchanged: |r| < 0.005 %.
 *
 * @param returns each member's own return of the day, percent; null is no observation
 * @see Bacon, Practical Portfolio Performance Measurement, ch. 8; counts as the exchanges give them
 */
export function advancesOf(returns: readonly (number | null)[]): Advances {
  const known = returns.filter((own) => own !== null);
  const advancers = known.filter((own) => own >= FLAT_PERCENT).length;
  const decliners = known.filter((own) => own <= -FLAT_PERCENT).length;
  return {
    advancers,
    decliners,
    unchanged: known.length - advancers - decliners,
    missing: returns.length - known.length,
  };
}

/** The share of members above their own moving average, and of how many it speaks. */
export interface ShareAbove {
  /** 0 to 100. */
  readonly sharePercent: number;
  readonly members: number;
}

/**
 * Share of members whose last close is above the mean of their last `count` closes, the last included. A member at its average is not
 * above it.
 *
 * @param closes `[member][day]`, oldest first, prices on one share basis; null is no observation
 * @param count closes of the average, such as 50
 * @returns null where no member can be judged; a member without a last close or with fewer than `count` valid ones is left out
 * @throws RangeError unless count is a whole number of 1 or more
 * @see Bacon, Practical Portfolio Performance Measurement, ch. 8; counts as the exchanges give them
 */
export function shareAboveAverage(
  closes: readonly (readonly (number | null)[])[],
  count: number,
): ShareAbove | null {
  if (!Number.isInteger(count) || count < 1) throw new RangeError(`an average of ${count} closes is none`);
  const judged = closes.flatMap((member) => {
    const last = member.at(-1);
    const valid = member.filter((close) => close !== null).slice(-count);
    return last == null || valid.length < count ? [] : [last > mean(valid)!];
  });
  if (judged.length === 0) return null;
  const above = judged.filter(Boolean).length;
  return { sharePercent: (100 * above) / judged.length, members: judged.length };
}

/**
 * Equal-weight less cap-weight return: above 0 the average member did better than the index.
 *
 * @param equalPercent return of the equal-weight index, or of a fund on it, percent
 * @param capPercent return of the cap-weight index over the same closes, percent
 * @returns percentage points
 * @see Bacon, Practical Portfolio Performance Measurement, ch. 8; counts as the exchanges give them
 */
export function equalLessCapPp(equalPercent: number, capPercent: number): number {
  return equalPercent - capPercent;
}
