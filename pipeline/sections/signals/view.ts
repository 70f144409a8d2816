import { z } from "zod";
import { curveLabels } from "../../finance/curve-moves.ts";
import { quadrants } from "../../finance/quadrants.ts";
import { LineChartSchema } from "../../model/chart.ts";
import { FigureSchema } from "../../model/figure.ts";
import { IsoDateSchema } from "../../model/unit.ts";
import { answers } from "./answer.ts";

const F = FigureSchema.nullable();
const AnswerSchema = z.enum(answers);
/** "not-evaluated": what is missing decides it. */
const StateSchema = z.enum(["on", "off", "not-evaluated"]);
export type State = z.infer<typeof StateSchema>;

/** A curve over twenty observations that both of its yields have. */
const CurveSchema = z.strictObject({
  short: z.string(),
  long: z.string(),
  label: z.enum(curveLabels),
  /** Long change less short change, bp: positive is steeper. */
  change: FigureSchema,
  shortChange: FigureSchema,
  longChange: FigureSchema,
});
export type Curve = z.infer<typeof CurveSchema>;

/** Signal 1: capital moves back across the risk curve while the curve steepens. */
const CapitalSchema = z.strictObject({
  state: StateSchema,
  rotates: AnswerSchema,
  steepens: AnswerSchema,
  /** Rank correlation between a rung's place, safe to risky, and its return per risk; null with fewer than six rungs. */
  rho: F,
  /** -0.5; null with rho. */
  rhoFrom: F,
  /** rhoFrom - rho: negative is how far rho has to fall. */
  rhoDistance: F,
  direction: z.enum(["out-the-risk-curve", "back-across", "mixed"]).nullable(),
  best: z.string().nullable(),
  worst: z.string().nullable(),
  /** Rungs in it, and rungs of the ladder that are not at hand, by name. */
  rungs: z.int(),
  missing: z.array(z.strictObject({ name: z.string() })),
  companion: z
    .strictObject({ safer: z.string(), riskier: z.string(), change: FigureSchema, z: F })
    .nullable(),
  curve: CurveSchema.nullable(),
  /** The smallest slope change over twenty observations that is a steepening; null with the curve. */
  steeperFrom: F,
  curveDistance: F,
  longCurve: CurveSchema.nullable(),
});
export type Capital = z.infer<typeof CapitalSchema>;

/** One of the three volatilities with its place in a year of its own. */
const PartSchema = z.strictObject({
  name: z.string(),
  /** Whether `level` is a realised volatility, percent a year, and no index. */
  realised: z.boolean(),
  level: FigureSchema,
  z: FigureSchema,
});
export type Part = z.infer<typeof PartSchema>;

const ShockSchema = z.strictObject({
  kind: z.enum(["one-off", "lasting", "open"]),
  /** The composite at its peak, of that day. */
  peak: FigureSchema,
  /** First observation of the stretch. */
  from: IsoDateSchema,
  /** The first observation is the peak. */
  atOnce: z.boolean(),
  /** The stretch is over, or its peak two observations old: before that nothing can be said of what kind it is. */
  settled: z.boolean(),
});

/** Signal 2: volatility is elevated, and stays so. */
const VolatilitySchema = z.strictObject({
  state: StateSchema,
  elevated: AnswerSchema,
  persistent: AnswerSchema,
  composite: F,
  elevatedFrom: F,
  /** elevatedFrom - composite: positive is how far the composite has to rise. */
  distance: F,
  parts: z.array(PartSchema),
  /** Names of those volatilities of the three that are not at hand. */
  missing: z.array(z.strictObject({ name: z.string() })),
  /** Elevated observations of the last `of`; null where fewer are known. */
  elevatedDays: F,
  days: z.int(),
  of: z.int(),
  /** days - elevatedDays: positive is how many more there have to be. */
  daysDistance: F,
  /** The latest stretch of elevated observations, where it lies within the last `of`. */
  shock: ShockSchema.nullable(),
});
export type Volatility = z.infer<typeof VolatilitySchema>;

/** Signal 3: growth contracts, out of disinflation or of stagflation. */
const ContractionSchema = z.strictObject({
  state: StateSchema,
  slows: AnswerSchema,
  contracts: AnswerSchema,
  agrees: AnswerSchema,
  quadrant: z.enum(quadrants).nullable(),
  /** The month up to which the quadrant is told. */
  month: IsoDateSchema.nullable(),
  /** Name of the series that is growth. */
  growthName: z.string(),
  /** Its change over the year in its newest month, and in the one before; null where one cannot be said. */
  growth: F,
  growthBefore: F,
  /** 0 less the larger of the two, pp: negative is how far growth has to fall. */
  growthDistance: F,
  /** Growth indicators that slow in their own newest month, of those whose newest month can be measured; null with none of these. */
  slowing: F,
  of: z.int(),
  /** So many of them are a majority. */
  majority: z.int(),
  /** majority - slowing: positive is how many more there have to be. */
  slowingDistance: F,
});
export type Contraction = z.infer<typeof ContractionSchema>;

export const View = z.strictObject({
  /** Signals that are on. */
  count: FigureSchema,
  evaluated: z.int(),
  /** What the count says of the melt-up: 0 on, 1 watch, 2 weakening, 3 over. */
  meltUp: z.enum(["on", "watch", "weakening", "over"]),
  capital: CapitalSchema,
  volatility: VolatilitySchema,
  contraction: ContractionSchema,
  chart: LineChartSchema.nullable(),
});
export type View = z.infer<typeof View>;
