import { bandOf } from "../../finance/bands.ts";
import type { History } from "../../finance/desk.ts";
import type { FigureMaker } from "../../finance/figures.ts";
import { runsOf } from "../../finance/statistics.ts";
import type { Band } from "../../model/edition.ts";
import type { Figure } from "../../model/figure.ts";
import type { Instrument, Run } from "./view.ts";

/** How long the level has been on its side of today's mean; null where it stands exactly on it. */
export function meanRunOf(history: History, average: Figure, make: FigureMaker): Instrument["meanRun"] {
  const last = history.values.at(-1)!;
  if (last === average.value) return null;
  const side = last < average.value ? "below" : "above";
  const condition = (value: number) => (side === "below" ? value < average.value : value > average.value);
  return {
    side,
    run: runFigures(`${side}-mean-run`, history, {
      make,
      condition,
      method: `observations in a row ${side} today's five-year mean`,
    }),
  };
}

/** How long the level has been in its band; null where no band holds it. */
export function bandRunOf(history: History, bands: readonly Band[], make: FigureMaker): Run | null {
  const held = bandOf(bands, history.values.at(-1)!)?.band;
  if (!held) return null;
  return runFigures("band-run", history, {
    make,
    condition: (value) => bandOf(bands, value)?.band === held,
    method: `observations in a row from ${held.from} to ${held.to ?? "any"} bp`,
  });
}

interface Condition {
  readonly make: FigureMaker;
  readonly condition: (value: number) => boolean;
  readonly method: string;
}

function runFigures(name: string, { values, window }: History, { make, condition, method }: Condition): Run {
  const { current, longest } = runsOf(values, condition);
  const count = (part: string, value: number, which: string) =>
    make.derived(part, { value, unit: "count", inputs: [window], method: `${which} ${method}, five years` });
  return {
    current: count(name, current, "latest"),
    longest: count(`longest-${name}`, longest, "longest"),
    isLongest: current === longest,
  };
}
