import { dayNumber } from "../../finance/dates.ts";
import type { ChartSpec } from "../../model/chart.ts";
import type { Letters } from "./fonts.ts";
import type { Plot } from "./sketch.ts";
import { tickText, type ValueTicks, valueTicks } from "./value-ticks.ts";

export type PanelsSpec = Extract<ChartSpec, { kind: "panels" }>;

/** Between two panels side by side, and one above the other, px. */
const BETWEEN = 18;
/** From a number to its line, and from a line's end to its label, px. */
const [GAP, END_GAP] = [6, 8];
/** Gridlines of a common scale: a panel is low. */
const MOST_LINES = 4;
/** Where a scale without height is widened, in its own unit, or as a share of the value. */
const [LEAST_HALF, HALF_SHARE] = [0.5, 0.01];

/** Where a panel stands, and its line in it. */
export interface PanelPlot extends Plot {
  /** Left edge of the panel: its name and numbers begin there. */
  readonly edge: number;
  /** Right edge of the panel, behind the label of its line. */
  readonly end: number;
  /** Baseline of its name. */
  readonly name: number;
  /** The lowest panel of its column carries the dates; the first of its row the numbers of a common scale. */
  readonly isLast: boolean;
  readonly isFirst: boolean;
  /** Gridlines; of a scale of its own its lowest and highest value. */
  readonly ticks: ValueTicks;
}

/** All panels in rows of `across`, each as wide and tall as the others. */
export function panelPlots(spec: PanelsSpec, letters: Letters): readonly PanelPlot[] {
  const { width, height, across, panels, dates, scale } = spec;
  const { tick, label } = letters.sizes;
  const common = scale === "common" ? commonTicks(spec) : null;
  const gutter = gutterOf(spec, common, letters);
  const outer = common ? gutter : 0;
  const room = endRoom(spec, letters);
  const cell = (width - outer - BETWEEN * (across - 1)) / across;
  const tall = (height - tick - GAP) / Math.ceil(panels.length / across);
  const [first, last] = [dayNumber(dates[0]!), dayNumber(dates.at(-1)!)];
  return panels.map((_, index) => {
    const edge = outer + (index % across) * (cell + BETWEEN);
    const start = Math.floor(index / across) * tall;
    const left = edge + (common ? 0 : gutter);
    const right = edge + cell - room;
    const top = start + label + tick + 2 * GAP;
    const bottom = start + tall - GAP;
    const ticks = common ?? ownTicks(spec, index);
    const [low, high] = scaleOf(ticks);
    return {
      edge,
      end: edge + cell,
      name: start + label,
      isLast: index + across >= panels.length,
      isFirst: index % across === 0,
      ticks,
      left,
      right,
      top,
      bottom,
      x: (day) => left + ((day - first) / (last - first)) * (right - left),
      y: (value) => bottom - ((value - low) / (high - low)) * (bottom - top),
    };
  });
}

function commonTicks({ panels }: PanelsSpec): ValueTicks {
  const known = panels.flatMap(({ ends }) => (ends ? [ends.low.value, ends.high.value] : []));
  if (known.length === 0) return { values: [], max: 1, decimals: 0 };
  return valueTicks({ low: Math.min(...known), high: Math.max(...known), foot: 0, most: MOST_LINES });
}

function ownTicks({ panels }: PanelsSpec, index: number): ValueTicks {
  const ends = panels[index]?.ends;
  if (!ends) return { values: [], max: 1, decimals: 0 };
  return { values: [...new Set([ends.low.value, ends.high.value])], max: ends.high.value, decimals: 0 };
}

/** The lowest and highest value of a panel's height; a level line lies in its middle. */
function scaleOf({ values, max }: ValueTicks): readonly [number, number] {
  const low = values[0] ?? 0;
  if (max > low) return [low, max];
  const half = Math.max(LEAST_HALF, Math.abs(low) * HALF_SHARE);
  return [low - half, low + half];
}

/** Room for the numbers left of the lines. */
function gutterOf({ panels }: PanelsSpec, common: ValueTicks | null, { measure, sizes }: Letters): number {
  const face = { size: sizes.tick, bold: false };
  const texts = common
    ? common.values.map((value) => tickText(value, common.decimals, ""))
    : panels.flatMap(({ ends }) => (ends ? [ends.low.text, ends.high.text] : []));
  return Math.ceil(Math.max(0, ...texts.map((text) => measure(text, face)))) + GAP;
}

/** Room for the labels right of the lines. */
function endRoom({ panels }: PanelsSpec, { measure, sizes }: Letters): number {
  const face = { size: sizes.label, bold: true };
  const widths = panels.flatMap(({ ends }) => (ends ? [measure(ends.last.text, face)] : []));
  return Math.ceil(Math.max(0, ...widths)) + END_GAP;
}
