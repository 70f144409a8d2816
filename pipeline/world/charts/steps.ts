import { dayNumber } from "../../finance/dates.ts";
import type { IsoDate } from "../../model/unit.ts";
import { footOf, gutterOf, headOf, labelRoom, linesFor } from "./axes.ts";
import type { Letters } from "./fonts.ts";
import { marginWidth } from "./margin.ts";
import { gridded, quietOptions, ruler, type Sketch, STROKE } from "./sketch.ts";
import { type StepsSpec, stepMarks, treadsOf } from "./step-marks.ts";
import { colours } from "./theme.ts";
import { type ValueTicks, valueTicks } from "./value-ticks.ts";

/** A rate that steps from date to date, with the target range now. */
export function stepsSketch(spec: StepsSpec, letters: Letters): Sketch {
  const treads = treadsOf(spec);
  const [first, last] = [treads[0]!, treads.at(-1)!];
  const { sizes } = letters;
  const ticks = ticksOf(spec, sizes);
  const to = lastDate(spec);
  const right = marginWidth([{ text: last.label.text, size: sizes.end }], spec.width, letters);
  const corners = treads.map(({ day, label }) => ({ x: day, y: label.value }));
  return {
    configuration: {
      type: "line",
      data: {
        datasets: [
          {
            data: [...corners, { x: dayNumber(to), y: last.label.value }],
            parsing: false,
            clip: false,
            stepped: true,
            borderColor: colours.positive,
            borderWidth: STROKE,
            pointRadius: 0,
          },
        ],
      },
      options: {
        ...quietOptions({ left: 0, top: headOf(sizes), right, bottom: footOf(sizes) }),
        scales: {
          x: ruler(first.day, dayNumber(to)),
          y: gridded(ticks, gutterOf(ticks, spec.unitWord, letters)),
        },
      },
    },
    marks: (plot) => stepMarks({ ...spec, to }, ticks, { plot, letters }),
  };
}

function lastDate({ to, steps }: StepsSpec): IsoDate {
  const last = steps.at(-1)?.date ?? to;
  return last > to ? last : to;
}

function ticksOf({ start, steps, range, height }: StepsSpec, sizes: Letters["sizes"]): ValueTicks {
  const labels = [start, ...steps].map(({ label }) => label);
  const all = [...labels, ...(range ? [range.lower, range.upper] : [])].map(({ value }) => value);
  const [low, tall] = [Math.min(...all), height - headOf(sizes) - footOf(sizes)];
  // A path that climbs from its lowest rate has its first label below it.
  const lowest = start.label.value === low && steps.some(({ label }) => label.value > low);
  return valueTicks({
    low,
    high: Math.max(...all),
    foot: lowest ? labelRoom(sizes) / tall : 0,
    most: linesFor(tall),
  });
}
