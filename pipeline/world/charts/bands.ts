import type { Letters } from "./fonts.ts";
import { plain } from "./labels.ts";
import type { Shape, Word } from "./marks.ts";
import { freePlace, grown, type Obstacles, withWords } from "./placing.ts";
import type { Plot } from "./sketch.ts";
import { colours, type Part } from "./theme.ts";

export interface Band {
  readonly from: number;
  /** Null is "and above". */
  readonly to: number | null;
  readonly label: string;
}

/** A name keeps further from other words than they from each other: it speaks of ground, not of a point, px. */
const APART = 5;

/** The bands as far as they lie in the plot, every second one shaded. */
export function bandBoxes(bands: readonly Band[], plot: Plot): Shape[] {
  return bands
    .map((band, index) => ({ ...edgesOf(band, plot), shaded: isShaded(index) }))
    .filter(({ top, bottom, shaded }) => shaded && bottom > top)
    .map(({ top, bottom }) => ({
      kind: "box",
      x: 0,
      y: top,
      width: plot.right,
      height: bottom - top,
      colour: colours.band,
    }));
}

/** The colour of the ground at a height of the plot. */
export function groundAt(y: number, bands: readonly Band[], plot: Plot): Part {
  const shaded = bands.some((band, index) => {
    const { top, bottom } = edgesOf(band, plot);
    return isShaded(index) && y >= top && y < bottom;
  });
  return shaded ? colours.band : colours.paper;
}

/** Each band's name inside it, where nothing else is: at the right, else at the left, else between; left out if nowhere. */
export function bandWords(
  { bands, plot }: { readonly bands: readonly Band[]; readonly plot: Plot },
  obstacles: Obstacles,
  letters: Letters,
): Word[] {
  const words: Word[] = [];
  const apart = { ...obstacles, boxes: obstacles.boxes.map((box) => grown(box, APART)) };
  for (const band of bands) {
    const { top, bottom } = edgesOf(band, plot);
    // A band thinner than a line of letters holds no word.
    if (bottom - top < letters.sizes.tick + 2) continue;
    const within = { left: plot.left, right: plot.right, top: top - 1, bottom: bottom + 1 };
    const busy = withWords({ ...apart, within }, words, letters.measure);
    const places = candidatesIn(band.label, { top, bottom }, { plot, tick: letters.sizes.tick });
    const word = freePlace(places, busy, letters.measure);
    if (word) words.push(word);
  }
  return words;
}

function isShaded(index: number): boolean {
  return index % 2 === 0;
}

function edgesOf({ from, to }: Band, plot: Plot) {
  const clamped = (y: number) => Math.min(Math.max(y, plot.top), plot.bottom);
  return { top: to === null ? plot.top : clamped(plot.y(to)), bottom: clamped(plot.y(from)) };
}

function candidatesIn(
  text: string,
  { top, bottom }: { top: number; bottom: number },
  { plot, tick }: { plot: Plot; tick: number },
): Word[] {
  const style = { size: tick, colour: colours.grey, runs: plain(text) };
  const heights = [(top + bottom) / 2 + tick * 0.35, top + tick + 1, bottom - 4];
  const places: [number, Word["anchor"]][] = [
    [plot.right - 4, "end"],
    [plot.left + 4, "start"],
  ];
  for (let x = plot.right - 24; x > plot.left + 40; x -= 20) places.push([x, "end"]);
  return places.flatMap(([x, anchor]) => heights.map((y) => ({ x, y, anchor, ...style })));
}
