import type { ChartSpec } from "../../model/chart.ts";
import { barScale } from "./bar-scale.ts";
import type { Face, Letters } from "./fonts.ts";
import { bold, plain, shortened, wrapped } from "./labels.ts";
import { type Marks, rule, type Word } from "./marks.ts";
import { noTicks, type Plot, quietOptions, ruler, type Sketch } from "./sketch.ts";
import { colours, type Part } from "./theme.ts";

export type BarsSpec = Extract<ChartSpec, { kind: "bars" }>;

/** A row is never taller, so that one bar does not become a wall, px. */
const TALLEST_ROW = 36;
const THICKEST_BAR = 15;
/** Of the width, at most, for names. */
const NAMES_SHARE = 0.4;
const GAP = 5;
/** So that a zero line at the right edge is not cut. */
const LINE_ROOM = 1;

interface Rows {
  readonly pitch: number;
  readonly size: number;
  readonly lineHeight: number;
  /** The names on one or two lines. */
  readonly names: readonly (readonly string[])[];
  /** Where the bars' ground begins. */
  readonly left: number;
}

/** Names at the left, bars from one zero line, each with its value at its end, in the order given. */
export function rowsSketch({ bars, width, height }: BarsSpec, letters: Letters): Sketch {
  const rows = rowsOf({ bars, width, height }, letters);
  const heavy: Face = { size: rows.size, bold: true };
  const labelled = bars.map(({ label }) => ({
    value: label.value,
    room: letters.measure(label.text, heavy) + GAP + 1,
  }));
  const { min, max } = barScale(labelled, width - rows.left - LINE_ROOM);
  return {
    configuration: {
      type: "bar",
      data: {
        labels: bars.map((_, index) => index),
        datasets: [
          {
            data: bars.map(({ label }) => label.value),
            backgroundColor: bars.map(({ label }) => partOf(label.value)),
            barThickness: Math.min(THICKEST_BAR, rows.pitch * 0.62),
            clip: false,
          },
        ],
      },
      options: {
        ...quietOptions({
          left: rows.left,
          top: 0,
          right: LINE_ROOM,
          bottom: height - rows.pitch * bars.length,
        }),
        indexAxis: "y",
        scales: { x: ruler(min, max), y: { type: "category", display: false, offset: true, ...noTicks } },
      },
    },
    marks: (plot) => marksOf({ bars, width }, rows, plot),
  };
}

export function partOf(value: number): Part {
  return value < 0 ? colours.negative : colours.positive;
}

function rowsOf(
  { bars, width, height }: Pick<BarsSpec, "bars" | "width" | "height">,
  { measure, sizes }: Letters,
): Rows {
  const pitch = Math.min(TALLEST_ROW, height / bars.length);
  const size = Math.min(sizes.label, pitch * 0.8);
  const face: Face = { size, bold: false };
  const room = width * NAMES_SHARE;
  const lineHeight = size + 1.5;
  const most = pitch >= 2 * lineHeight + 2 ? 2 : 1;
  const names = bars.map(({ name }) => {
    const lines = wrapped(name, room, face, measure);
    const kept = lines.slice(0, most - 1);
    const rest = lines.slice(most - 1).join(" ");
    return [...kept, rest].filter(Boolean).map((line) => shortened(line, room, face, measure));
  });
  const widest = Math.max(...names.flat().map((line) => measure(line, face)), 0);
  return { pitch, size, lineHeight, names, left: Math.ceil(widest) + 14 };
}

function marksOf({ bars, width }: Pick<BarsSpec, "bars" | "width">, rows: Rows, plot: Plot): Marks {
  const { pitch, size } = rows;
  const zero = plot.x(0);
  const between = bars.slice(1).map((_, index) => {
    const y = plot.top + (index + 1) * pitch;
    return rule({ x: 0, y }, { x: width, y }, colours.hairline);
  });
  const names = rows.names.flatMap((lines, index) => nameWords(lines, plot.y(index), rows));
  const values = bars.map(({ label }, index): Word => {
    const negative = label.value < 0;
    return {
      x: negative
        ? Math.min(plot.x(label.value), zero - 1) - GAP
        : Math.max(plot.x(label.value), zero + 1) + GAP,
      y: plot.y(index) + size * 0.36,
      anchor: negative ? "end" : "start",
      size,
      colour: colours.ink,
      runs: bold(label.text),
    };
  });
  const line = rule({ x: zero, y: plot.top }, { x: zero, y: plot.top + pitch * bars.length }, colours.ink);
  return { under: between, over: [line], words: [...names, ...values] };
}

function nameWords(lines: readonly string[], middle: number, { size, lineHeight }: Rows): Word[] {
  const first = middle + size * 0.36 - ((lines.length - 1) * lineHeight) / 2;
  return lines.map((line, index) => ({
    x: 0,
    y: first + index * lineHeight,
    anchor: "start",
    size,
    colour: colours.ink,
    runs: plain(line),
  }));
}
