import type { History } from "../../finance/desk.ts";
import type { FigureMaker } from "../../finance/figures.ts";
import {
  type Extreme,
  highOf,
  lowOf,
  mean,
  percentileOfLatest,
  standardDeviation,
  zScore,
} from "../../finance/statistics.ts";
import type { Figure } from "../../model/figure.ts";
import type { Unit } from "../../model/unit.ts";
import type { Instrument } from "./view.ts";

type WindowFigures = Pick<
  Instrument,
  "mean" | "deviation" | "z" | "percentile" | "atOrBelow" | "high" | "low" | "observations"
>;

/** Nothing that hangs on five years can be said. */
export const noWindow: WindowFigures = {
  mean: null,
  deviation: null,
  z: null,
  percentile: null,
  atOrBelow: null,
  high: null,
  low: null,
  observations: null,
};

const OVER = "over five calendar years, start exclusive";

/** What five years of observations say of the latest one; bp, sd and percent. */
export function windowFigures(history: History, make: FigureMaker): WindowFigures {
  const { values, window } = history;
  const rank = percentileOfLatest(values);
  const say = (name: string, value: number | null, [unit, method]: readonly [Unit, string]) =>
    value === null
      ? null
      : make.derived(name, { value, unit, inputs: [window], method: `${method} ${OVER}` });
  return {
    mean: say("mean", mean(values), ["bp", "arithmetic mean"]),
    deviation: say("deviation", standardDeviation(values), ["bp", "sample standard deviation (n - 1)"]),
    z: say("z", zScore(values), ["sd", "(level - mean) / sample standard deviation"]),
    percentile: say("percentile", rank.mid, ["percentile", "mid percentile of the latest"]),
    atOrBelow: say("at-or-below", rank.weak, [
      "percent",
      "share of observations at or below the latest (weak)",
    ]),
    high: extremeFigure("high", highOf(history), { history, method: `highest ${OVER}, first day`, make }),
    low: extremeFigure("low", lowOf(history), { history, method: `lowest ${OVER}, first day`, make }),
    observations: say("observations", values.length, ["count", "valid observations"]),
  };
}

/** A high or a low as a figure of the day on which it was first reached. */
export function extremeFigure(
  name: string,
  { date, value }: Extreme,
  {
    history,
    method,
    make,
  }: { readonly history: History; readonly method: string; readonly make: FigureMaker },
): Figure {
  return make.derived(name, { value, unit: "bp", asOf: date, inputs: [history.window], method });
}
