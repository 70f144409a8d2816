import { dayNumber } from "../../finance/dates.ts";
import type { ChartSpec, Label } from "../../model/chart.ts";
import { dateMarks, valueWords } from "./axes.ts";
import { bandBoxes, bandWords, groundAt } from "./bands.ts";
import type { Letters } from "./fonts.ts";
import { knockedOut } from "./knocked-out.ts";
import { type Box, boxOf } from "./labels.ts";
import { lonelyDots } from "./lonely.ts";
import { lineEnd, type MarginLabel, marginKeys, marginWords } from "./margin.ts";
import type { Marks, Pixel, Shape, Word } from "./marks.ts";
import { grown, type Obstacles, withWords } from "./placing.ts";
import { pointWords } from "./points.ts";
import { shadeBoxes, shadeEdges, shadeWords } from "./shades.ts";
import type { Plot } from "./sketch.ts";
import { colours, type Part } from "./theme.ts";
import type { ValueTicks } from "./value-ticks.ts";

export type LineSpec = Extract<ChartSpec, { kind: "line" }>;
/** With its dates as days since 1970-01-01. */
type DatedSpec = LineSpec & { readonly days: readonly number[] };
/** One of the lines with the colour of its stroke, its dot and its number. */
export interface ColouredLine {
  readonly values: readonly (number | null)[];
  readonly end: Label;
  readonly colour: Part;
  /** Lengths of dashes and gaps, px; empty for the chart's own line. Lines can be told apart without their colours. */
  readonly dash: readonly number[];
}
interface Ground {
  readonly plot: Plot;
  readonly letters: Letters;
}
type Dot = Extract<Shape, { kind: "dot" }>;
type Rule = Extract<Shape, { kind: "rule" }>;

const FURTHER = [
  { colour: colours.negative, dash: [7, 2.5] },
  { colour: colours.grey, dash: [2, 2] },
] as const;
/** A gridline's number keeps further from a label than other words, or they would read as one, px. */
const APART = 5;

/** The chart's own line first, then the others, each in a colour and stroke of its own. */
export function linesOf({ values, end, others = [] }: LineSpec): readonly ColouredLine[] {
  return [
    { values, end, colour: colours.positive, dash: [] },
    ...others.map((one, index) => ({ ...one, ...FURTHER[index % FURTHER.length]! })),
  ];
}

/** Bands, mean, dots and all words of a line: axes and margin first, then the points, then the bands where ground is left. */
export function lineMarks(spec: DatedSpec, ticks: ValueTicks, { plot, letters }: Ground): Marks {
  const { width, bands, shades = [] } = spec;
  const lines = linesOf(spec).map((one) => ({ ...one, pixels: pixelsOf(spec.days, one, plot) }));
  const dots = dotsOf(spec, plot);
  const means = spec.levels.map(({ label }) => dashed(plot.y(label.value), plot));
  const axis = dateMarks({ from: spec.dates[0]!, to: spec.dates.at(-1)!, width }, plot, letters);
  const numbers = valueWords(ticks, spec.unitWord, { plot, sizes: letters.sizes });
  const beside = labelsBeside(spec, plot.y, letters.sizes);
  const margin = marginWords(beside, { plot, width }, letters);
  const boxOfWord = (word: Word) => boxOf(word, letters.measure);
  const taken = [
    ...[...axis.words, ...margin].map(boxOfWord),
    ...numbers.map((word) => grown(boxOfWord(word), APART)),
    ...dots.map(around),
    ...means.map(along),
  ];
  const obstacles: Obstacles = {
    within: { left: 0, top: 0, right: width, bottom: plot.bottom },
    boxes: taken,
    lines: lines.map(({ pixels }) => pixels),
    heights: ticks.values.map(plot.y),
  };
  const named = namesIn(spec, obstacles, { plot, letters });
  return {
    under: [...bandBoxes(bands, plot), ...shadeBoxes(shades, plot)],
    over: [
      ...named.halos,
      ...means,
      ...lines.flatMap(({ pixels, colour }) => lonelyDots(pixels, colour)),
      ...axis.shapes,
      ...marginKeys(beside, { plot, width }, letters),
      ...dots,
    ],
    words: [...numbers, ...axis.words, ...margin, ...named.words],
  };
}

/** The words inside the plot, and the ground under them: of points, of stretches of time, of bands. */
function namesIn(spec: LineSpec, obstacles: Obstacles, { plot, letters }: Ground) {
  const { bands, shades = [] } = spec;
  const points = pointWords(spec.points, plot, obstacles, letters);
  const beside = (words: readonly Word[]) => withWords(obstacles, words, letters.measure);
  const times = shadeWords({ shades, plot }, beside(points), letters);
  const others = beside([...points, ...times]);
  const clear = { ...others, boxes: [...others.boxes, ...shadeEdges(shades, plot)] };
  const words = [...points, ...times, ...bandWords({ bands, plot }, clear, letters)];
  const ground = { letters, groundAt: (y: number) => groundAt(y, bands, plot) };
  // Over a stretch of time the ground is of two colours.
  return { words, halos: shades.length > 0 ? [] : knockedOut(words, obstacles, ground) };
}

/** Each of several lines is named with its stroke: a label that had to move away from its line still tells which it is. */
export function labelsBeside(spec: LineSpec, heightOf: Plot["y"], sizes: Letters["sizes"]): MarginLabel[] {
  const { levels, others = [] } = spec;
  return [
    ...linesOf(spec).map(({ end, colour, dash }) => ({
      text: end.text,
      size: sizes.end,
      height: heightOf(end.value),
      ...(others.length > 0 && { key: { colour, dash } }),
    })),
    ...levels.map(({ label }) => ({ text: label.text, size: sizes.label, height: heightOf(label.value) })),
  ];
}

function pixelsOf(days: readonly number[], { values }: ColouredLine, plot: Plot): Pixel[] {
  return days.map((day, index) => {
    const value = values[index] ?? null;
    return { x: plot.x(day), y: value === null ? Number.NaN : plot.y(value) };
  });
}

/** The marked points, and the end of each line: its last known value, which may lie before its last date. */
function dotsOf(spec: LineSpec, plot: Plot): Dot[] {
  const { dates, points } = spec;
  const lastOf = ({ values }: ColouredLine) =>
    dates[values.findLastIndex((value) => value !== null)] ?? dates.at(-1)!;
  const place = (date: string, value: number) => ({ x: plot.x(dayNumber(date)), y: plot.y(value) });
  return [
    ...points.map(
      ({ date, label }): Dot => ({
        kind: "dot",
        ...place(date, label.value),
        radius: 3,
        colour: colours.ink,
      }),
    ),
    ...linesOf(spec)
      .toReversed()
      .flatMap((line) => lineEnd({ ...place(lastOf(line), line.end.value), radius: 3.5 }, line)),
  ];
}

function around({ x, y, radius }: Dot): Box {
  return grown({ left: x, top: y, right: x, bottom: y }, radius);
}

function along({ from, to }: Rule): Box {
  return { left: from.x, top: from.y - 0.5, right: to.x, bottom: to.y + 0.5 };
}

function dashed(y: number, plot: Plot): Rule {
  const height = Math.floor(y) + 0.5;
  return {
    kind: "rule",
    from: { x: plot.left, y: height },
    to: { x: plot.right + 6, y: height },
    colour: colours.ink,
    dash: 3,
  };
}
