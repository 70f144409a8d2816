/** Beyond 10^k the next value has moved as usual, too: so many usual moves, but never more than 10 %. */
const USUAL_MOVES = 2;
const MOST = 0.1;
/** Sources round. */
const LEAST = 0.02;

/**
 * By which power of ten two neighbouring values differ: 2 for 4.17 and 417, -1 for 4.17 and 0.417; 0 if by none.
 *
 * @param usualShare the usual move as a share of the value: 0.01 for 1 %
 */
export function powerOfTen(before: number, after: number, usualShare: number): number {
  const ratio = after / before;
  if (!(ratio > 0) || !Number.isFinite(ratio)) return 0;
  const power = Math.round(Math.log10(ratio));
  const off = Math.abs(Math.log(ratio) - power * Math.LN10);
  return power !== 0 && off <= Math.min(MOST, Math.max(LEAST, USUAL_MOVES * usualShare)) ? power : 0;
}
