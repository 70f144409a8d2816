import { z } from "zod";
import { bandOf } from "../../finance/bands.ts";
import { addDays } from "../../finance/dates.ts";
import type { Desk, History } from "../../finance/desk.ts";
import { type FigureMaker, figuresOf } from "../../finance/figures.ts";
import {
  type Extreme,
  highOf,
  lowOf,
  mean,
  percentileOfLatest,
  standardDeviation,
  zScore,
} from "../../finance/statistics.ts";
import { coveredWindow } from "../../finance/windows.ts";
import type { Edition } from "../../model/edition.ts";
import { type Figure, FigureSchema } from "../../model/figure.ts";

const F = FigureSchema.nullable();

/** One instrument under its own name: an index of swaps is never called an OAS. */
export const InstrumentSchema = z.strictObject({
  series: z.string(),
  name: z.string(),
  level: F,
  change: F,
  /** Tighter or wider than the observation before; "new-series" on the first day of a swap index's new series, when there is no change. */
  move: z.enum(["tighter", "wider", "unchanged", "new-series", "unknown"]),
  mean: F,
  deviation: F,
  z: F,
  percentile: F,
  tighterThan: F,
  high: F,
  low: F,
  inside: F,
  aboveTight: F,
  belowHigh: F,
  /** Lowest since the cycle's beginning, which the edition states. */
  tight: F,
  /** Where the level stands among all since the cycle's beginning. */
  extreme: z.enum(["new-tight", "matches-tight", "new-high", "matches-high", "none"]),
  yearHighs: z.array(z.strictObject({ year: z.int(), high: FigureSchema, below: FigureSchema })),
  band: z
    .strictObject({
      label: z.string(),
      from: z.number(),
      to: z.number().nullable(),
      half: z.enum(["lower", "middle", "upper"]).nullable(),
      position: F,
      changed: z.boolean(),
    })
    .nullable(),
  /** Consecutive observations on this side of the mean, the latest included. */
  run: z.strictObject({ side: z.enum(["below", "above"]), length: FigureSchema }).nullable(),
  observations: F,
});
export type Instrument = z.infer<typeof InstrumentSchema>;

/** What the snapshot says of one spread instrument; all null where it holds nothing. */
export function instrumentOf(desk: Desk, series: string, { ig }: Edition): Instrument {
  const make = figuresOf(
    "ig-spread",
    series === ig.series ? null : series.toLowerCase().replaceAll(".", "-"),
  );
  const level = make.observed("level", desk.latest(series));
  const before = make.observed("previous", desk.previous(series));
  const newSeries = isNewSeries(desk, series);
  const change = newSeries ? null : make.difference("change", level, before);
  const window = coveredWindow(desk, series, 5);
  const statistics = window ? statisticsOf(window, make) : noStatistics;
  const cycle = desk.history(series, { after: addDays(ig.cycleStart, -1) });
  const tight = cycle && extremeFigure(make, "tight", lowOf(cycle), cycle, `lowest since ${ig.cycleStart}`);
  const { mean: average, high } = statistics;
  return {
    series,
    name: desk.series(series)?.name ?? series,
    level,
    change,
    move: newSeries ? "new-series" : moveOf(change),
    ...statistics,
    inside: make.difference("inside", average, level),
    aboveTight: make.difference("above-tight", level, tight),
    belowHigh: make.difference("below-high", high, level),
    tight,
    extreme: extremeOf(level, cycle),
    yearHighs: level ? ig.referenceYears.flatMap((year) => yearHigh(desk, series, year, level, make)) : [],
    band: level && bandView(ig.bands[series] ?? [], level, before, make),
    run: window && average ? runOf(window, average, make) : null,
  };
}

const noStatistics = {
  mean: null,
  deviation: null,
  z: null,
  percentile: null,
  tighterThan: null,
  high: null,
  low: null,
  observations: null,
};

