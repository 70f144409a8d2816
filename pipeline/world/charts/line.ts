import { dayNumber } from "../../finance/dates.ts";
import { FOOT, gutterOf, HEAD, LABEL_ROOM, linesFor } from "./axes.ts";
import type { Measure } from "./fonts.ts";
import { type LineSpec, lineMarks, linesOf } from "./line-marks.ts";
import { marginWidth } from "./margin.ts";
import { gridded, quietOptions, ruler, type Sketch } from "./sketch.ts";
import { sizes } from "./theme.ts";
import { type ValueTicks, valueTicks } from "./value-ticks.ts";

/** A daily line over years, with its mean, its marked points, its bands and its last value; further lines beside it. */
export function lineSketch(spec: LineSpec, measure: Measure): Sketch {
  const ticks = ticksOf(spec);
  const days = spec.dates.map(dayNumber);
  const beside = [
    ...linesOf(spec).map(({ end }) => ({ text: end.text, size: sizes.end })),
    ...spec.levels.map(({ label }) => ({ text: label.text, size: sizes.label })),
  ];
  const right = marginWidth(beside, spec.width, measure);
  return {
    configuration: {
      type: "line",
      data: {
        // Chart.js draws the last one first, so that the chart's own line lies on top.
        datasets: linesOf(spec).map(({ values, colour }) => ({
          data: days.map((x, index) => ({ x, y: values[index] ?? null })),
          parsing: false,
          clip: false,
          borderColor: colour,
          borderWidth: 1.5,
          borderJoinStyle: "round",
          pointRadius: 0,
        })),
      },
      options: {
        ...quietOptions({ left: 0, top: HEAD, right, bottom: FOOT }),
        scales: { x: ruler(days[0]!, days.at(-1)!), y: gridded(ticks, gutterOf(ticks, measure)) },
      },
    },
    marks: (plot) => lineMarks({ ...spec, days }, ticks, plot, measure),
  };
}

function ticksOf(spec: LineSpec): ValueTicks {
  const { levels, points, height } = spec;
  const lines = linesOf(spec);
  const labelled = [...lines.map(({ end }) => end), ...[...levels, ...points].map(({ label }) => label)];
  const drawn = lines.flatMap(({ values }) => values.filter((value) => value !== null));
  const all = [...drawn, ...labelled.map(({ value }) => value)];
  const low = Math.min(...all);
  const tall = height - HEAD - FOOT;
  const lowest = points.some(({ label }) => label.value === low);
  return valueTicks({
    low,
    high: Math.max(...all),
    foot: lowest ? LABEL_ROOM / tall : 0,
    most: linesFor(tall),
  });
}
