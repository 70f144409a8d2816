import { z } from "zod";
import type { Desk, History } from "../../finance/desk.ts";
import type { FigureMaker } from "../../finance/figures.ts";
import { highOf, lowOf, percentileOfLatest, standingOfLatest, zScore } from "../../finance/statistics.ts";
import { openDays } from "../../finance/trading-days.ts";
import { SparkChartSchema } from "../../model/chart.ts";
import { type Figure, FigureSchema } from "../../model/figure.ts";
import { type IsoDate, IsoDateSchema, type Unit } from "../../model/unit.ts";

const F = FigureSchema.nullable();

export const RangeSchema = z.strictObject({
  /** Both of the first day on which they were reached. */
  low: FigureSchema,
  high: FigureSchema,
  /** Mid percentile among the window's observations. */
  percentile: FigureSchema,
  /** How far up between low and high, 0 to 100; null where both are equal. */
  position: F,
  extreme: z.enum(["new-high", "matches-high", "new-low", "matches-low", "inside"]),
});

/** One key figure; null is "n/a", and the row is never dropped. */
export const RowSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  /** The meeting after which the policy rate is priced; null on every other row. */
  meeting: IsoDateSchema.nullable(),
  level: F,
  /**
   * "closed": of the last day on which its market was open; "stale": its market has been open since; "periodic": not published daily,
   * and not old.
   */
  freshness: z.enum(["current", "closed", "stale", "periodic", "none"]),
  change: F,
  /** The change in standard deviations of its own last 252 changes, itself included. */
  move: F,
  /** Decimals of level and range as this market quotes it. */
  decimals: z.int(),
  spark: SparkChartSchema.nullable(),
  range: RangeSchema.nullable(),
});
export type Row = z.infer<typeof RowSchema>;

/** What a row holds where nothing was observed. */
export const nothing = {
  meeting: null,
  level: null,
  freshness: "none",
  change: null,
  move: null,
  decimals: 2,
  spark: null,
  range: null,
} as const satisfies Omit<Row, "id" | "name">;

/** Whether the newest observation of a series is its market's last word. */
export function freshnessOf({ date, snapshot, series }: Desk, id: string, newest: IsoDate): Row["freshness"] {
  if (newest === date) return "current";
  if (series(id)?.maxAgeDays !== undefined) return "periodic";
  const calendar = series(id)?.calendar ?? "every-day";
  if (calendar === "every-day") return "stale";
  return openDays(newest, date, snapshot.calendars[calendar]) === 0 ? "closed" : "stale";
}

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

/** Changes of about a year. */
const MOVES = 252;

/**
 * (change - mean) / sample standard deviation of the last 252 changes from one valid observation to the next, the latest included.
 * Null of fewer changes, where they are all equal, and where one of them cannot be said.
 *
 * @param changeOf the change between two values, in the unit in which the row states it
 */
export function moveOf(
  id: string,
  { dates, values, window }: History,
  make: FigureMaker,
  changeOf: (value: number, before: number) => number | null,
): Figure | null {
  if (values.length <= MOVES) return null;
  const last = values.slice(-MOVES - 1);
  const changes = last.slice(1).flatMap((value, index) => changeOf(value, last[index]!) ?? []);
  const z = changes.length === MOVES ? zScore(changes) : null;
  if (z === null) return null;
  const from = dates.at(-MOVES - 1)!;
  return make.derived(`${id}.move`, {
    value: z,
    unit: "sd",
    inputs: [{ ...window, from, count: last.length, coverage: null }],
    method: "(change - mean) / sample standard deviation of the last 252 changes",
  });
}

/** Low, high and place of the latest in five calendar years. Null of one observation. */
export function rangeOf(id: string, history: History, make: FigureMaker, unit: Unit): Row["range"] {
  const { values, window } = history;
  if (values.length < 2) return null;
  const [low, high] = [lowOf(history), highOf(history)];
  const last = values.at(-1)!;
  const span = high.value - low.value;
  const figure = (name: string, value: number, of: Unit, method: string, asOf = window.to) =>
    make.derived(`${id}.${name}`, { inputs: [window], asOf, value, unit: of, method });
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
    // Five years without any move have no ends.
    extreme: span === 0 ? "inside" : standingOfLatest(values),
  };
}