function statisticsOf(history: History, make: FigureMaker) {
  const { values, window } = history;
  const over = { inputs: [window], asOf: window.to };
  const rank = percentileOfLatest(values);
  const [deviation, z] = [standardDeviation(values), zScore(values)];
  const bp = (name: string, value: number | null, method: string) =>
    value === null ? null : make.derived(name, { ...over, value, unit: "bp", method });
  return {
    mean: bp("mean", mean(values), "arithmetic mean over five calendar years, start exclusive"),
    deviation: bp("deviation", deviation, "sample standard deviation (n - 1) over five calendar years"),
    z:
      z === null
        ? null
        : make.derived("z", {
            ...over,
            value: z,
            unit: "sd",
            method: "(level - mean) / sample standard deviation, five calendar years",
          }),
    percentile: make.derived("percentile", {
      ...over,
      value: rank.mid,
      unit: "percentile",
      method: "mid percentile of the latest over five calendar years",
    }),
    tighterThan: make.derived("tighter-than", {
      ...over,
      value: 100 - rank.strict,
      unit: "probability",
      method: "share of five years' observations at or above the level",
    }),
    high: extremeFigure(
      make,
      "high",
      highOf(history),
      history,
      "highest over five calendar years, first day reached",
    ),
    low: extremeFigure(
      make,
      "low",
      lowOf(history),
      history,
      "lowest over five calendar years, first day reached",
    ),
    observations: make.derived("observations", {
      ...over,
      value: values.length,
      unit: "count",
      method: "valid observations over five calendar years",
    }),
  };
}

function extremeFigure(
  make: FigureMaker,
  name: string,
  { date, value }: Extreme,
  { window }: History,
  method: string,
): Figure {
  return make.derived(name, { value, unit: "bp", asOf: date, inputs: [window], method });
}

function moveOf(change: Figure | null): Instrument["move"] {
  if (!change) return "unknown";
  if (change.value === 0) return "unchanged";
  return change.value < 0 ? "tighter" : "wider";
}

/** A swap index rolls into a new series twice a year: that day's level and the day before's are of two instruments. */
function isNewSeries(desk: Desk, series: string): boolean {
  const [today, before] = [desk.latest(`${series}.SERIES`), desk.previous(`${series}.SERIES`)];
  return (
    today !== null &&
    before !== null &&
    today.date === desk.latest(series)?.date &&
    today.value !== before.value
  );
}

/** Strictly beyond all since the cycle's beginning is new; equal to an earlier extreme matches. */
function extremeOf(level: Figure | null, cycle: History | null): Instrument["extreme"] {
  const earlier = cycle?.values.slice(0, -1) ?? [];
  if (!level || earlier.length === 0) return "none";
  const [least, most] = [Math.min(...earlier), Math.max(...earlier)];
  if (level.value < least) return "new-tight";
  if (level.value === least) return "matches-tight";
  if (level.value > most) return "new-high";
  return level.value === most ? "matches-high" : "none";
}

/** The high of a calendar year that the history covers from its first days on. */
function yearHigh(
  desk: Desk,
  series: string,
  year: number,
  level: Figure,
  make: FigureMaker,
): Instrument["yearHighs"] {
  const history = desk.history(series, { after: `${year - 1}-12-31`, upTo: `${year}-12-31` });
  if (!history || history.dates[0]! > `${year}-01-10`) return [];
  const high = extremeFigure(
    make,
    `high-${year}`,
    highOf(history),
    history,
    `highest of ${year}, first day reached`,
  );
  return [{ year, high, below: make.difference(`below-high-${year}`, high, level) }];
}

function bandView(
  bands: Edition["ig"]["bands"][string],
  level: Figure,
  before: Figure | null,
  make: FigureMaker,
): Instrument["band"] {
  const place = bandOf(bands, level.value);
  if (!place) return null;
  const { band, positionPercent, half } = place;
  const method = `(level - ${band.from}) / (${band.to} - ${band.from})`;
  const position =
    positionPercent === null
      ? null
      : make.derived("band-position", {
          value: positionPercent,
          unit: "probability",
          inputs: [level],
          method,
        });
  const beforeBand = before ? bandOf(bands, before.value)?.band : undefined;
  return {
    label: band.label,
    from: band.from,
    to: band.to,
    half,
    position,
    changed: beforeBand !== undefined && beforeBand !== band,
  };
}

function runOf({ values, window }: History, average: Figure, make: FigureMaker): Instrument["run"] {
  const last = values.at(-1)!;
  if (last === average.value) return null;
  const side = last < average.value ? "below" : "above";
  let length = 0;
  while (
    length < values.length &&
    (side === "below" ? values.at(-1 - length)! < average.value : values.at(-1 - length)! > average.value)
  )
    length += 1;
  const method = `consecutive observations ${side} today's five-year mean`;
  return {
    side,
    length: make.derived("run", {
      value: length,
      unit: "count",
      inputs: [window, average],
      asOf: window.to,
      method,
    }),
  };
}
