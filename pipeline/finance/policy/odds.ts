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
  const none: readonly Outcome[] = [{ moveBp: 0, probability: 1 }];
  return stepsBp.reduce((sums, stepBp) => convolved(sums, meetingOdds(stepBp)), none);
}

/** The sum of two independent moves, the lowest first. */
function convolved(sums: readonly Outcome[], outcomes: readonly Outcome[]): readonly Outcome[] {
  const next = new Map<number, number>();
  for (const { moveBp, probability } of sums)
    for (const outcome of outcomes) {
      const moved = moveBp + outcome.moveBp;
      next.set(moved, (next.get(moved) ?? 0) + probability * outcome.probability);
    }
  return [...next]
    .sort(([one], [other]) => one - other)
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

/** Which way moves are counted. */
export type Toward = "cuts" | "hikes";

/** Three answers about one meeting that are easily taken for each other. */
export interface Chances {
  /** A move that way at this very meeting, 0 to 1: 0.59 of a cut at September. */
  readonly at: number;
  /** The range lies that way of today's after it, 0 to 1: 0.60 that it is lower by September, where July had a chance too. */
  readonly by: number;
  /** Quarter points expected by then, with sign: 0.63 cuts; more than one where more than one is priced. */
  readonly expectedMoves: number;
}

/**
 * The three answers for each meeting of a path. "At" reads the two outcomes of the meeting's own step; "by" the convolution of all
 * steps up to it; the expectation is their sum / 25 bp, which is the mean of that distribution and no probability.
 *
 * @param stepsBp one a meeting, in order
 * @param lowerBp today's lower limit: no range lies below zero; null where it is not known
 * @returns one a meeting
 * @see methods.md 3.3
 */
export function chancesOf(
  stepsBp: readonly number[],
  toward: Toward,
  lowerBp: number | null = null,
): readonly Chances[] {
  const floorBp = lowerBp === null ? Number.NEGATIVE_INFINITY : -lowerBp;
  const isToward = (moveBp: number) => (toward === "hikes" ? moveBp > 0 : Math.max(floorBp, moveBp) < 0);
  let distribution: readonly Outcome[] = oddsBy([]);
  let sumBp = 0;
  return stepsBp.map((stepBp) => {
    const own = meetingOdds(stepBp);
    distribution = convolved(distribution, own);
    sumBp += stepBp;
    return {
      at: total(own.filter(({ moveBp }) => (toward === "hikes" ? moveBp > 0 : moveBp < 0))),
      by: total(distribution.filter(({ moveBp }) => isToward(moveBp))),
      expectedMoves: (toward === "hikes" ? sumBp : -sumBp) / MOVE_BP,
    };
  });
}

function total(outcomes: readonly Outcome[]): number {
  return outcomes.reduce((sum, { probability }) => sum + probability, 0);
}
