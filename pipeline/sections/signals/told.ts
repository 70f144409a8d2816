import { figuresOf } from "../../finance/figures.ts";
import { standardDeviation } from "../../finance/statistics.ts";
import type { Figure } from "../../model/figure.ts";
import type { LevelAhead, Mover } from "../../model/told.ts";
import type { View } from "./view.ts";

/** Fewer earlier changes are too few to say what is usual. */
const LEAST_CHANGES = 60;
const maker = figuresOf("signals", "moved");

/** The composite's changes over the year of the chart, from one observation to the next; null where they are too few. */
function changesIn(chart: View["chart"]): readonly number[] | null {
  const values = chart?.values ?? [];
  const known = values.slice(values.lastIndexOf(null) + 1) as readonly number[];
  const changes = known.slice(1).map((value, row) => value - known[row]!);
  return changes.length > LEAST_CHANGES ? changes : null;
}

/** The composite's change in standard deviations of its own earlier ones over a year. */
export function moversOf({ volatility, chart }: View): readonly Mover[] {
  const { composite } = volatility;
  const changes = changesIn(chart);
  const usual = changes && standardDeviation(changes.slice(0, -1));
  if (!composite || !changes || !usual) return [];
  const change = maker.derived("change", {
    value: changes.at(-1)!,
    unit: "sd",
    inputs: [composite],
    method: "composite less the one before",
  });
  const size = maker.derived("size", {
    value: change.value / usual,
    unit: "sd",
    inputs: [change],
    method: `change / sample standard deviation of the ${changes.length - 1} changes before it`,
  });
  return [{ key: "signals.volatility", name: null, level: composite, change, size }];
}

/** The triggers of the first two signals, with how far away they are. */
export function levelsOf({ capital, volatility, chart }: View): readonly LevelAhead[] {
  const changes = changesIn(chart);
  const usual = changes && standardDeviation(changes);
  const daysMove = (distance: Figure) =>
    usual
      ? maker.derived("trigger-moves", {
          value: Math.abs(distance.value) / usual,
          unit: "sd",
          inputs: [distance],
          method: "distance / sample standard deviation of the composite's daily changes",
        })
      : null;
  return [
    ...trigger(
      "signals.volatility",
      [volatility.composite, volatility.elevatedFrom, volatility.distance],
      daysMove,
    ),
    ...trigger("signals.rotation", [capital.rho, capital.rhoFrom, capital.rhoDistance], () => null),
  ];
}

function trigger(
  key: string,
  [current, level, distance]: readonly [Figure | null, Figure | null, Figure | null],
  daysMove: (distance: Figure) => Figure | null,
): LevelAhead[] {
  if (!current || !level || !distance) return [];
  return [
    { key, name: null, kind: "trigger", label: null, current, level, distance, daysMove: daysMove(distance) },
  ];
}
