import type { IsoDate } from "../../model/unit.ts";
import { type DateTick, dateTicks } from "./date-ticks.ts";
import type { Letters } from "./fonts.ts";
import { plain, widthOf } from "./labels.ts";
import { rule, type Shape, type Word } from "./marks.ts";
import type { Plot } from "./sketch.ts";
import { colours } from "./theme.ts";
import { tickText, type ValueTicks } from "./value-ticks.ts";

type Sizes = Letters["sizes"];

/** Room over the top gridline for its number, px. */
export function headOf({ tick }: Sizes): number {
  return tick + 7;
}

/** Room under the lowest gridline for the dates, px. */
export function footOf({ tick }: Sizes): number {
  return tick + 8;
}

/** What a label under the lowest point takes, px. */
export function labelRoom({ label }: Sizes): number {
  return label + 7;
}

/** A plot that is lower than this carries few gridlines, px. */
const LOW_PLOT = 130;
/** From a mark to the word beside it, and from a gridline to its number. */
const GAP = 4;
/** Between two dates side by side. */
const BETWEEN_DATES = 16;

/** Most gridlines for a plot so many px tall. */
export function linesFor(tall: number): number {
  return tall < LOW_PLOT ? 4 : 5;
}

/** The width of the column that holds the gridlines' numbers, px. The unit may reach over it where no line runs above the top gridline. */
export function gutterOf(ticks: ValueTicks, unit: string, { measure, sizes }: Letters): number {
  const rises = ticks.max > ticks.values.at(-1)!;
  const widest = Math.max(...tickTexts(ticks, rises ? unit : "").map((text) => measure(text, faceOf(sizes))));
  return Math.ceil(widest) + 8;
}

/** The gridlines' numbers, each on the left end of its line. */
export function valueWords(
  ticks: ValueTicks,
  unit: string,
  { plot, sizes }: { plot: Plot; sizes: Sizes },
): Word[] {
  const texts = tickTexts(ticks, unit);
  return ticks.values.map((value, index) => ({
    x: 0,
    y: plot.y(value) - GAP,
    anchor: "start",
    size: sizes.tick,
    colour: colours.grey,
    runs: plain(texts[index]!),
  }));
}

function tickTexts({ values, decimals }: ValueTicks, unit: string): string[] {
  const top = values.length - 1;
  return values.map((value, index) => tickText(value, decimals, index === top ? unit : ""));
}

/** A short mark where a year or month begins, its name to the right of it; one whose name the picture would cut is left out. */
export function dateMarks(
  span: { from: IsoDate; to: IsoDate; width: number },
  plot: Plot,
  letters: Letters,
): { shapes: Shape[]; words: Word[] } {
  const { measure, sizes } = letters;
  const each = measure("May 2026", faceOf(sizes)) + BETWEEN_DATES;
  const most = Math.max(2, Math.floor((plot.right - plot.left) / each));
  const kept = dateTicks(span.from, span.to, most)
    .map((tick) => ({ x: plot.x(tick.day), word: dateWord(tick, plot, sizes) }))
    .filter(({ word }) => word.x + widthOf(word, measure) <= span.width);
  return {
    shapes: kept.map(({ x }) =>
      rule({ x, y: plot.bottom }, { x, y: plot.bottom + markOf(sizes) }, colours.grey),
    ),
    words: kept.map(({ word }) => word),
  };
}

function dateWord({ day, text }: DateTick, plot: Plot, sizes: Sizes): Word {
  const place = { x: plot.x(day) + GAP, y: plot.bottom + markOf(sizes), anchor: "start" } as const;
  return { ...place, size: sizes.tick, colour: colours.grey, runs: plain(text) };
}

/** The length of a mark. */
function markOf({ tick }: Sizes): number {
  return tick + 2;
}

function faceOf({ tick }: Sizes) {
  return { size: tick, bold: false } as const;
}
