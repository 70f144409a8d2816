import { addDays } from "../../finance/dates.ts";
import type { BarsChart, StepsChart } from "../../model/chart.ts";
import type { View } from "./view.ts";

/** How long after its beginning the last rate is drawn. */
const TAIL_DAYS = 45;

type Drawn = Pick<View, "rows" | "effr" | "start" | "pending" | "rangeLower" | "rangeUpper">;

/** The path as steps from today's effective rate; each rate holds from the day after its decision, a pending one's too. */
export function stepsOf({ rows, effr, start, pending, rangeLower, rangeUpper }: Drawn): StepsChart {
  const decided = pending ? [{ date: pending.effective, figure: start }] : [];
  const steps = [...decided, ...rows.map(({ effective, rate }) => ({ date: effective, figure: rate }))];
  return {
    kind: "steps",
    id: "policy-path-rate",
    unit: "percent",
    decimals: 2,
    start: { date: effr.asOf, figure: effr },
    steps,
    to: addDays(steps.at(-1)!.date, TAIL_DAYS),
    range: rangeLower && rangeUpper && { lower: rangeLower, upper: rangeUpper },
  };
}

/** What is priced by each meeting, from today's effective rate. */
export function barsOf({ rows }: Pick<View, "rows">): BarsChart {
  return {
    kind: "bars",
    id: "policy-path-cumulative",
    unit: "bp",
    decimals: 1,
    layout: "columns",
    bars: rows.map(({ decision, cumulative }) => ({ label: decision, figure: cumulative })),
  };
}
