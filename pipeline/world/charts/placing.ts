import type { Measure } from "./fonts.ts";
import { type Box, boxOf } from "./labels.ts";
import type { Pixel, Word } from "./marks.ts";

/** What a word must not sit on. */
export interface Obstacles {
  /** It stays inside. */
  readonly within: Box;
  /** Other words, dots. */
  readonly boxes: readonly Box[];
  /** The drawn lines, x ascending in each; a gap is a pixel whose y is NaN. */
  readonly lines: readonly (readonly Pixel[])[];
  /** Heights of dashed lines and gridlines: better not, but no harm. */
  readonly heights: readonly number[];
}

/** Reading room around a word, px. */
const AIR = 2;
/** Above this a word sits on something. */
const UNREADABLE = 10;

/** The candidate that sits on least; among equals the first. */
export function bestPlace(candidates: readonly Word[], obstacles: Obstacles, measure: Measure): Word {
  return cheapest(candidates, obstacles, measure).word;
}

/** As `bestPlace`, but null where every candidate sits on something: for words that a reader can do without. */
export function freePlace(candidates: readonly Word[], obstacles: Obstacles, measure: Measure): Word | null {
  const { word, cost } = cheapest(candidates, obstacles, measure);
  return cost < UNREADABLE ? word : null;
}

/** The same obstacles and these words. */
export function withWords(obstacles: Obstacles, words: readonly Word[], measure: Measure): Obstacles {
  return { ...obstacles, boxes: [...obstacles.boxes, ...words.map((word) => boxOf(word, measure))] };
}

function cheapest(candidates: readonly Word[], obstacles: Obstacles, measure: Measure) {
  let best = { word: candidates[0]!, cost: Number.POSITIVE_INFINITY };
  for (const word of candidates) {
    const cost = costOf(boxOf(word, measure), obstacles, best.cost);
    if (cost < best.cost) best = { word, cost };
    if (best.cost === 0) break;
  }
  return best;
}

/** What it costs a reader; not reckoned further than `enough`. */
function costOf(box: Box, { within, boxes, lines, heights }: Obstacles, enough: number): number {
  const airy = grown(box, AIR);
  const outside =
    Math.max(0, within.left - box.left) +
    Math.max(0, within.top - box.top) +
    Math.max(0, box.right - within.right) +
    Math.max(0, box.bottom - within.bottom);
  const covered = boxes.filter((other) => overlap(airy, other)).length;
  const crossed = heights.filter((height) => height > box.top && height < box.bottom).length;
  const cost = outside * 100 + covered * 200 + crossed;
  if (cost >= enough) return cost;
  return cost + lines.reduce((sum, line) => sum + crossings(airy, line), 0) * UNREADABLE;
}

/** The box with so many px of air around it. */
export function grown({ left, top, right, bottom }: Box, air: number): Box {
  return { left: left - air, top: top - air, right: right + air, bottom: bottom + air };
}

function overlap(one: Box, other: Box): boolean {
  return one.left < other.right && one.right > other.left && one.top < other.bottom && one.bottom > other.top;
}

/** True where a line touches the box. */
export function runsThrough(box: Box, line: readonly Pixel[]): boolean {
  return crossings(box, line) > 0;
}

/** How many segments of the line touch the box: exact for upright and level ones, generous for sloping ones. */
function crossings(box: Box, line: readonly Pixel[]): number {
  let count = 0;
  for (let index = Math.max(1, firstFrom(box.left, line)); index < line.length; index += 1) {
    const [from, to] = [line[index - 1]!, line[index]!];
    if (from.x > box.right) break;
    if (Math.min(from.y, to.y) < box.bottom && Math.max(from.y, to.y) > box.top) count += 1;
  }
  return count;
}

/** The first pixel at or right of `x`, by halving. */
function firstFrom(x: number, line: readonly Pixel[]): number {
  let [low, high] = [0, line.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (line[middle]!.x < x) low = middle + 1;
    else high = middle;
  }
  return low;
}
