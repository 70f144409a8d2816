/**
 * Return between two closes, 100 (close / before - 1), percent.
 *
 * @param close the later price or index level, any unit
 * @param before the earlier one, in the same unit
 * @returns null unless both are above zero: WTI of 20 April 2020, at -37.63 after 18.27, has a change in dollars and no return
 * @see a price of zero or below has no return
 */
export function returnPercent(close: number, before: number): number | null {
  return close > 0 && before > 0 ? (close / before - 1) * 100 : null;
}
