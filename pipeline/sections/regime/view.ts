import { z } from "zod";
import { curveLabels, slopeShifts } from "../../finance/curve-moves.ts";
import { quadrants } from "../../finance/quadrants.ts";
import { legSigns } from "../../finance/real-rate.ts";
import { PanelsChartSchema } from "../../model/chart.ts";
import { FigureSchema } from "../../model/figure.ts";
import { IsoDateSchema } from "../../model/unit.ts";

const F = FigureSchema.nullable();
const Day = IsoDateSchema.nullable();

/** "current": of the day. "closed": its market has been shut since. "stale": a day is missing. "none": nothing recent enough. */
const FreshnessSchema = z.enum(["current", "closed", "stale", "none"]);
export type Freshness = z.infer<typeof FreshnessSchema>;

/** A monthly indicator in the newest month that was published by the day. Months are dated by their first day. */
const IndicatorSchema = z.strictObject({
  series: z.string(),
  name: z.string(),
  month: Day,
  /** The newest month at hand, even one that is too old to be told: then `month` and all figures are null. */
  newest: Day,
  /** Change over the year, percent. */
  level: F,
  /** recent - earlier, pp. */
  acceleration: F,
  /** Mean of the last three changes over the year, and of the three before. */
  recent: F,
  earlier: F,
  direction: z.enum(["accelerating", "slowing"]).nullable(),
  /**
   * How the newest month stands to the direction. "confirmed": it shows it. "flat": within the dead band. "against": a first month the
   * other way. "gap": its acceleration cannot be measured.
   */
  standing: z.enum(["confirmed", "flat", "against", "gap"]).nullable(),
  /** The last month with an acceleration. */
  measured: Day,
});
export type Indicator = z.infer<typeof IndicatorSchema>;

/** How many of an axis' indicators go its way in their own newest month, beyond the dead band; of those whose newest month can be measured. */
const AgreementSchema = z.strictObject({ agree: FigureSchema, of: FigureSchema });
export type Agreement = z.infer<typeof AgreementSchema>;

const QuadrantSchema = z.strictObject({
  quadrant: z.enum(quadrants).nullable(),
  /** The month from which it holds; null with it, and where it already held when its history began. */
  since: Day,
  /** Growth over the year below zero in the newest month. */
  contracting: z.boolean().nullable(),
  /** What a second month against a held direction would make of the quadrant; null where the newest month is not against it. */
  afterGrowthTurns: z.enum(quadrants).nullable(),
  afterInflationTurns: z.enum(quadrants).nullable(),
  growthAgrees: AgreementSchema.nullable(),
  inflationAgrees: AgreementSchema.nullable(),
  growth: z.array(IndicatorSchema).min(1),
  inflation: z.array(IndicatorSchema).min(1),
  /** Months that were passed over although later ones were published, with the series that lack them. */
  gaps: z.array(z.strictObject({ month: IsoDateSchema, names: z.array(z.string()).min(1) })),
});
export type QuadrantView = z.infer<typeof QuadrantSchema>;

const LiquidityRowSchema = z.strictObject({
  series: z.string(),
  name: z.string(),
  level: F,
  /** Percent of a quantity, points of an index. */
  change: F,
  /** A monthly series has no 13 weeks: it is compared with the month three before. */
  span: z.enum(["thirteen-weeks", "three-months"]),
  money: z.enum(["easier", "tighter", "unchanged"]).nullable(),
});
export type LiquidityRow = z.infer<typeof LiquidityRowSchema>;

/** Where most measures went: all of them, more than half, or neither. */
const LeanSchema = z.enum(["easier", "tighter", "mostly easier", "mostly tighter", "mixed", "unchanged"]);
export type Lean = z.infer<typeof LeanSchema>;

const LiquiditySchema = z.strictObject({
  rows: z.array(LiquidityRowSchema),
  /** Null where no measure has a change. */
  lean: LeanSchema.nullable(),
  easier: F,
  tighter: F,
  /** Rows with a change. */
  of: F,
});
export type Liquidity = z.infer<typeof LiquiditySchema>;

const CurveMoveSchema = z.strictObject({
  label: z.enum(curveLabels),
  /** A leg moved far enough for the move to be news. */
  isNews: z.boolean(),
  /** The leg that made it steeper or flatter; null where it did not become so, or the move is no news. */
  driver: z.enum(["short", "long", "both"]).nullable(),
  /** What it means at the slope's level: an inverted curve that steepens is less inverted. */
  shift: z.enum(slopeShifts),
  /** Changes of the legs, bp. */
  short: FigureSchema,
  long: FigureSchema,
  /** Slope less slope before, bp. */
  change: FigureSchema,
});
export type CurveMoveView = z.infer<typeof CurveMoveSchema>;

const PairSchema = z.strictObject({
  name: z.string(),
  short: z.string(),
  long: z.string(),
  freshness: FreshnessSchema,
  /** Long less short, bp. */
  slope: F,
  isInverted: z.boolean().nullable(),
  /** Over one observation; null on a day without one. */
  day: CurveMoveSchema.nullable(),
  /** Over 20 observations up to the slope's date. */
  month: CurveMoveSchema.nullable(),
  /** Sample standard deviation of the slope's daily changes before the last, bp. */
  usual: F,
});
export type Pair = z.infer<typeof PairSchema>;

const RealMoveSchema = z.strictObject({
  direction: z.enum(["rising", "falling", "unchanged"]),
  money: z.enum(["tighter", "looser", "unchanged"]),
  driver: z.enum(["nominal", "inflation", "both"]).nullable(),
  /** Far enough to be news. */
  isNews: z.boolean(),
  nominalSign: z.enum(legSigns),
  inflationSign: z.enum(legSigns),
  /** Level less level before, bp. */
  change: FigureSchema,
  /** What the legs themselves did, bp: the real rate moves by the first less the second. */
  nominalChange: FigureSchema,
  inflationChange: FigureSchema,
});
export type RealMove = z.infer<typeof RealMoveSchema>;

const RealRateSchema = z.strictObject({
  name: z.string(),
  nominalName: z.string(),
  inflationName: z.string(),
  /** The same without its tenor, for a sentence that has named it. */
  inflationWord: z.string(),
  freshness: FreshnessSchema,
  nominal: F,
  inflation: F,
  level: F,
  day: RealMoveSchema.nullable(),
  month: RealMoveSchema.nullable(),
  /** Mean of one calendar year; null below the coverage that the section wants. */
  mean: F,
  /** The yield of inflation-linked bonds of that tenor, of the same day, where it is at hand. */
  quoted: F,
  usual: F,
});
export type RealRateView = z.infer<typeof RealRateSchema>;

/** A level, its change over 20 observations of its own and its place among five calendar years. */
const PlacedSchema = z.strictObject({
  name: z.string(),
  level: F,
  change: F,
  percentile: F,
});
export type Placed = z.infer<typeof PlacedSchema>;

export const View = z.strictObject({
  growthInflation: QuadrantSchema,
  liquidity: LiquiditySchema,
  pairs: z.array(PairSchema).min(1),
  realRate: RealRateSchema,
  credit: PlacedSchema,
  expectation: PlacedSchema,
  /** The expectation is the one that the real rate is made with: its level has been told. */
  sameExpectation: z.boolean(),
  chart: PanelsChartSchema.nullable(),
});
export type View = z.infer<typeof View>;
