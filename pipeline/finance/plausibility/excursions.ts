import { type Limits, limitsOf, mayBeDoubted, type Step } from "./limits.ts";
import { powerOfTen } from "./power-of-ten.ts";
import { dateAt, spacingDays, type Track } from "./track.ts";

/** A level shift is doubted for two weeks: then somebody has looked, or it is the series. Also how long a spike may last. */
const DOUBTED_DAYS = 14;
/** Two weeks of trading days. */
const MOST_DOUBTED_ROWS = 10;
/** A spike that would pass as a jump must come back at once, and closely: the VIX takes two or three days, a bad print one. */
const SPIKE_ROWS = 1;
const SPIKE_BACK = 0.3;
/** Half of the way back is back; a step within the limits of the old level is, too, unless it is almost the excursion itself. */
const BACK = 0.5;
const ALMOST = 0.8;

/** Rows that left the level that was trusted before them. */
export interface Excursion {
  readonly shape: "factor" | "spike" | "jump";
  /** Position of the last trusted row. */
  readonly before: number;
  /** Positions, both included. */
  readonly from: number;
  readonly to: number;
  /** In the unit of the heights. */
  readonly step: number;
  /** Of a `factor`; otherwise 0. */
  readonly power: number;
  readonly limits: Limits;
  /** The row after `to` is back where the series was. */
  readonly returned: boolean;
}

/** Walks along a track and finds where it leaves what its own history lets one expect. Linear but for the rare doubted rows. */
export function excursionsOf(track: Track): readonly Excursion[] {
  const found: Excursion[] = [];
  const { heights } = track;
  let [trusted, largest] = [0, 0];
  for (let at = 1; at < heights.length; at += 1) {
    const step = { from: trusted, to: at };
    const excursion = mayBeDoubted(track, step, largest) ? judge(track, step, largest) : null;
    if (excursion !== null) found.push(excursion);
    const size = Math.abs(heights[at]! - heights[trusted]!);
    largest = Math.max(largest, excursion === null ? size : learned(excursion));
    // The next row is judged against the old level where it is back, and against the new one where not.
    at = excursion?.to ?? at;
    trusted = excursion?.returned ? trusted : at;
  }
  return found;
}

/** What a doubted step teaches of the steps to come: nothing if it was taken back, half of itself if the series stayed there. */
function learned({ shape, returned, step }: Excursion): number {
  return shape === "jump" && !returned ? Math.abs(step) / 2 : 0;
}

function judge(track: Track, step: Step, largest: number): Excursion | null {
  if (track.accepted.has(dateAt(track, step.to))) return null;
  const { heights, values, kind } = track;
  const limits = limitsOf(track, step, largest);
  const change = heights[step.to]! - heights[step.from]!;
  const size = Math.abs(change);
  const share = kind === "price" ? limits.usual : limits.usual / Math.abs(values[step.from]!);
  const power = size > limits.factor ? powerOfTen(values[step.from]!, values[step.to]!, share) : 0;
  const shape = power !== 0 ? "factor" : size > limits.jump ? "jump" : size > limits.spike ? "spike" : null;
  if (shape === null) return null;
  const back =
    shape === "spike" ? SPIKE_BACK * size : Math.max(BACK * size, Math.min(limits.jump, ALMOST * size));
  const near = shape === "factor" ? BACK * size : back;
  const end = endOf(track, step, { near, most: shape === "spike" ? SPIKE_ROWS : doubtedRows(track) });
  if (shape === "spike" && !end.returned) return null;
  return {
    shape,
    before: step.from,
    from: step.to,
    to: end.to,
    step: change,
    power,
    limits,
    returned: end.returned,
  };
}

function endOf(
  { heights }: Track,
  { from, to }: Step,
  { near, most }: { readonly near: number; readonly most: number },
): { readonly to: number; readonly returned: boolean } {
  const last = Math.min(heights.length - 1, to + most - 1);
  for (let at = to; at <= last; at += 1) {
    const next = heights[at + 1];
    if (next !== undefined && Math.abs(next - heights[from]!) <= near) return { to: at, returned: true };
  }
  return { to: last, returned: false };
}

function doubtedRows(track: Track): number {
  return Math.min(MOST_DOUBTED_ROWS, Math.max(1, Math.round(DOUBTED_DAYS / spacingDays(track))));
}
