import { SIGNIFICANT } from "./correlation.ts";
import { neweyWestErrors, ols } from "./ols.ts";
import { mean, standardDeviation } from "./statistics.ts";

/** A slope, or the mean of some days, with its t-statistic. */
export interface Estimate {
  readonly value: number;
  readonly t: number;
  readonly n: number;
}

/** How y answers rises of x and how it answers falls, each held against its own kind of day. */
export interface Asymmetry {
  /** Betas, y per x: what the size of a move adds, beside a drift that all days share. */
  readonly up: Estimate;
  readonly down: Estimate;
  /** Means of y on the days on which x rose and on which it fell, drift and all. */
  readonly onRises: Estimate;
  readonly onFalls: Estimate;
}

/**
 * Separate betas for up- and down-moves, y = a + b(up) max(x, 0) + b(down) min(x, 0) + u with Newey-West errors, and the mean of y on the
 * days of each kind, its t by sd / sqrt(n).
 *
 * The two answer different questions. Something that drifts upwards may lose with every larger rise of x and still not fall on the days
 * on which x rises.
 *
 * @param x moves, such as bp of a yield; length n
 * @param y what answers them, such as percent of a price; length n
 * @param lags of the errors
 * @returns null of too few, where x does not vary on both sides, and where y does not vary
 * @throws RangeError where the lengths differ
 * @see methods.md, section 6.1, "Asymmetry"; the means are ours
 */
export function asymmetryOf(x: readonly number[], y: readonly number[], lags: number): Asymmetry | null {
  const fit = ols(y, [x.map((value) => Math.max(value, 0)), x.map((value) => Math.min(value, 0))]);
  if (!fit || fit.rSquared === null || lags >= fit.n) return null;
  const errors = neweyWestErrors(fit, lags);
  const onRises = meanEstimate(y.filter((_, row) => x[row]! > 0));
  const onFalls = meanEstimate(y.filter((_, row) => x[row]! < 0));
  if (!(errors[1]! > 0) || !(errors[2]! > 0) || !onRises || !onFalls) return null;
  const slope = (index: 1 | 2): Estimate => {
    const value = fit.coefficients[index]!;
    return { value, t: value / errors[index]!, n: fit.n };
  };
  return { up: slope(1), down: slope(2), onRises, onFalls };
}

function meanEstimate(values: readonly number[]): Estimate | null {
  const [value, deviation] = [mean(values), standardDeviation(values)];
  if (value === null || !deviation) return null;
  return { value, t: (value * Math.sqrt(values.length)) / deviation, n: values.length };
}

/** "rises-only": it rises on the days on which x falls, and does not fall on those on which x rises. */
export type AsymmetryKind = "both" | "rises-only" | "falls-only" | "neither";

/** Which of the two means of something that should move against x are told from none (|t| ≥ 1.96) on the side expected of them. */
export function asymmetryKind({ onRises, onFalls }: Asymmetry): AsymmetryKind {
  const [falls, rises] = [onRises.t <= -SIGNIFICANT, onFalls.t >= SIGNIFICANT];
  if (falls && rises) return "both";
  if (rises) return "rises-only";
  return falls ? "falls-only" : "neither";
}
