import { dayNumber } from "../../finance/dates.ts";
import { footOf, gutterOf, headOf, labelRoom, linesFor } from "./axes.ts";
import type { Letters } from "./fonts.ts";
import { type LineSpec, labelsBeside, lineMarks, linesOf } from "./line-marks.ts";
import { marginWidth } from "./margin.ts";
import { rowsSeen } from "./simplified.ts";
import { gridded, quietOptions, ruler, type Sketch, STROKE } from "./sketch.ts";
import { type Dated, thinned } from "./thinning.ts";
import { type ValueTicks, valueTicks } from "./value-ticks.ts";

/** What a line may leave out: a quarter of its own thickness, px. */
const UNSEEN = 0.4;

/** A daily line over years, with its mean, its marked points, its bands and its last value; further lines beside it. */
export function lineSketch(spec: LineSpec, letters: Letters): Sketch {
  const { sizes } = letters;
  const ticks = ticksOf(spec, sizes);
  const days = spec.dates.map(dayNumber);
  const right = marginWidth(
    labelsBeside(spec, () => 0, sizes),
    spec.width,
    letters,
  );
  const gutter = gutterOf(ticks, spec.unitWord, letters);
  const columns = Math.max(1, spec.width - gutter - right);
  return {
    configuration: {
      type: "line",
      data: {
        // Chart.js draws the last one first, so that the chart's own line lies on top.
        datasets: linesOf(spec).map(({ values, colour, dash }) => ({
          data: seen(
            days.map((x, index) => ({ x, y: values[index] ?? null })),
            columns,
            tallOf(spec, sizes) / (ticks.max - ticks.values[0]!),
          ),
          parsing: false,
          // Or Chart.js would draw the points of one px column as an upright stroke.
          _decimated: true,
          clip: false,
          borderColor: colour,
          borderDash: [...dash],
          borderWidth: STROKE,
          borderJoinStyle: "round",
          pointRadius: 0,
        })),
      },
      options: {
        ...quietOptions({ left: 0, top: headOf(sizes), right, bottom: footOf(sizes) }),
        scales: { x: ruler(days[0]!, days.at(-1)!), y: gridded(ticks, gutter) },
      },
    },
    marks: (plot) => lineMarks({ ...spec, days }, ticks, { plot, letters }),
  };
}

/** The points that a reader can tell from the line without them, at so many px a unit. */
function seen(all: readonly Dated[], columns: number, unit: number): Dated[] {
  const points = thinned(all, columns);
  const day = columns / (all.at(-1)!.x - all[0]!.x);
  const line = points.map(({ x, y }) => ({ x: x * day, y: y === null ? Number.NaN : y * unit }));
  return rowsSeen(line, UNSEEN).map((row) => points[row]!);
}

function tallOf({ height }: LineSpec, sizes: Letters["sizes"]): number {
  return height - headOf(sizes) - footOf(sizes);
}

function ticksOf(spec: LineSpec, sizes: Letters["sizes"]): ValueTicks {
  const { levels, points } = spec;
  const lines = linesOf(spec);
  const labelled = [...lines.map(({ end }) => end), ...[...levels, ...points].map(({ label }) => label)];
  const drawn = lines.flatMap(({ values }) => values.filter((value) => value !== null));
  const all = [...drawn, ...labelled.map(({ value }) => value)];
  const low = all.reduce((least, value) => Math.min(least, value));
  const tall = tallOf(spec, sizes);
  const lowest = points.some(({ label }) => label.value === low);
  return valueTicks({
    low,
    high: all.reduce((most, value) => Math.max(most, value)),
    foot: lowest ? labelRoom(sizes) / tall : 0,
    most: linesFor(tall),
  });
}
