import { dayNumber } from "../../finance/dates.ts";
import type { Shade } from "../../model/chart.ts";
import type { Letters } from "./fonts.ts";
import { type Box, plain } from "./labels.ts";
import type { Shape, Word } from "./marks.ts";
import { freePlace, type Obstacles, withWords } from "./placing.ts";
import type { Plot } from "./sketch.ts";
import { colours } from "./theme.ts";

/** A stretch of a few days is still seen, px. */
const NARROWEST = 2;

/** Stretches of time as far as they lie in the plot. */
export function shadeBoxes(shades: readonly Shade[], plot: Plot): Shape[] {
  return shades
    .map((shade) => edgesOf(shade, plot))
    .filter(({ left, right }) => right > left)
    .map(({ left, right }) => ({
      kind: "box",
      x: left,
      y: plot.top,
      width: Math.max(NARROWEST, right - left),
      height: plot.bottom - plot.top,
      // Bands have the paler shade, and may lie beside them.
      colour: colours.hairline,
    }));
}

/** Where stretches begin and end: ground of two colours, on which no other word stands. */
export function shadeEdges(shades: readonly Shade[], plot: Plot): Box[] {
  const { top, bottom } = plot;
  return shades
    .map((shade) => edgesOf(shade, plot))
    .filter(({ left, right }) => right > left)
    .flatMap(({ left, right }) => [left, right].map((x) => ({ left: x, right: x, top, bottom })));
}

/** The name of each stretch beside it, at the top, else at the foot, and once for all of one name; left out where it does not fit. */
export function shadeWords(
  { shades, plot }: { readonly shades: readonly Shade[]; readonly plot: Plot },
  obstacles: Obstacles,
  { measure, sizes }: Letters,
): Word[] {
  const words = new Map<string, Word>();
  for (const shade of shades) {
    const { left, right } = edgesOf(shade, plot);
    if (words.has(shade.label) || right <= left) continue;
    const style = { size: sizes.tick, colour: colours.grey, runs: plain(shade.label) };
    const places = [plot.top + sizes.tick + 1, plot.bottom - 4].flatMap((y): Word[] => [
      { x: right + 3, y, anchor: "start", ...style },
      { x: left - 3, y, anchor: "end", ...style },
    ]);
    const within = { left: plot.left, right: plot.right, top: plot.top, bottom: plot.bottom };
    const word = freePlace(
      places,
      withWords({ ...obstacles, within }, [...words.values()], measure),
      measure,
    );
    if (word) words.set(shade.label, word);
  }
  return [...words.values()];
}

function edgesOf({ from, to }: Shade, plot: Plot) {
  const left = Math.max(plot.left, plot.x(dayNumber(from)));
  const right = to === null ? plot.right : Math.min(plot.right, plot.x(dayNumber(to) + 1));
  return { left, right };
}
