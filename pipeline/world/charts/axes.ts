import type { IsoDate } from "../../model/unit.ts";
import { type DateTick, dateTicks } from "./date-ticks.ts";
import type { Measure } from "./fonts.ts";
import { plain, widthOf } from "./labels.ts";
import { rule, type Shape, type Word } from "./marks.ts";
import type { Plot } from "./sketch.ts";
import { colours, sizes } from "./theme.ts";
import { tickText, type ValueTicks } from "./value-ticks.ts";

/** Room over the top gridline for its number, and under the lowest for the dates, px. */
export const HEAD = 17;
export const FOOT = 18;

/** A label under the lowest point takes so many px. */
export const LABEL_ROOM = 18;
/** A plot that is lower than this carries few gridlines, px. */
const LOW_PLOT = 130;

const face = { size: sizes.small, bold: false } as const;
/** The length of a mark. */
const MARK = 12;
/** From a mark to the word beside it. */
const GAP = 4;

/** Most gridlines for a plot so many px tall. */
export function linesFor(tall: number): number {
  return tall < LOW_PLOT ? 4 : 6;
}

/** The width of the column that holds the gridlines' numbers, px. The top one's unit may reach over it: no line runs there. */
export function gutterOf(ticks: ValueTicks, measure: Measure): number {
  const widest = Math.max(...tickTexts(ticks, "").map((text) => measure(text, face)));
  return Math.ceil(widest) + 8;
}

/** The gridlines' numbers, each on the left end of its line. */
export function valueWords(ticks: ValueTicks, unit: string, plot: Plot): Word[] {
  const texts = tickTexts(ticks, unit);
  return ticks.values.map((value, index) => ({
    x: 0,
    y: plot.y(value) - GAP,
    anchor: "start",
    size: sizes.small,
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
  measure: Measure,
): { shapes: Shape[]; words: Word[] } {
  const most = Math.max(2, Math.floor((plot.right - plot.left) / (measure("May 2026", face) + 16)));
  const kept = dateTicks(span.from, span.to, most)
    .map((tick) => ({ x: plot.x(tick.day), word: dateWord(tick, plot) }))
    .filter(({ word }) => word.x + widthOf(word, measure) <= span.width);
  return {
    shapes: kept.map(({ x }) => rule({ x, y: plot.bottom }, { x, y: plot.bottom + MARK }, colours.grey)),
    words: kept.map(({ word }) => word),
  };
}

function dateWord({ day, text }: DateTick, plot: Plot): Word {
  const place = { x: plot.x(day) + GAP, y: plot.bottom + MARK, anchor: "start" } as const;
  return { ...place, size: sizes.small, colour: colours.grey, runs: plain(text) };
}
