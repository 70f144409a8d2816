import type { Window } from "../model/series.ts";
import type { Desk } from "./desk.ts";
import { changesOf } from "./movers.ts";
import { standardDeviation } from "./statistics.ts";

/** So many changes say what a day's move is, and fewer than the least say nothing. */
const USUAL_CHANGES = 252;
const LEAST_CHANGES = 60;

/** What a series moves on a day like others. */
export interface UsualDay {
  /** Sample standard deviation of its changes: percent of a price, bp of a rate or a spread. */
  readonly deviation: number;
  readonly count: number;
  /** The levels behind it. */
  readonly window: Window;
}

/**
 * The sample standard deviation of the last 252 changes of a series from one observation to the next, today's included, by which the
 * distance to a level ahead is measured.
 *
 * @returns null of fewer than 60 changes, of a price that is not above zero, and where nothing moved
 */
export function usualDayOf(desk: Desk, series: string): UsualDay | null {
  const history = desk.tail(series, USUAL_CHANGES + 1);
  const changes = history && changesOf(history);
  if (!changes || changes.length < LEAST_CHANGES) return null;
  const deviation = standardDeviation(changes);
  return deviation ? { deviation, count: changes.length, window: history.window } : null;
}
