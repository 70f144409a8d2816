import type { IsoDate } from "../../model/unit.ts";
import type { Column, Suspicion } from "./column.ts";
import { HISTORY_ROWS } from "./usual-move.ts";

/** Fewer series than this stand still together by chance. */
const LEAST_SERIES = 3;
/** Of the series that normally move, so many must have stood still: one may have been taken from elsewhere. */
const LEAST_SHARE = 0.8;
/** A series that stood still on more than one day in ten of the last year says nothing by standing still. */
const MOST_STILL = 0.1;
/** Changes that must be known of a series before it has a say. */
const ENOUGH_MOVES = 20;

/**
 * Days on which one source sent the day before again: three or more series, and at least 80 % of those that normally move, have
 * exactly the value of the row before. One suspicion a day; it concerns all the series given.
 *
 * @param columns series of one source, dates sorted
 */
export function repeatedSnapshot(columns: readonly Pick<Column, "dates" | "values">[]): readonly Suspicion[] {
  const days = new Map<IsoDate, Votes>();
  for (const column of columns) vote(column, days);
  return [...days]
    .filter(([, { movers, still }]) => still >= LEAST_SERIES && still >= LEAST_SHARE * movers)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([date, { movers, still }]) => ({
      rule: "repeated-snapshot",
      from: date,
      to: date,
      message: `On ${date} ${still} of ${movers} series that move on at least ${100 - 100 * MOST_STILL} % of days have exactly the values of the row before: the source has sent an old snapshot.`,
    }));
}

/** Of the series that normally move: how many have a value on a day, and how many of these the one before. */
interface Votes {
  movers: number;
  still: number;
}

function vote({ dates, values }: Pick<Column, "dates" | "values">, days: Map<IsoDate, Votes>): void {
  // A ring of the last year's moves: 1 for a row that stood still.
  const ring = new Uint8Array(HISTORY_ROWS);
  let [known, stillKnown] = [0, 0];
  let before: number | null = null;
  for (let row = 0; row < values.length; row += 1) {
    const value = values[row] ?? null;
    if (value === null) continue;
    if (before !== null) {
      const still = value === before ? 1 : 0;
      const seen = Math.min(known, HISTORY_ROWS);
      if (seen >= ENOUGH_MOVES && stillKnown <= MOST_STILL * seen) count(days, dates[row]!, still);
      stillKnown += still - (known >= HISTORY_ROWS ? ring[known % HISTORY_ROWS]! : 0);
      ring[known % HISTORY_ROWS] = still;
      known += 1;
    }
    before = value;
  }
}

function count(days: Map<IsoDate, Votes>, date: IsoDate, still: number): void {
  const votes = days.get(date);
  if (votes === undefined) days.set(date, { movers: 1, still });
  else {
    votes.movers += 1;
    votes.still += still;
  }
}
