import type { ChartSpec } from "../../model/chart.ts";
import { lonelyDots } from "./lonely.ts";
import type { Pixel } from "./marks.ts";
import { type Plot, quietOptions, ruler, type Sketch } from "./sketch.ts";
import { colours } from "./theme.ts";

type SparkSpec = Extract<ChartSpec, { kind: "spark" }>;

/** A small picture carries a thinner line, px. */
const THIN = 1.25;
const RADIUS = 2.25;
const PAD = RADIUS + 0.75;

/** A small line without axes, its last value a dot. */
export function sparkSketch(spec: SparkSpec): Sketch {
  const found = spec.values.findLastIndex((value) => value !== null);
  const last = found < 0 ? spec.values.length - 1 : found;
  const known = spec.values.filter((value) => value !== null);
  const values = known.length > 0 ? known : [spec.end.value];
  const [low, high] = [Math.min(...values, spec.end.value), Math.max(...values, spec.end.value)];
  const half = low === high ? 1 : 0;
  return {
    configuration: {
      type: "line",
      data: {
        datasets: [
          {
            data: spec.values.map((y, x) => ({ x, y })),
            parsing: false,
            clip: false,
            borderColor: colours.positive,
            borderWidth: THIN,
            borderJoinStyle: "round",
            pointRadius: 0,
          },
        ],
      },
      options: {
        ...quietOptions({ left: PAD, top: PAD, right: PAD, bottom: PAD }),
        scales: { x: ruler(0, Math.max(1, spec.values.length - 1)), y: ruler(low - half, high + half) },
      },
    },
    marks: (plot) => ({
      under: [],
      over: [
        ...lonelyDots(pixelsOf(spec, plot), colours.positive),
        { kind: "dot", x: plot.x(last), y: plot.y(spec.end.value), radius: RADIUS, colour: colours.positive },
      ],
      words: [],
    }),
  };
}

function pixelsOf({ values }: SparkSpec, plot: Plot): Pixel[] {
  return values.map((value, index) => ({
    x: plot.x(index),
    y: value === null ? Number.NaN : plot.y(value),
  }));
}
