import { outOfBounds } from "./bounds.ts";
import type { Column, Suspicion } from "./column.ts";
import { steps } from "./steps.ts";
import { straightLines } from "./straight-line.ts";
import { stuck } from "./stuck.ts";
import { trackOf } from "./track.ts";

/**
 * Rows of one series that look like data and may not be, judged by its own history alone; oldest first.
 *
 * Rows outside the plausible bounds are no history for the others. Dates are taken to be sorted, oldest first. A table with splits
 * and dividends is judged by its adjusted prices: a special dividend of half the price is a jump in the others.
 */
export function suspicionsOf(column: Column): readonly Suspicion[] {
  const track = trackOf(column);
  const found = [...outOfBounds(column), ...steps(track), ...stuck(track), ...straightLines(track)];
  return found.sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
}
