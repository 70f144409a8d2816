import { SIGNIFICANT } from "./correlation.ts";
import { neweyWestErrors, ols } from "./ols.ts";

/** A slope with its t-statistic. */
export interface Estimate {
  readonly value: number;
  readonly t: number;
}

/** How y answers rises of x and how it answers falls: betas, y per x. */
export interface Asymmetry {
  readonly up: Estimate;
  readonly down: Estimate;
  /** Days in the regression. */
  readonly n: number;
}

/** So few moves of one side say nothing of that side; ours. */
const LEAST_MOVES = 10;

/**
 * Separate betas for up- and down-moves: y = a + b(up) max(x, 0) + b(down) min(x, 0) + u, with Newey-West errors.
 *
 * The constant takes up a drift that all days share: something that only drifts upwards rises on days of either kind, and its two
 * betas are none.
 *
 * @param x moves, such as bp of a yield; length n
 * @param y what answers them, such as percent of a price; length n
 * @param lags of the errors
 * @returns null of too few, where x has fewer than ten moves of one side or does not vary there, and where y does not vary
 * @throws RangeError where the lengths differ
 * @see a definition of this project
 */
export function asymmetryOf(x: readonly number[], y: readonly number[], lags: number): Asymmetry | null {
  const fit = ols(y, [x.map((value) => Math.max(value, 0)), x.map((value) => Math.min(value, 0))]);
  if (!fit || fit.rSquared === null || lags >= fit.n) return null;
  const errors = neweyWestErrors(fit, lags);
  const [rises, falls] = [x.filter((value) => value > 0), x.filter((value) => value < 0)];
  const isFew = Math.min(rises.length, falls.length) < LEAST_MOVES;
  if (isFew || !(errors[1]! > 0) || !(errors[2]! > 0)) return null;
  const slope = (index: 1 | 2): Estimate => {
    const value = fit.coefficients[index]!;
    return { value, t: value / errors[index]! };
  };
  return { up: slope(1), down: slope(2), n: fit.n };
}

/** To which moves of x there is an answer that is told from none. */
export type AsymmetryKind = "both" | "rises" | "falls" | "neither";

/** Which of the two betas are significant, |t| of 1.96 or more, whatever their signs. */
export function asymmetryKind({ up, down }: Asymmetry): AsymmetryKind {
  const [rises, falls] = [Math.abs(up.t) >= SIGNIFICANT, Math.abs(down.t) >= SIGNIFICANT];
  if (rises && falls) return "both";
  if (rises) return "rises";
  return falls ? "falls" : "neither";
}
