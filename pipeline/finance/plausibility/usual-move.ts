import type { Kind } from "./column.ts";
import { medianOf } from "./median.ts";
import type { Track } from "./track.ts";

/** A year of trading days: long enough for a median that one crisis month does not carry, short enough to follow a new regime. */
export const HISTORY_ROWS = 250;
/** With fewer moves before it, a row is judged by the whole series, what comes later included. */
const ENOUGH_ROWS = 20;
/** The least usual move, so that a series that stands still for a year (a policy rate) does not make every step a wonder. */
export const LEAST_MOVE: Readonly<Record<Kind, number>> = { price: 0.0005, rate: 0.01, spread: 1, level: 0 };

/**
 * How much a series usually moves from row to row: the median of |change| over the 250 rows before `position`. In log ratio for
 * prices, otherwise in the unit of the values; never under one tick.
 */
export function usualMove({ moves, kind, tick }: Track, position: number): number {
  const from = Math.max(1, position - HISTORY_ROWS);
  const own =
    position - from >= ENOUGH_ROWS ? medianOf(moves, from, position) : medianOf(moves, 1, moves.length);
  return Math.max(own ?? 0, LEAST_MOVE[kind], kind === "level" ? tick : 0);
}
