import type { Suspicion } from "./column.ts";
import { say } from "./column.ts";
import { dateAt, type Track } from "./track.ts";
import { HISTORY_ROWS } from "./usual-move.ts";

/** Moves that must lie before a run for its series to be known. */
const ENOUGH_MOVES = 60;
/** Four equal values: three is a holiday that a source filled. */
const LEAST_REPEATS = 3;
/** A run must be so much longer than any before it: standing still comes in spells, which chance alone does not tell. */
const BEYOND_LONGEST = 3;
/** A series that stands still so often is set by somebody (a policy rate) or pinned by one: how long, no history can tell. */
const MOST_STILL = 0.4;
/** A run that chance brings once in so many rows: 1,500 rows of 60 series a day leave it a thousandth. */
const ONCE_IN = 1e8;

/**
 * Runs of one value that are too long for a series that otherwise moves. What is usual is learned: the share of rows that did not
 * move, in the 250 rows before the run or in all of them, whichever is larger, and the longest run so far.
 */
export function stuck(track: Track): readonly Suspicion[] {
  const { moves } = track;
  const found: Suspicion[] = [];
  let [longest, still] = [0, 0];
  for (let at = 1; at < moves.length; at += 1) {
    if (moves[at] !== 0) continue;
    const first = at;
    while (moves[at + 1] === 0) at += 1;
    const repeats = at - first + 1;
    const run = { first, repeats, longest, still };
    if (isLong(run) && repeats >= expectedAtMost(track, run)) found.push(told(track, run));
    // A doubted run is history for the next one, too: a filled holiday must not be reported for ever.
    longest = Math.max(longest, repeats);
    still += repeats;
  }
  return found;
}

interface Run {
  /** Position of the first repeat. */
  readonly first: number;
  readonly repeats: number;
  /** Before it: the longest run, and all rows that did not move. */
  readonly longest: number;
  readonly still: number;
}

/** The cheap question first. */
function isLong({ first, repeats, longest }: Run): boolean {
  return first > ENOUGH_MOVES && repeats >= Math.max(LEAST_REPEATS, BEYOND_LONGEST * longest);
}

function stillShare({ moves }: Track, { first, still }: Run): number {
  const from = Math.max(1, first - HISTORY_ROWS);
  let recent = 0;
  for (let at = from; at < first; at += 1) if (moves[at] === 0) recent += 1;
  // One more than was seen: what never happened may be about to.
  return Math.max((recent + 1) / (first - from + 1), (still + 1) / first);
}

function expectedAtMost(track: Track, run: Run): number {
  const share = stillShare(track, run);
  if (share > MOST_STILL) return Infinity;
  return Math.log(ONCE_IN) / -Math.log(share);
}

function told(track: Track, run: Run): Suspicion {
  const { first, repeats, longest } = run;
  const [from, to] = [dateAt(track, first), dateAt(track, first + repeats - 1)];
  return {
    rule: "stuck",
    from,
    to,
    message: `The value ${say(track.values[first]!)} of ${dateAt(track, first - 1)} is repeated ${repeats} times up to ${to}, where ${say(Math.round(1000 * stillShare(track, run)) / 10)} % of the rows before it stood still and never more than ${longest} in a row.`,
  };
}
