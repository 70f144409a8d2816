import { dayNumber } from "../../finance/dates.ts";
import type { Letters } from "./fonts.ts";
import type { Pixel } from "./marks.ts";
import { type PanelPlot, type PanelsSpec, panelPlots } from "./panel-layout.ts";
import { panelMarks } from "./panel-marks.ts";
import { rowsSeen } from "./simplified.ts";
import { quietOptions, ruler, type Sketch } from "./sketch.ts";
import { colours } from "./theme.ts";

/** Thinner than a line that has the whole picture, px. */
const THIN = 1.3;
/** What a line may leave out: less than half of its own thickness, px. */
const UNSEEN = 0.55;

/** Small lines side by side over the same dates, each with its name, its lowest and highest value and a label where it ends. */
export function panelsSketch(spec: PanelsSpec, letters: Letters): Sketch {
  const { width, height } = spec;
  const plots = panelPlots(spec, letters);
  const days = spec.dates.map(dayNumber);
  const lines = spec.panels.map(({ values }, index) => pixelsOf(days, values, plots[index]!));
  return {
    configuration: {
      type: "line",
      data: {
        datasets: lines.map((line) => ({
          // Chart.js has one pair of scales here, in px from the lower left corner: each panel has been put into its place.
          data: rowsSeen(line, UNSEEN).map((row) => pointAt(line[row]!, height)),
          parsing: false,
          // Or Chart.js would draw the points of one px column as an upright stroke, which small lines are too small for.
          _decimated: true,
          clip: false,
          borderColor: colours.positive,
          borderWidth: THIN,
          borderJoinStyle: "round",
          pointRadius: 0,
        })),
      },
      options: {
        ...quietOptions({ left: 0, top: 0, right: 0, bottom: 0 }),
        scales: { x: ruler(0, width), y: ruler(0, height) },
      },
    },
    marks: () => panelMarks(spec, { plots, lines }, letters),
  };
}

function pixelsOf(days: readonly number[], values: readonly (number | null)[], { x, y }: PanelPlot): Pixel[] {
  return days.map((day, index) => {
    const value = values[index] ?? null;
    return { x: x(day), y: value === null ? Number.NaN : y(value) };
  });
}

/** Chart.js counts from the foot of the picture. */
function pointAt({ x, y }: Pixel, height: number): { x: number; y: number | null } {
  return { x: tenth(x), y: Number.isNaN(y) ? null : tenth(height - y) };
}

/** A picture holds no finer places. */
function tenth(length: number): number {
  return Math.round(length * 10) / 10;
}
