import { neweyWestErrors, ols } from "./ols.ts";
import { mean } from "./statistics.ts";

/** Changes on the same days, length n each. */
export interface RateSample {
  /** Returns of the asset, percent. */
  readonly asset: readonly number[];
  /** Changes of the yield, bp. */
  readonly rate: readonly number[];
  /** Returns of the market, percent. */
  readonly market: readonly number[];
}

/** What an asset does when a yield moves; betas in percent per bp. */
export interface RateBetas {
  /** Of the yield alone. */
  readonly alone: number;
  /** Of the yield where the market's return is held. */
  readonly withMarket: number;
  /** `withMarket` over its Newey-West error. */
  readonly t: number;
  /** Percent per percent of the market, the yield held. */
  readonly market: number;
  /** The market's own beta to the yield alone: alone = withMarket + market * marketToRate. */
  readonly marketToRate: number;
}

/**
 * Betas of an asset to a yield: y = a + b x + u, and y = a + b x + c m + u with the market m as second factor, because what an asset
 * shows alone is in good part its market beta times the market's own beta to the yield.
 *
 * @param lags of the Newey-West errors
 * @returns null where there are too few days, where a column does not vary, where yield and market say the same, and where the
 *   asset is nothing but the two
 * @throws RangeError where the lengths differ
 * @see statsmodels OLS with HAC errors, for the same numbers
 */
export function rateBetas({ asset, rate, market }: RateSample, lags: number): RateBetas | null {
  const both = ols(asset, [rate, market]);
  if (!both || lags >= both.n || both.rSquared === null) return null;
  const error = neweyWestErrors(both, lags)[1]!;
  // The market itself leaves residuals of rounding alone: no error, and no t.
  if (!(error > 0) || both.rSquared > 1 - 1e-12) return null;
  const [, withMarket = 0, marketBeta = 0] = both.coefficients;
  return {
    alone: slopeOf(rate, asset),
    withMarket,
    t: withMarket / error,
    market: marketBeta,
    marketToRate: slopeOf(rate, market),
  };
}

/** The least-squares slope of y on x alone, sum (x − mx) y / sum (x − mx)²; x varies. */
function slopeOf(x: readonly number[], y: readonly number[]): number {
  const mx = mean(x)!;
  let [products, squares] = [0, 0];
  for (let row = 0; row < x.length; row += 1) {
    const away = x[row]! - mx;
    products += away * y[row]!;
    squares += away * away;
  }
  return products / squares;
}
