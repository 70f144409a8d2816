import { addDays } from "../../finance/dates.ts";
import type { BarsChart, StepsChart } from "../../model/chart.ts";
import type { Figure } from "../../model/figure.ts";
import type { Row } from "./view.ts";

/** How long after its beginning the last rate is drawn. */
const TAIL_DAYS = 45;

/** The path as steps from today's effective rate; each rate holds from the day after its decision. */
export function stepsOf(rows: readonly Row[], effr: Figure, range: StepsChart["range"]): StepsChart {
  const steps = rows.map(({ effective, rate }) => ({ date: effective, figure: rate }));
  return {
    kind: "steps",
    id: "policy-path-rate",
    unit: "percent",
    decimals: 2,
    start: { date: effr.asOf, figure: effr },
    steps,
    to: addDays(steps.at(-1)!.date, TAIL_DAYS),
    range,
  };
}

/** What is priced by each meeting, from today's effective rate. */
export function barsOf(rows: readonly Row[]): BarsChart {
  return {
    kind: "bars",
    id: "policy-path-cumulative",
    unit: "bp",
    decimals: 1,
    layout: "columns",
    bars: rows.map(({ decision, cumulative }) => ({ label: decision, figure: cumulative })),
  };
}
