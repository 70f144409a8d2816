import { dayNumber } from "../../finance/dates.ts";
import type { ChartSpec, Label } from "../../model/chart.ts";
import { dateMarks, valueWords } from "./axes.ts";
import { bandBoxes, bandWords } from "./bands.ts";
import type { Measure } from "./fonts.ts";
import { type Box, boxOf } from "./labels.ts";
import { lonelyDots } from "./lonely.ts";
import { type MarginLabel, marginWords } from "./margin.ts";
import type { Marks, Pixel, Shape } from "./marks.ts";
import { type Obstacles, withWords } from "./placing.ts";
import { pointWords } from "./points.ts";
import type { Plot } from "./sketch.ts";
import { colours, type Part, sizes } from "./theme.ts";
import type { ValueTicks } from "./value-ticks.ts";

export type LineSpec = Extract<ChartSpec, { kind: "line" }>;
/** With its dates as days since 1970-01-01. */
type DatedSpec = LineSpec & { readonly days: readonly number[] };
/** One of the lines with the colour of its stroke, its dot and its number. */
export interface ColouredLine {
  readonly values: readonly (number | null)[];
  readonly end: Label;
  readonly colour: Part;
}
type Dot = Extract<Shape, { kind: "dot" }>;
type Rule = Extract<Shape, { kind: "rule" }>;

/** The chart's own line first, then the others, each in a colour of its own. */
export function linesOf({ values, end, others = [] }: LineSpec): readonly ColouredLine[] {
  const further = [colours.negative, colours.grey];
  return [
    { values, end, colour: colours.positive },
    ...others.map((one, index) => ({ ...one, colour: further[index % further.length]! })),
  ];
}

/** Bands, mean, dots and all words of a line: axes and margin first, then the points, then the bands where ground is left. */
export function lineMarks(spec: DatedSpec, ticks: ValueTicks, plot: Plot, measure: Measure): Marks {
  const lines = linesOf(spec).map((one) => ({ ...one, pixels: pixelsOf(spec.days, one, plot) }));
  const dots = dotsOf(spec, plot);
  const means = spec.levels.map(({ label }) => dashed(plot.y(label.value), plot));
  const axis = dateMarks({ from: spec.dates[0]!, to: spec.dates.at(-1)!, width: spec.width }, plot, measure);
  const fixed = [
    ...valueWords(ticks, spec.unitWord, plot),
    ...axis.words,
    ...marginWords(labelsBeside(spec, plot), { plot, width: spec.width }, measure),
  ];
  const obstacles: Obstacles = {
    within: { left: 0, top: 0, right: spec.width, bottom: plot.bottom },
    boxes: [...fixed.map((word) => boxOf(word, measure)), ...dots.map(around), ...means.map(along)],
    lines: lines.map(({ pixels }) => pixels),
    heights: ticks.values.map(plot.y),
  };
  const points = pointWords(spec.points, plot, obstacles, measure);
  const bands = bandWords(spec.bands, plot, withWords(obstacles, points, measure), measure);
  return {
    under: bandBoxes(spec.bands, plot),
    over: [
      ...means,
      ...lines.flatMap(({ pixels, colour }) => lonelyDots(pixels, colour)),
      ...axis.shapes,
      ...dots,
    ],
    words: [...fixed, ...points, ...bands],
  };
}

/** The numbers of several lines wear their colours: a label that had to move away from its line still names it. */
function labelsBeside(spec: LineSpec, plot: Plot): MarginLabel[] {
  const { levels, others = [] } = spec;
  return [
    ...linesOf(spec).map(({ end, colour }) => ({
      text: end.text,
      size: sizes.end,
      height: plot.y(end.value),
      ...(others.length > 0 && { colour }),
    })),
    ...levels.map(({ label }) => ({ text: label.text, size: sizes.label, height: plot.y(label.value) })),
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
  const dot = (date: string, value: number) =>
    ({ kind: "dot", x: plot.x(dayNumber(date)), y: plot.y(value) }) as const;
  return [
    ...points.map(({ date, label }) => ({ ...dot(date, label.value), radius: 3, colour: colours.ink })),
    ...linesOf(spec)
      .toReversed()
      .map((line) => ({ ...dot(lastOf(line), line.end.value), radius: 3.5, colour: line.colour })),
  ];
}

function around({ x, y, radius }: Dot): Box {
  return { left: x - radius, top: y - radius, right: x + radius, bottom: y + radius };
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
