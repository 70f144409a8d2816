import { cleanDecimal } from "./rounding.ts";

/**
 * Swap spread as the market quotes it: swap par rate less Treasury yield of the same maturity, in bp. Negative in the US at 10 to 30
 * years.
 *
 * The two rates count interest in two ways (see `bondBasis`): the raw difference is right against its own history, and not as a
 * comparison of levels.
 *
 * @param swap par rate, percent
 * @param treasury yield, percent
 * @see market convention: swap par rate less the Treasury yield of the same maturity
 */
export function swapSpreadBp(swap: number, treasury: number): number {
  return cleanDecimal((swap - treasury) * 100);
}

/**
 * A swap rate as a Treasury yield counts: from annual payments on ACT/360 to semi-annual ones on the bond basis,
 * 2 * (sqrt(1 + r) - 1) with r = rate * 365/360.
 *
 * @param rate par rate of a SOFR swap, percent, ACT/360, paid once a year
 * @returns percent, paid twice a year
 * @throws RangeError at or below -100 % a year
 * @see SOFR swaps pay annually on ACT/360, Treasuries semi-annually: about +1.6 bp at 3.8 %
 */
export function bondBasis(rate: number): number {
  const yearly = ((rate / 100) * 365) / 360;
  if (!(yearly > -1)) throw new RangeError(`${rate} % a year loses more than everything`);
  return 200 * (Math.sqrt(1 + yearly) - 1);
}

/** How a swap spread moved. A "collapse" is a fall: more negative, whatever its sign was. */
export type SwapSpreadMove = "more-negative" | "less-negative" | "lower" | "higher" | "unchanged";

/** The move of a spread from one level to the next, both bp. */
export function swapSpreadMove(before: number, now: number): SwapSpreadMove {
  if (now === before) return "unchanged";
  if (now < before) return now < 0 ? "more-negative" : "lower";
  return before < 0 ? "less-negative" : "higher";
}
