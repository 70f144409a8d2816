/** Days in a year of a market that is open on weekdays, as Moskowitz, Ooi and Pedersen count them. */
export const WEEKDAYS_A_YEAR = 261;
/** Share of its weight that a return keeps from one day to the next: the centre of mass is 60 days back. */
const DECAY = 60 / 61;
/** Returns below which the exponential weights have not filled: one centre of mass. */
const LEAST_RETURNS = 61;
/** A lookback's return counts up to so many standard deviations. */
const CLIP_SD = 2;

/** One lookback of the momentum. */
export interface Lookback {
  readonly observations: number;
  /** Compounded return over the lookback, a fraction. */
  readonly compounded: number;
  /** Of that return, and so of a position by this lookback alone. */
  readonly sign: -1 | 0 | 1;
  /** compounded / (daily sd * sqrt(observations)), clipped to -2..2. */
  readonly standardised: number;
}

/** Time-series momentum of one asset on one day. */
export interface Momentum {
  readonly lookbacks: readonly Lookback[];
  /** Mean of the standardised lookbacks times 50: -100 to +100. */
  readonly strength: number;
  /** Ex-ante, a fraction a year. */
  readonly volatility: number;
  /** sign(strength) * target / volatility, in multiples of the capital. */
  readonly position: number;
}

/** How momentum is measured. */
export interface MomentumForm {
  /** In observations; each at least 1. */
  readonly lookbacks: readonly number[];
  /** A fraction a year: 0.4 is the 40 % of Moskowitz, Ooi and Pedersen. */
  readonly target: number;
  /** Observations in a year; 261 if left out. What trades every day has 365. */
  readonly daysPerYear?: number;
}

/**
 * Simple returns, p(t) / p(t-1) - 1, from the last price on that is not above zero: across such a price there is no return.
 *
 * @param prices oldest first
 * @returns fractions, oldest first; empty where the last price is not above zero or stands alone
 */
export function returnsOf(prices: readonly number[]): readonly number[] {
  let first = prices.length;
  while (first > 0 && prices[first - 1]! > 0) first -= 1;
  const returns: number[] = [];
  for (let at = first + 1; at < prices.length; at += 1) returns.push(prices[at]! / prices[at - 1]! - 1);
  return returns;
}

/**
 * Compounded return of the last `lookback` returns, prod(1 + r) - 1.
 *
 * @param returns fractions, oldest first; excess returns where there are such
 * @returns a fraction; null where there are fewer returns
 * @see Moskowitz, Ooi, Pedersen, Time Series Momentum, Journal of Financial Economics 2012
 */
export function compoundedReturn(returns: readonly number[], lookback: number): number | null {
  if (lookback < 1 || returns.length < lookback) return null;
  return returns.slice(-lookback).reduce((product, one) => product * (1 + one), 1) - 1;
}

/**
 * Volatility known before today: sigma^2 = 261 * sum of (1 - d) d^i (r(t-1-i) - rbar)^2 with d = 60/61, the weights made to sum to
 * one over the returns at hand and rbar the mean under the same weights. Today's return, the last one, is not in it.
 *
 * @param returns fractions, oldest first, today's included
 * @returns a fraction a year; null of fewer than 61 returns before today's, and where they do not differ
 * @see Moskowitz, Ooi, Pedersen, Time Series Momentum, Journal of Financial Economics 2012
 */
export function exAnteVolatility(returns: readonly number[], daysPerYear = WEEKDAYS_A_YEAR): number | null {
  const before = returns.slice(0, -1);
  if (before.length < LEAST_RETURNS || before.every((one) => one === before[0])) return null;
  let [weights, sum] = [0, 0];
  let weight = 1;
  for (let at = before.length - 1; at >= 0; at -= 1, weight *= DECAY) {
    weights += weight;
    sum += weight * before[at]!;
  }
  const middle = sum / weights;
  let squares = 0;
  weight = 1;
  for (let at = before.length - 1; at >= 0; at -= 1, weight *= DECAY)
    squares += weight * (before[at]! - middle) ** 2;
  return Math.sqrt((daysPerYear * squares) / weights);
}

/**
 * Time-series momentum: over each lookback the compounded return in standard deviations of so many days, clipped to 2 of them;
 * their mean times 50 is the directional strength, and its sign the position's, scaled to a target volatility.
 *
 * @param returns fractions, oldest first, today's included; excess returns where there are such
 * @returns null where the longest lookback or the volatility cannot be had: a strength of fewer lookbacks is another strength
 * @see the strength is a definition of this project
 */
export function momentumOf(returns: readonly number[], form: MomentumForm): Momentum | null {
  const { daysPerYear = WEEKDAYS_A_YEAR, target } = form;
  const volatility = exAnteVolatility(returns, daysPerYear);
  if (volatility === null || form.lookbacks.length === 0) return null;
  const lookbacks: Lookback[] = [];
  for (const observations of form.lookbacks) {
    const compounded = compoundedReturn(returns, observations);
    if (compounded === null) return null;
    const usual = (volatility / Math.sqrt(daysPerYear)) * Math.sqrt(observations);
    const standardised = Math.min(CLIP_SD, Math.max(-CLIP_SD, compounded / usual));
    lookbacks.push({ observations, compounded, sign: signOf(compounded), standardised });
  }
  const mean = lookbacks.reduce((sum, { standardised }) => sum + standardised, 0) / lookbacks.length;
  const strength = (mean / CLIP_SD) * 100;
  return { lookbacks, strength, volatility, position: (signOf(strength) * target) / volatility };
}

function signOf(value: number): -1 | 0 | 1 {
  return value > 0 ? 1 : value < 0 ? -1 : 0;
}
