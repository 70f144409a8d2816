import type { Suspicion } from "./column.ts";
import { say } from "./column.ts";
import { medianOf } from "./median.ts";
import { dateAt, daysApart, type Track } from "./track.ts";
import { HISTORY_ROWS } from "./usual-move.ts";

/** Fewer rows on a line are chance. */
const LEAST_ROWS = 8;
/** A line must climb so many ticks: one that does not is a run of one value, or of two. */
const LEAST_RISE_TICKS = 3;
/** A line that climbs less than most of one usual bend must be so many times as long: a calm spell is flat, too. */
const STEEP = 0.75;
const FLAT_ROWS = 2;
/** Rounding moves a value by half a tick at most, at both ends of a line; who fills in rounds more than once. */
const ROUNDING_TICKS = 1.01;
/** Still a line, for a series that usually leaves it by so many times more. */
const SMOOTH = 0.3;
/**
 * The rows that a line needs are those whose chance is e to the minus this much, were the rows after it as rough as those before:
 * less than one in a million million, because calm spells follow rough ones (the Fed's mortgage holdings in 2022).
 */
const IMPROBABLE = 28;
/** A series that is hardly rougher than its rounding is never off a line for long. */
const LEAST_ROUGH = 2;
/** Bends that must lie before a line for its series to be known. */
const ENOUGH_BENDS = 60;

/**
 * Stretches where values lie on a straight line to within their rounding, in rows or in calendar days, though the series is usually
 * rough: values filled in between a few known points. How rough it is, is learned from the bends |v(k+1) - 2 v(k) + v(k-1)| of the
 * 250 rows before that lie on no such line; a series that is smooth by nature (an average, a price level) is not judged.
 */
export function straightLines(track: Track): readonly Suspicion[] {
  const { values } = track;
  const found: Suspicion[] = [];
  const bends = bendsOf(values);
  for (let start = 0; start + LEAST_ROWS <= values.length; ) {
    const end = slopeEnd(values, start);
    if (end - start + 1 >= LEAST_ROWS) found.push(...linesWithin(track, bends, { start, end }));
    start = Math.max(start + 1, end);
  }
  return found;
}

interface Stretch {
  /** Positions, both included. */
  readonly start: number;
  readonly end: number;
}

/** The last position up to which values only rise or only fall, equal ones included. */
function slopeEnd(values: Float64Array, start: number): number {
  let [end, sign] = [start, 0];
  while (end + 1 < values.length) {
    const next = Math.sign(values[end + 1]! - values[end]!);
    if (next !== 0 && sign !== 0 && next !== sign) break;
    if (next !== 0) sign = next;
    end += 1;
  }
  return end;
}

function linesWithin(track: Track, bends: Bends, { start, end }: Stretch): readonly Suspicion[] {
  const found: Suspicion[] = [];
  const usual = roughness(bends, start);
  const rough = { usual, allowed: Math.max(ROUNDING_TICKS * track.tick, SMOOTH * usual) };
  if (rough.usual < LEAST_ROUGH * ROUNDING_TICKS * track.tick) return found;
  for (let at = start; at + LEAST_ROWS - 1 <= end; ) {
    const line = { start: at, end: lineEnd(track, { start: at, end }, rough.allowed) };
    if (line.end - at + 1 >= rowsNeeded(track, line, rough)) {
      found.push(told(track, line, rough));
      bends.next = line.end;
    }
    at = Math.max(at + 1, line.end);
  }
  return found;
}

/** How far a series leaves a line from row to row: usually, and how far still counts as on it. In its own unit. */
interface Rough {
  readonly usual: number;
  readonly allowed: number;
}

/** The bends that lie on no line found so far, in order: those of the positions before `next`. */
interface Bends {
  readonly values: Float64Array;
  readonly known: Float64Array;
  count: number;
  next: number;
}

function bendsOf(values: Float64Array): Bends {
  return { values, known: new Float64Array(values.length), count: 0, next: 1 };
}

function roughness(bends: Bends, position: number): number {
  const { values, known } = bends;
  for (; bends.next < position; bends.next += 1) {
    const at = bends.next;
    known[bends.count] = Math.abs(values[at + 1]! - 2 * values[at]! + values[at - 1]!);
    bends.count += 1;
  }
  if (bends.count < ENOUGH_BENDS) return 0;
  return medianOf(known, Math.max(0, bends.count - HISTORY_ROWS), bends.count)!;
}

function lineEnd(track: Track, { start, end }: Stretch, allowed: number): number {
  const origin = dateAt(track, start);
  const byRow = coneEnd(track.values, { start, end }, { allowed, distance: (at) => at - start });
  const distance = (at: number) => daysApart(origin, dateAt(track, at));
  return Math.max(byRow, coneEnd(track.values, { start, end }, { allowed, distance }));
}

/** The last position that one line from `start` can reach while it meets every value on its way to within what is allowed. */
function coneEnd(
  values: Float64Array,
  { start, end }: Stretch,
  { allowed, distance }: { readonly allowed: number; readonly distance: (at: number) => number },
): number {
  let [least, most] = [-Infinity, Infinity];
  for (let at = start + 1; at <= end; at += 1) {
    const [rise, run] = [values[at]! - values[start]!, distance(at)];
    least = Math.max(least, (rise - allowed) / run);
    most = Math.min(most, (rise + allowed) / run);
    if (!(least <= most)) return at - 1;
  }
  return end;
}

function rowsNeeded({ values, tick }: Track, { start, end }: Stretch, { usual, allowed }: Rough): number {
  const rise = Math.abs(values[end]! - values[start]!);
  // A hair less, for what binary makes of 3.15 - 3.12.
  if (rise < 0.999 * LEAST_RISE_TICKS * tick) return Infinity;
  const rows = Math.max(LEAST_ROWS, IMPROBABLE / Math.log(usual / allowed));
  return rise < STEEP * usual ? FLAT_ROWS * rows : rows;
}

function told(track: Track, { start, end }: Stretch, { usual, allowed }: Rough): Suspicion {
  const { values } = track;
  return {
    rule: "straight-line",
    from: dateAt(track, start + 1),
    to: dateAt(track, end),
    message: `The ${end - start + 1} values from ${say(values[start]!)} on ${dateAt(track, start)} to ${say(values[end]!)} on ${dateAt(track, end)} lie on a straight line to within ${say(allowed)}, where the rows before usually leave one by ${say(usual)} from one row to the next.`,
  };
}
