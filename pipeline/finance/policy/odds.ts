/** The Federal Reserve moves in quarter points. */
export const MOVE_BP = 25;

/** One outcome of a meeting: a move of so many bp, and its probability, 0 to 1. */
export interface Outcome {
  readonly moveBp: number;
  readonly probability: number;
}

/**
 * The two outcomes between which a priced step lies: x = step / 25, k = floor(x), f = x − k; k moves with 1 − f and k + 1 with f.
 * Never clipped and never "cut or hold": −40 bp is 60 % of −50 and 40 % of −25.
 *
 * @returns one outcome where the step is a whole number of moves, else two, the lower first
 */
export function meetingOdds(stepBp: number): readonly Outcome[] {
  const x = stepBp / MOVE_BP;
  const below = Math.floor(x);
  const share = x - below;
  const outcomes = [
    { moveBp: below * MOVE_BP, probability: 1 - share },
    { moveBp: (below + 1) * MOVE_BP, probability: share },
  ];
  // A whole step that comes with binary noise is one outcome.
  return outcomes.filter(({ probability }) => probability > 1e-12);
}

/** The distribution of the sum of moves after several meetings, each independent of the others: their convolution. */
export function oddsBy(stepsBp: readonly number[]): readonly Outcome[] {
  let distribution = new Map([[0, 1]]);
  for (const step of stepsBp) {
    const next = new Map<number, number>();
    for (const [sum, probability] of distribution) {
      for (const outcome of meetingOdds(step)) {
        const moved = sum + outcome.moveBp;
        next.set(moved, (next.get(moved) ?? 0) + probability * outcome.probability);
      }
    }
    distribution = next;
  }
  return [...distribution]
    .sort(([a], [b]) => a - b)
    .map(([moveBp, probability]) => ({ moveBp, probability }));
}

/** A target range by its lower limit, and its probability, 0 to 1. */
export interface RangeOdds {
  readonly lowerBp: number;
  readonly probability: number;
}

/**
 * The target range after several meetings: today's range moved by whole quarter points. Rates are bounded at zero: what lies below it is
 * lumped into the lowest range.
 *
 * @param lowerBp today's lower limit
 * @returns lowest range first; probabilities sum to 1
 */
export function rangesBy(stepsBp: readonly number[], lowerBp: number): readonly RangeOdds[] {
  const lumped = new Map<number, number>();
  for (const { moveBp, probability } of oddsBy(stepsBp)) {
    const level = Math.max(0, lowerBp + moveBp);
    lumped.set(level, (lumped.get(level) ?? 0) + probability);
  }
  return [...lumped].map(([level, probability]) => ({ lowerBp: level, probability }));
}

/** Ranges that are worth a line: of 0.05 % and more. */
export function listedRanges(ranges: readonly RangeOdds[]): readonly RangeOdds[] {
  return ranges.filter(({ probability }) => probability >= 0.0005);
}
