/** What a first-order autoregression says of a series' way back to its mean. */
export interface HalfLife {
  /** Observations after which half of a distance from the mean is left; null where not mean reverting, and for phi <= 0. */
  readonly days: number | null;
  /** Half of a distance is gone before the next observation: phi below one half. */
  readonly isBelowOneDay: boolean;
  /** b is below 0, beyond what a random walk gives by chance (Dickey-Fuller, 5 %), and phi above -1. */
  readonly isMeanReverting: boolean;
  /** b / standard error of b, n - 2 degrees of freedom; to be held against -2.87, not -1.96. */
  readonly tStatistic: number;
  /** 1 + b: the share of a distance from the mean that is left after one observation. */
  readonly phi: number;
  /** -a / b, in the unit of the values; null for b >= 0. */
  readonly mean: number | null;
  /** s / sqrt(1 - phi^2), in the unit of the values; null unless -1 < phi < 1. */
  readonly stationaryDeviation: number | null;
}

/** 5 % value of the Dickey-Fuller distribution with a constant, for some hundreds of observations. */
export const DICKEY_FULLER_5 = -2.87;

/**
 * Half-life of mean reversion: least squares of x(t) - x(t-1) on a + b x(t-1), phi = 1 + b,
 * half-life = -ln 2 / ln phi. (-ln 2 / b is its approximation for small b and is not used.)
 *
 * @param values levels, oldest first, one step apart; in any unit
 * @returns null of fewer than four values, of a constant series, and where the line fits exactly, when nothing can be tested
 * @see E. Chan's half-life regression; the critical value is Dickey and Fuller's
 */
export function halfLifeOf(values: readonly number[]): HalfLife | null {
  const line = changesOnLevels(values);
  if (!line) return null;
  const { a, b, deviation, tStatistic } = line;
  const phi = 1 + b;
  const isStationary = phi > -1 && phi < 1;
  const isMeanReverting = isStationary && tStatistic < DICKEY_FULLER_5;
  return {
    days: isMeanReverting && phi > 0 ? -Math.LN2 / Math.log(phi) : null,
    isBelowOneDay: isMeanReverting && phi < 0.5,
    isMeanReverting,
    tStatistic,
    phi,
    mean: b < 0 ? -a / b : null,
    stationaryDeviation: isStationary ? deviation / Math.sqrt(1 - phi * phi) : null,
  };
}

interface Line {
  readonly a: number;
  readonly b: number;
  /** Of the residuals, n - 2 degrees of freedom. */
  readonly deviation: number;
  readonly tStatistic: number;
}

/** A sum of squares below this share of another is binary noise. */
const NOISE = 1e-20;

function changesOnLevels(values: readonly number[]): Line | null {
  const count = values.length - 1;
  if (count < 3) return null;
  // Least squares on sums of distances from the means: raw squares lose the digits of levels that are large beside their scatter.
  let [level, change] = [0, 0];
  for (let at = 0; at < count; at += 1) level += values[at]! / count;
  change = (values[count]! - values[0]!) / count;
  let [squares, products, changes, size] = [0, 0, 0, 0];
  for (let at = 0; at < count; at += 1) {
    const x = values[at]! - level;
    const y = values[at + 1]! - values[at]! - change;
    squares += x * x;
    products += x * y;
    changes += y * y;
    size += values[at]! ** 2;
  }
  if (squares <= NOISE * size) return null;
  const b = products / squares;
  const residual = changes - b * products;
  // An exact fit leaves what binary subtraction leaves of two equal sums.
  if (residual <= Math.max(1e-14 * changes, 1e-26 * size)) return null;
  const variance = residual / (count - 2);
  return {
    a: change - b * level,
    b,
    deviation: Math.sqrt(variance),
    tStatistic: b / Math.sqrt(variance / squares),
  };
}

/**
 * Strength of the pull back to the mean, -100 (far above it) to +100 (far below it): -100 * clip(z / 2, -1, 1).
 *
 * @param z distance from the mean in standard deviations
 * @returns 0 where the series is not mean reverting: there is no pull
 * @see a definition of this project
 */
export function meanReversionStrength(z: number, isMeanReverting: boolean): number {
  if (!isMeanReverting || z === 0) return 0;
  return -100 * Math.min(1, Math.max(-1, z / 2));
}
