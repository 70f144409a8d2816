import type { IsoDate } from "../model/unit.ts";
import type { History } from "./desk.ts";
import { changesOf } from "./movers.ts";
import { quantile } from "./statistics.ts";

/** So many past days of an event are looked at, and so few say nothing. */
const MOST_DAYS = 24;
const LEAST_DAYS = 8;

/** What a series moved on the days of an event, and on the others of the same time. */
export interface EventMoves {
  /** Median absolute change on the event's days and on all others: bp of rates and spreads, percent of the rest. */
  readonly onDays: number;
  readonly otherDays: number;
  /** Days of the event that were found, 8 to 24, and the first of them. */
  readonly days: number;
  readonly from: IsoDate;
}

/**
 * What a series usually moves on the days of a recurring event: the median of |change from the observation before| on the last 24 of its
 * days that the history has, against the same median on all other days since the first of them.
 *
 * @param days of the event, in any order; those that the history does not have are left out
 * @returns null for fewer than 8 days, where no other day lies between them, and for a price that is not above zero
 */
export function eventMoves(history: History, days: readonly IsoDate[]): EventMoves | null {
  const changes = changesOf(history);
  if (!changes) return null;
  const wanted = new Set(days);
  const onDays: number[] = [];
  const others: number[] = [];
  let [waiting, from]: [number[], IsoDate] = [[], ""];
  // From the newest back: other days count as far as an older day of the event is found.
  for (let row = changes.length - 1; row >= 0 && onDays.length < MOST_DAYS; row -= 1) {
    const date = history.dates[row + 1]!;
    if (!wanted.has(date)) waiting.push(Math.abs(changes[row]!));
    else {
      onDays.push(Math.abs(changes[row]!));
      others.push(...waiting);
      [waiting, from] = [[], date];
    }
  }
  if (onDays.length < LEAST_DAYS || others.length === 0) return null;
  return { onDays: quantile(onDays, 0.5), otherDays: quantile(others, 0.5), days: onDays.length, from };
}
