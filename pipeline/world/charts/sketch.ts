import type { ChartConfiguration } from "chart.js";
import type { Marks } from "./marks.ts";
import { colours, type Part } from "./theme.ts";
import type { ValueTicks } from "./value-ticks.ts";

/** Where Chart.js has put its scales: edges in px, and values to px. */
export interface Plot {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
}

/** The width of a line, px. */
export const STROKE = 1.6;

/** One chart before it is drawn: Chart.js's part, and ours once the scales are laid. */
export interface Sketch {
  readonly configuration: LineConfiguration | BarConfiguration;
  readonly marks: (plot: Plot) => Marks;
}
export type LineConfiguration = ChartConfiguration<"line", { x: number; y: number | null }[]>;
export type BarConfiguration = ChartConfiguration<"bar", number[]>;

interface Padding {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** What all our charts share: nothing moves, nothing is explained in a legend, and no word comes from Chart.js. */
export function quietOptions(padding: Padding) {
  return {
    responsive: false,
    maintainAspectRatio: false,
    animation: false as const,
    events: [],
    layout: { padding, autoPadding: false },
  };
}

/** Chart.js would format and weigh the words of ticks that nobody sees. */
export const noTicks = {
  ticks: { display: false, maxTicksLimit: 2 },
  afterBuildTicks: (axis: { ticks: unknown[] }) => {
    axis.ticks = [];
  },
} as const;

/** A scale that is only a ruler. */
export function ruler(min: number, max: number) {
  return { type: "linear", display: false, min, max, ...noTicks } as const;
}

/** The line from which all else is measured is ink. */
function lineColour({ tick }: { tick?: { value: number } }): Part {
  return tick?.value === 0 ? colours.ink : colours.hairline;
}

/** The value axis of a line: gridlines at the ticks, drawn on to the left through the `gutter` that holds their numbers. */
export function gridded({ values, max }: ValueTicks, gutter: number) {
  return {
    type: "linear",
    min: values[0]!,
    max,
    border: { display: false },
    grid: { color: lineColour, tickColor: lineColour, tickLength: gutter, lineWidth: 1 },
    ticks: { display: false },
    afterBuildTicks: (axis: { ticks: { value: number }[] }) => {
      axis.ticks = values.map((value) => ({ value }));
    },
    afterFit: (axis: { width: number }) => {
      axis.width = gutter;
    },
  } as const;
}
