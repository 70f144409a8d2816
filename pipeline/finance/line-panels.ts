import type { PanelsChart } from "../model/chart.ts";
import type { Figure, Input } from "../model/figure.ts";
import type { IsoDate, Unit } from "../model/unit.ts";
import type { FigureMaker } from "./figures.ts";
import { highOf, lowOf } from "./statistics.ts";

/** A line for a panel of its own, oldest value first. */
export interface PanelLine {
  readonly dates: readonly IsoDate[];
  readonly values: readonly number[];
  readonly unit: Unit;
  readonly decimals: number;
  /** The last of the values. */
  readonly last: Figure;
  /** What the values were made of. */
  readonly inputs: readonly Input[];
  /** Gives the ids of the lowest and the highest value: "chart-low", "chart-high". */
  readonly make: FigureMaker;
}

/** A panel's name, and its line where there is one. */
export interface NamedLine {
  readonly name: string;
  readonly line: PanelLine | null;
}

/** Small multiples over all dates of all lines; a date that one of them lacks is a gap in it. Null where fewer than two lines are there. */
export function panelsOf(
  { id, scale }: Pick<PanelsChart, "id" | "scale">,
  named: readonly NamedLine[],
): PanelsChart | null {
  const lines = named.flatMap(({ line }) => line ?? []);
  if (lines.length < 2) return null;
  const dates = [...new Set(lines.flatMap((line) => line.dates))].sort();
  return {
    kind: "panels",
    id,
    scale,
    dates,
    panels: named.map(({ name, line }) => ({
      name,
      values: line === null ? [] : over(dates, line),
      ends: line && { last: line.last, ...reachOf(line), decimals: line.decimals },
    })),
  };
}

function over(dates: readonly IsoDate[], line: PanelLine): (number | null)[] {
  const values = new Map(line.dates.map((date, row) => [date, line.values[row]!]));
  return dates.map((date) => values.get(date) ?? null);
}

/** The lowest and the highest value, each of its first day. */
function reachOf(line: PanelLine): { readonly low: Figure; readonly high: Figure } {
  const { make, unit, inputs } = line;
  const [low, high] = [lowOf(line), highOf(line)];
  const span = `of ${line.values.length} values from ${line.dates[0]}, first day`;
  return {
    low: make.derived("chart-low", {
      value: low.value,
      unit,
      asOf: low.date,
      inputs,
      method: `lowest ${span}`,
    }),
    high: make.derived("chart-high", {
      value: high.value,
      unit,
      asOf: high.date,
      inputs,
      method: `highest ${span}`,
    }),
  };
}
