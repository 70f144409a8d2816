import { z } from "zod";
import type { History } from "../../finance/desk.ts";
import type { FigureMaker } from "../../finance/figures.ts";
import { highOf, lowOf, percentileOfLatest } from "../../finance/statistics.ts";
import { COVERAGE_FLOOR } from "../../finance/windows.ts";
import { SparkChartSchema } from "../../model/chart.ts";
import { type Figure, FigureSchema } from "../../model/figure.ts";
import { IsoDateSchema, type Unit } from "../../model/unit.ts";

const F = FigureSchema.nullable();

export const RangeSchema = z.strictObject({
  low: FigureSchema,
  high: FigureSchema,
  /** Mid percentile among the window's observations. */
  percentile: FigureSchema,
  /** How far up between low and high, 0 to 100; null where both are equal. */
  position: F,
  extreme: z.enum(["new-high", "matches-high", "new-low", "matches-low", "none"]),
});

/** One key figure; null is "n/a", and the row is never dropped. */
export const RowSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  /** The meeting after which the policy rate is priced; null on every other row. */
  meeting: IsoDateSchema.nullable(),
  level: F,
  change: F,
  /** Decimals of level and range as this market quotes it. */
  decimals: z.int(),
  spark: SparkChartSchema.nullable(),
  range: RangeSchema.nullable(),
});
export type Row = z.infer<typeof RowSchema>;

/** Observations in the sparkline. */
const SPARK_POINTS = 60;

/** The last sixty valid observations. Null where there are fewer than two. */
export function sparkOf(
  id: string,
  history: Pick<History, "dates" | "values">,
  end: Figure,
  decimals: number,
): Row["spark"] {
  const dates = history.dates.slice(-SPARK_POINTS);
  if (dates.length < 2) return null;
  return {
    kind: "spark",
    id: `key-figures-${id}`,
    unit: end.unit,
    decimals,
    dates,
    values: history.values.slice(-SPARK_POINTS),
    end,
  };
}

/** Low, high and place of the latest in five calendar years; null where too few of their days are covered. */
export function rangeOf(id: string, history: History, make: FigureMaker, unit: Unit): Row["range"] {
  const { values, window } = history;
  if ((window.coverage ?? 0) < COVERAGE_FLOOR || values.length < 2) return null;
  const [low, high] = [lowOf(history), highOf(history)];
  const last = values.at(-1)!;
  const over = { inputs: [window], asOf: window.to };
  const span = high.value - low.value;
  const figure = (name: string, value: number, of: Unit, method: string, asOf = window.to) =>
    make.derived(`${id}.${name}`, { ...over, asOf, value, unit: of, method });
  return {
    low: figure("low", low.value, unit, "lowest over five calendar years, first day reached", low.date),
    high: figure("high", high.value, unit, "highest over five calendar years, first day reached", high.date),
    percentile: figure(
      "percentile",
      percentileOfLatest(values).mid,
      "percentile",
      "mid percentile of the latest over five calendar years",
    ),
    position:
      span === 0
        ? null
        : figure(
            "position",
            (100 * (last - low.value)) / span,
            "probability",
            "(level - low) / (high - low)",
          ),
    extreme: extremeOf(values),
  };
}

function extremeOf(values: readonly number[]): z.infer<typeof RangeSchema>["extreme"] {
  const earlier = values.slice(0, -1);
  const last = values.at(-1)!;
  const [least, most] = [Math.min(...earlier), Math.max(...earlier)];
  if (last > most) return "new-high";
  if (last < least) return "new-low";
  if (last === most) return "matches-high";
  return last === least ? "matches-low" : "none";
}
