import { rollingStatistics } from "./rolling.ts";

/** Observations of a realised volatility, trading days of a year, and observations of a z-score. */
const REALISED = 21;
const YEAR = 252;
const Z_WINDOW = 252;

/**
 * Realised volatility: sample standard deviation of the last `n` log changes, annualised by sqrt(252), in percent a year.
 *
 * @param prices any unit, oldest first, without gaps
 * @param n changes of a window
 * @returns as long as `prices`; null before index n, and where a price of the window is not above zero
 * @see a definition of this project
 */
export function realisedVolatility(prices: readonly number[], n = REALISED): readonly (number | null)[] {
  const changes = prices.map((price, index) => {
    const before = prices[index - 1];
    return before !== undefined && before > 0 && price > 0 ? Math.log(price / before) : null;
  });
  // The 0 only fills its place: no window that holds one is told.
  const { sd } = rollingStatistics(
    changes.map((change) => change ?? 0),
    n,
  );
  let known = 0;
  return changes.map((change, index) => {
    known = change === null ? 0 : known + 1;
    return known >= n ? sd[index]! * Math.sqrt(YEAR) * 100 : null;
  });
}

/** The three volatilities on the same days. */
export interface Volatilities {
  /** Index points. */
  readonly equity: readonly number[];
  readonly rates: readonly number[];
  /** A price whose realised volatility is taken, such as yen per dollar. */
  readonly currency: readonly number[];
}

/** Columns as long as the days; null where it cannot be said. z-scores and composite in standard deviations, `realised` in percent a year. */
export interface Composite {
  readonly equity: readonly (number | null)[];
  readonly rates: readonly (number | null)[];
  readonly currency: readonly (number | null)[];
  readonly realised: readonly (number | null)[];
  readonly composite: readonly (number | null)[];
}

/**
 * Cross-asset volatility: the mean of three z-scores over 252 observations each (sample sd, today included): equity, rates and
 * realised currency volatility. Null where one of the three is.
 *
 * @param volatilities columns of equal length on joined days (`joinOf`): the currency's changes are taken after the join
 * @throws RangeError if the columns differ in length
 * @see a definition of this project
 */
export function volatilityComposite({ equity, rates, currency }: Volatilities): Composite {
  if (equity.length !== rates.length || rates.length !== currency.length)
    throw new RangeError("three volatilities of the same days have the same length");
  const realised = realisedVolatility(currency);
  const z = {
    equity: rollingStatistics(equity, Z_WINDOW).z,
    rates: rollingStatistics(rates, Z_WINDOW).z,
    currency: zOfKnown(realised),
  };
  const composite = z.equity.map((first, row) => {
    const [second, third] = [z.rates[row]!, z.currency[row]!];
    return first === null || second === null || third === null ? null : (first + second + third) / 3;
  });
  return { ...z, realised, composite };
}

/** z-scores of a column over its own valid observations: a null is none, and has none. */
function zOfKnown(column: readonly (number | null)[]): readonly (number | null)[] {
  const { z } = rollingStatistics(
    column.filter((value) => value !== null),
    Z_WINDOW,
  );
  let at = 0;
  return column.map((value) => (value === null ? null : z[at++]!));
}
