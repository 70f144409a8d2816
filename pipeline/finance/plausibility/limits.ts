import type { Kind } from "./column.ts";
import { powerOfTen } from "./power-of-ten.ts";
import { dateAt, daysApart, spacingDays, type Track } from "./track.ts";
import { LEAST_MOVE, usualMove } from "./usual-move.ts";

/**
 * A step may be so many usual moves before it is doubted. True ones of market data since 2018 reach 26 (VIX, 2018-02-05), 29 (IG
 * OAS, 2020-03-09) and 31 (bitcoin, 2020-03-12); beyond are Brent (45) and WTI (79) in April 2020, which are doubted.
 */
const JUMP_MOVES = 30;
/** A spike shows that it was one by coming back, so less is enough: true ones reach 12 where they are large (RRP at year ends). */
const SPIKE_MOVES = 12.5;
/** A tenfold step is an error of unit more often than news. True ones near zero reach 17 (the 3-month bill, 2020-03-18). */
const FACTOR_MOVES = 20;
/** The largest step ever seen may be surpassed by so much. */
const JUMP_BEYOND_LARGEST = 1.5;
const SPIKE_BEYOND_LARGEST = 1.2;
/**
 * No smaller step is doubted, however calm the series was. Prices: 0.35 is a change of 42 %, under the smallest common split (3:2)
 * and over the worst day of a large share (META, -26 %). Rates: the Fed's largest single step is 1.00 (2020-03-16).
 */
const LEAST_JUMP: Readonly<Record<Kind, number>> = { price: 0.35, rate: 1.25, spread: 125, level: 0 };
/** Prices: 22 %, under a bad split of 0.76; rates: over SOFR's quarter ends. */
const LEAST_SPIKE: Readonly<Record<Kind, number>> = { price: 0.2, rate: 0.6, spread: 60, level: 0 };
/** A gap longer than so many usual spacings lets a series walk on: its steps grow with the root of the time. */
const LONG_GAP = 10;

/** Positions of two rows. */
export interface Step {
  readonly from: number;
  readonly to: number;
}

/** What the history before a row lets one expect of its step; all in the unit of the heights. */
export interface Limits {
  readonly usual: number;
  readonly largest: number;
  readonly factor: number;
  readonly spike: number;
  readonly jump: number;
}

/**
 * The limits of the step from position `from` to `to`.
 *
 * @param largest the largest undoubted step before it
 */
export function limitsOf(track: Track, { from, to }: Step, largest: number): Limits {
  const usual = usualMove(track, to);
  const gap = daysApart(dateAt(track, from), dateAt(track, to)) / spacingDays(track);
  const walk = usual * (gap > LONG_GAP ? Math.sqrt(gap) : 1);
  return {
    usual,
    largest,
    factor: FACTOR_MOVES * walk,
    spike: Math.max(SPIKE_MOVES * walk, SPIKE_BEYOND_LARGEST * largest, LEAST_SPIKE[track.kind]),
    jump: Math.max(JUMP_MOVES * walk, JUMP_BEYOND_LARGEST * largest, LEAST_JUMP[track.kind]),
  };
}

/** Whether any limit could doubt a step: the cheap question, which spares nearly all rows the median of their history. */
export function mayBeDoubted({ heights, values, kind }: Track, { from, to }: Step, largest: number): boolean {
  const size = Math.abs(heights[to]! - heights[from]!);
  if (size > LEAST_SPIKE[kind] && size > SPIKE_BEYOND_LARGEST * largest) return true;
  return size > FACTOR_MOVES * LEAST_MOVE[kind] && powerOfTen(values[from]!, values[to]!, 1) !== 0;
}
