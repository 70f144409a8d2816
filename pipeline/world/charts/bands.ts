import type { Measure } from "./fonts.ts";
import { plain } from "./labels.ts";
import type { Shape, Word } from "./marks.ts";
import { freePlace, type Obstacles, withWords } from "./placing.ts";
import type { Plot } from "./sketch.ts";
import { colours, sizes } from "./theme.ts";

export interface Band {
  readonly from: number;
  /** Null is "and above". */
  readonly to: number | null;
  readonly label: string;
}

/** A band thinner than this holds no word. */
const HOLDS_WORD = 12;

/** The bands as far as they lie in the plot, every second one shaded. */
export function bandBoxes(bands: readonly Band[], plot: Plot): Shape[] {
  return bands
    .map((band, index) => ({ ...edgesOf(band, plot), shaded: index % 2 === 0 }))
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

/** Each band's name inside it, where nothing else is: at the right, else at the left, else between; left out if nowhere. */
export function bandWords(
  bands: readonly Band[],
  plot: Plot,
  obstacles: Obstacles,
  measure: Measure,
): Word[] {
  const words: Word[] = [];
  for (const band of bands) {
    const { top, bottom } = edgesOf(band, plot);
    if (bottom - top < HOLDS_WORD) continue;
    const within = { left: plot.left, right: plot.right, top: top - 1, bottom: bottom + 1 };
    const busy = withWords({ ...obstacles, within }, words, measure);
    const word = freePlace(candidatesIn(band.label, { top, bottom }, plot), busy, measure);
    if (word) words.push(word);
  }
  return words;
}

function edgesOf({ from, to }: Band, plot: Plot) {
  const clamped = (y: number) => Math.min(Math.max(y, plot.top), plot.bottom);
  return { top: to === null ? plot.top : clamped(plot.y(to)), bottom: clamped(plot.y(from)) };
}

function candidatesIn(text: string, { top, bottom }: { top: number; bottom: number }, plot: Plot): Word[] {
  const style = { size: sizes.small, colour: colours.grey, runs: plain(text) };
  const heights = [(top + bottom) / 2 + 3.5, top + 11, bottom - 4];
  const places: [number, Word["anchor"]][] = [
    [plot.right - 4, "end"],
    [plot.left + 4, "start"],
  ];
  for (let x = plot.right - 24; x > plot.left + 40; x -= 20) places.push([x, "end"]);
  return places.flatMap(([x, anchor]) => heights.map((y) => ({ x, y, anchor, ...style })));
}
