/** A side of zero. */
export type Side = 1 | -1;

/** A correlation that changed its sign for good. Rows count in the column that was read. */
export interface SignBreak {
  readonly to: Side;
  /** The first observation on the new side, from which on none left it until the confirming one. */
  readonly crossed: number;
  /** The observation that confirms: the break is of this day, since it was not known before. */
  readonly confirmed: number;
}

export interface BreakRule {
  /** The correlation must have been beyond this on the old side: one that hovers around zero has no sign to lose. */
  readonly beyond: number;
  /** and then so many observations in a row on the other side of zero. */
  readonly confirmations: number;
}

/** Observations in a row that confirm a reversal of a correlation over 60 and over 250 pairs. */
export const breakRules = {
  60: { beyond: 0.3, confirmations: 10 },
  250: { beyond: 0.3, confirmations: 20 },
} as const satisfies Record<number, BreakRule>;

/**
 * Reversals with hysteresis, oldest first: the correlation was beyond ±`beyond`, then `confirmations` observations in a row on the other
 * side of zero. After a break it must have been beyond again before it can break once more. A null is no observation: it neither
 * confirms nor interrupts; a zero is on no side and interrupts.
 *
 * @param correlations oldest first
 * @throws RangeError for fewer than one confirmation
 * @see a definition of this project: thresholds and confirmation are its own
 */
export function signBreaks(
  correlations: readonly (number | null)[],
  { beyond, confirmations }: BreakRule,
): readonly SignBreak[] {
  if (!(confirmations >= 1)) throw new RangeError(`one confirmation at least, not ${confirmations}`);
  const breaks: SignBreak[] = [];
  let established: Side | null = null;
  let [opposed, crossed] = [0, -1];
  correlations.forEach((r, row) => {
    if (r === null) return;
    const isOpposed = established !== null && Math.sign(r) === -established;
    if (isOpposed && opposed === 0) crossed = row;
    opposed = isOpposed ? opposed + 1 : 0;
    if (established !== null && opposed >= confirmations) {
      breaks.push({ to: -established as Side, crossed, confirmed: row });
      established = null;
      opposed = 0;
    }
    // The confirming observation may itself be beyond on the new side, and a far one on the other side may not yet establish it.
    if (Math.abs(r) > beyond && (established === null || !isOpposed)) established = Math.sign(r) as Side;
  });
  return breaks;
}

/**
 * The side of zero of the last observation, and the row from which on none was on another.
 *
 * @returns null where there is none, or where the last one is zero
 */
export function sideOf(
  correlations: readonly (number | null)[],
): { readonly side: Side; readonly since: number } | null {
  const last = correlations.findLast((r) => r !== null);
  if (last == null || last === 0) return null;
  const side = Math.sign(last) as Side;
  const other = correlations.findLastIndex((r) => r !== null && Math.sign(r) !== side);
  return { side, since: correlations.findIndex((r, row) => row > other && r !== null) };
}
