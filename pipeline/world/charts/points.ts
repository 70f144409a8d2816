import { dayNumber } from "../../finance/dates.ts";
import type { Label } from "../../model/chart.ts";
import type { IsoDate } from "../../model/unit.ts";
import type { Letters } from "./fonts.ts";
import { runsOf, widthOf } from "./labels.ts";
import type { Pixel, Word } from "./marks.ts";
import { bestPlace, type Obstacles, withWords } from "./placing.ts";
import type { Plot } from "./sketch.ts";
import { colours } from "./theme.ts";

interface Point {
  readonly date: IsoDate;
  readonly label: Label;
}

/** The words at marked points: above in the upper half of the plot, below in the lower, beside where that is taken. */
export function pointWords(
  points: readonly Point[],
  plot: Plot,
  obstacles: Obstacles,
  letters: Letters,
): Word[] {
  const words: Word[] = [];
  for (const { date, label } of points) {
    const spot = { x: plot.x(dayNumber(date)), y: plot.y(label.value) };
    const busy = withWords(obstacles, words, letters.measure);
    words.push(bestPlace(candidatesAt(spot, label.text, { plot, letters }), busy, letters.measure));
  }
  return words;
}

function candidatesAt(
  spot: Pixel,
  text: string,
  { plot, letters: { measure, sizes } }: { plot: Plot; letters: Letters },
): Word[] {
  const upper = spot.y < (plot.top + plot.bottom) / 2;
  const style = { size: sizes.label, colour: colours.ink, runs: runsOf(text) };
  const half = widthOf(style, measure) / 2;
  const inside = Math.min(Math.max(spot.x, plot.left + half), plot.right - half);
  const places: [number, number, Word["anchor"]][] = [];
  for (const near of [8, 14, 22, 32]) {
    for (const above of [upper, !upper]) {
      const y = above ? spot.y - near : spot.y + near + sizes.label - 3;
      places.push([inside, y, "middle"], [spot.x - 3, y, "start"], [spot.x + 3, y, "end"]);
      places.push([spot.x + 10, y, "start"], [spot.x + 24, y, "start"], [spot.x - 10, y, "end"]);
    }
    if (near === 8) places.push([spot.x + near, spot.y + 4, "start"], [spot.x - near, spot.y + 4, "end"]);
  }
  return places.map(([x, y, anchor]) => ({ x, y, anchor, ...style }));
}
