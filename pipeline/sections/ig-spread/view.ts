import { z } from "zod";
import { LineChartSchema } from "../../model/chart.ts";
import { FigureSchema } from "../../model/figure.ts";
import { IsoDateSchema } from "../../model/unit.ts";

const F = FigureSchema.nullable();
const StandingSchema = z.enum(["new-low", "matches-low", "new-high", "matches-high", "inside"]).nullable();
const RunSchema = z.strictObject({
  /** Consecutive observations, the latest included. */
  current: FigureSchema,
  longest: FigureSchema,
  /** The current run is the longest of the window. */
  isLongest: z.boolean(),
});
export type Run = z.infer<typeof RunSchema>;

const YearSchema = z.strictObject({
  year: z.int(),
  high: FigureSchema,
  low: FigureSchema,
  mean: FigureSchema,
  /** bp by which the level is tighter than the year's high; negative if it is wider. */
  below: FigureSchema,
});
export type Year = z.infer<typeof YearSchema>;

const BandSchema = z.strictObject({
  label: z.string(),
  from: z.number(),
  to: z.number().nullable(),
  /** "lower" only below 50 %; null in the open band. */
  half: z.enum(["lower", "middle", "upper"]).nullable(),
  /** Percent of the way from the band's lower edge to its upper one; null in the open band. */
  position: F,
  /** Whether the latest observation left the band of the one before, and which way; "none" on a series' first day. */
  crossed: z.enum(["wider", "tighter", "none"]),
});
export type BandView = z.infer<typeof BandSchema>;

/** One instrument under its own name: an index of swaps is never called an OAS. */
export const InstrumentSchema = z.strictObject({
  series: z.string(),
  name: z.string(),
  /** What a reader must know of where it was read. */
  note: z.string().nullable(),
  /** The on-the-run series of a swap index; null for anything else, or where its number is not known. */
  onTheRun: F,
  level: F,
  /** "current": of the day. "closed": its market has been shut since the level. "stale": a level is missing. */
  freshness: z.enum(["current", "closed", "stale", "none"]),
  /** Places at which level, mean and their distance add up as printed: 1 for whole bp, else 2. */
  decimals: z.int(),
  change: F,
  /** Against the observation before; "new-series" on the first day of a swap index's series, when there is no change. */
  move: z.enum(["tighter", "wider", "unchanged", "new-series", "unknown"]),
  /** All over five calendar years; null below a coverage of 0.8. */
  mean: F,
  deviation: F,
  z: F,
  /** The mid definition: ties count half. */
  percentile: F,
  /** The weak definition: share of observations at or below the level, percent. */
  atOrBelow: F,
  high: F,
  low: F,
  observations: F,
  /** Share of the window's days that have an observation, percent; null where it is not known or nothing is there. */
  coverage: F,
  /** mean - level, bp: positive is tighter than the mean. */
  inside: F,
  /** level - tight, bp. */
  aboveTight: F,
  /** level - five-year low, bp. */
  aboveLow: F,
  /** high - level, bp: "tighter than the wides". */
  belowHigh: F,
  /** Lowest since `cycleStart`; null where the history does not reach back to it. */
  tight: F,
  /** Where the level stands against all observations before it, of five years and of the cycle; null where that is not covered. */
  inWindow: StandingSchema,
  inCycle: StandingSchema,
  /** The edition's reference years, those that the history covers from their first days on. */
  years: z.array(YearSchema),
  band: BandSchema.nullable(),
  /** Observations in a row on this side of today's five-year mean. */
  meanRun: z.strictObject({ side: z.enum(["below", "above"]), run: RunSchema }).nullable(),
  /** Observations in a row within the band of the level. */
  bandRun: RunSchema.nullable(),
  /** Of a swap index: how often it went on to a new series in five years, and when last; `since` where that is not known so far back. */
  rolls: z
    .strictObject({ count: FigureSchema, last: IsoDateSchema.nullable(), since: IsoDateSchema.nullable() })
    .nullable(),
});
export type Instrument = z.infer<typeof InstrumentSchema>;

/** The high-yield index of the same family; all null where it is not there. */
const HighYieldSchema = z.strictObject({
  name: z.string(),
  level: F,
  change: F,
  mean: F,
  percentile: F,
  atOrBelow: F,
  /** High yield less investment grade, bp, on the last day that has both, against five years of that difference. */
  less: z
    .strictObject({
      against: z.string(),
      level: FigureSchema,
      change: F,
      mean: FigureSchema,
      percentile: FigureSchema,
      atOrBelow: FigureSchema,
    })
    .nullable(),
});
export type HighYield = z.infer<typeof HighYieldSchema>;

const ReversionSchema = z.strictObject({
  /** Of the last `of` observations, how many are below today's mean; `holds` from `needed` on. */
  below: z.strictObject({ count: FigureSchema, of: z.int(), needed: z.int(), holds: z.boolean() }).nullable(),
  /** Observations after which half of a distance from the mean is gone; null where the level does not revert beyond chance. */
  halfLife: F,
  /** Beyond chance, by the Dickey-Fuller 5 % value; with a half-life of null it is gone before the next observation. */
  isReverting: z.boolean().nullable(),
  /** The Dickey-Fuller t that decides it; null where nothing could be tested. */
  tStatistic: F,
});
export type Reversion = z.infer<typeof ReversionSchema>;

export const View = z.strictObject({
  cycleStart: IsoDateSchema,
  main: InstrumentSchema,
  /** Other instruments, each under its own name; with nulls where this data does not reach. */
  beside: z.array(InstrumentSchema),
  /** How the main level keeps to one side of its mean, and how it comes back to it. */
  reversion: ReversionSchema,
  highYield: HighYieldSchema,
  chart: LineChartSchema.nullable(),
});
export type View = z.infer<typeof View>;
