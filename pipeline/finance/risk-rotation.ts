import type { History } from "./desk.ts";
import { joinOf } from "./joins.ts";
import { rollingStatistics } from "./rolling.ts";
import { cleanDecimal } from "./rounding.ts";
import { mean, standardDeviation } from "./statistics.ts";

/** Observations of a return and of its volatility. */
const RETURN = 20;
/** A rank correlation over fewer rungs says nothing. */
const LEAST_RUNGS = 6;
/** From here on, either way, capital has a direction. */
export const ROTATION_FROM = 0.5;

export type Direction = "out-the-risk-curve" | "back-across" | "mixed";

/** Ranks 1 to n, ties at the mean of the ranks that they share. */
export function ranksOf(values: readonly number[]): readonly number[] {
  const order = values.map((_, index) => index).sort((a, b) => values[a]! - values[b]!);
  const ranks: number[] = new Array(values.length);
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (to + 1 < order.length && values[order[to + 1]!] === values[order[from]!]) to += 1;
    for (let at = from; at <= to; at += 1) ranks[order[at]!] = (from + to) / 2 + 1;
    from = to + 1;
  }
  return ranks;
}

/**
 * Spearman's rank correlation: Pearson's of the ranks, which holds with ties (1 - 6 sum d²/(n(n² - 1)) does not).
 *
 * @returns -1 to 1; null of fewer than two pairs, and where one side is constant
 * @throws RangeError if the lengths differ
 * @see docs.scipy.org, scipy.stats.mstats.spearmanr ("use_ties")
 */
export function rankCorrelation(left: readonly number[], right: readonly number[]): number | null {
  if (left.length !== right.length) throw new RangeError("a correlation needs pairs");
  const [x, y] = [ranksOf(left), ranksOf(right)];
  const middle = mean(x);
  if (middle === null) return null;
  let [product, xs, ys] = [0, 0, 0];
  for (let at = 0; at < x.length; at += 1) {
    const [dx, dy] = [x[at]! - middle, y[at]! - middle];
    product += dx * dy;
    xs += dx * dx;
    ys += dy * dy;
  }
  // Noise in the last digit must not carry 0.5 below its threshold.
  return xs === 0 || ys === 0 ? null : cleanDecimal(product / Math.sqrt(xs * ys));
}

/**
 * Return per unit of its own volatility over the last 20 changes: (last / first - 1) / sample sd of the daily returns. Without unit.
 *
 * @param prices the last 21 prices, oldest first
 * @returns null of fewer than 21, where a price is not above zero, and where nothing moved
 * @see a definition of this project
 */
export function returnPerRisk(prices: readonly number[]): number | null {
  const last = prices.slice(-RETURN - 1);
  if (last.length <= RETURN || last.some((price) => !(price > 0))) return null;
  const risk = standardDeviation(last.slice(1).map((price, index) => price / last[index]! - 1));
  return risk ? (last[RETURN]! / last[0]! - 1) / risk : null;
}

/** One rung of the ladder with its prices; null where they are not at hand. */
export interface Rung {
  readonly name: string;
  readonly history: History | null;
}

/** What capital did along the ladder, on the last day that all its rungs have. */
export interface Rotation {
  readonly rho: number;
  readonly direction: Direction;
  /** Rungs that are in it, from safe to risky, each with its return per risk. */
  readonly rungs: readonly { readonly name: string; readonly score: number }[];
  readonly asOf: string;
}

/**
 * Rank correlation between a rung's place on the ladder, safe to risky, and its return per risk: 0.5 and more is capital going out the
 * risk curve, -0.5 and less is capital coming back across it.
 *
 * Rungs without prices are left out; the others are joined by date first, since markets of the ladder close on different days.
 *
 * @param ladder from safe to risky
 * @returns null with fewer than six rungs, or where they share fewer than 21 days
 * @see a definition of this project
 */
export function riskRotation(ladder: readonly Rung[]): Rotation | null {
  const present = ladder.flatMap(({ name, history }) => (history ? [{ name, history }] : []));
  if (present.length < LEAST_RUNGS) return null;
  const { dates, values } = joinOf(present.map(({ history }) => history));
  const rungs = present.flatMap(({ name }, index) => {
    const score = returnPerRisk(values[index]!);
    return score === null ? [] : [{ name, score }];
  });
  const asOf = dates.at(-1);
  const scores = rungs.map(({ score }) => score);
  const rho = rankCorrelation(
    scores.map((_, place) => place),
    scores,
  );
  if (rungs.length < LEAST_RUNGS || asOf === undefined || rho === null) return null;
  return { rho, direction: directionOf(rho), rungs, asOf };
}

function directionOf(rho: number): Direction {
  if (rho >= ROTATION_FROM) return "out-the-risk-curve";
  return rho <= -ROTATION_FROM ? "back-across" : "mixed";
}

/** Observations of the companion's z-score: about a year. */
const Z_WINDOW = 252;

/** Quality against speculation, in percent of log change; z over 252 such changes, null where there are fewer. */
export interface Companion {
  readonly change: number;
  readonly z: number | null;
}

/**
 * 20-day change of ln(safer / riskier), in percent: positive where the safer of the two did better. With its z over the last 252 such
 * changes.
 *
 * @param safer prices on joined days, oldest first
 * @param riskier prices on the same days
 * @returns null of fewer than 21 days, and where a price that is needed is not above zero
 * @throws RangeError if the lengths differ
 * @see a definition of this project
 */
export function companionOf(safer: readonly number[], riskier: readonly number[]): Companion | null {
  if (safer.length !== riskier.length) throw new RangeError("a ratio needs pairs");
  const used = Math.min(safer.length, Z_WINDOW + RETURN);
  const [above, below] = [safer.slice(-used), riskier.slice(-used)];
  if (used <= RETURN || above.some((price) => !(price > 0)) || below.some((price) => !(price > 0)))
    return null;
  const ratio = above.map((price, row) => Math.log(price / below[row]!));
  const changes = ratio.slice(RETURN).map((now, row) => (now - ratio[row]!) * 100);
  return { change: changes.at(-1)!, z: rollingStatistics(changes, Z_WINDOW).z.at(-1) ?? null };
}
