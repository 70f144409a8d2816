import { z } from "zod";
import { momentumGaps } from "../../finance/asset-momentum.ts";
import { FigureSchema } from "../../model/figure.ts";
import { IsoDateSchema } from "../../model/unit.ts";

const F = FigureSchema.nullable();

const RowSchema = z.strictObject({
  /** The edition's short name. */
  name: z.string(),
  series: z.string(),
  /** The series' own name, which says what stands for the asset: "gold, by the fund GLD". */
  title: z.string(),
  /** The ticker of the fund that stands for the asset; null where none does. */
  fund: z.string().nullable(),
  /** Why there is no momentum; "none" where there is. */
  gap: z.enum(momentumGaps),
  newest: IsoDateSchema.nullable(),
  begins: IsoDateSchema.nullable(),
  notPositive: F,
  /** Directional strength, -100 to +100. */
  strength: F,
  /** Ex-ante, percent a year. */
  volatility: F,
  /** Multiples of the capital at the target volatility. */
  position: F,
  /** Compounded return of each lookback, percent. */
  returns: z.array(FigureSchema),
  agrees: z.boolean(),
  rsi: F,
  z: F,
  reverts: z.enum(["yes", "no", "unknown"]),
  /** -100 to +100; null unless the level reverts. */
  pull: F,
  halfLife: F,
});
export type Row = z.infer<typeof RowSchema>;

/** An asset strictly beyond everything that its history of up to five years held before. */
const ExtremeSchema = z.strictObject({
  name: z.string(),
  side: z.enum(["high", "low"]),
  level: FigureSchema,
  /** The high or low that it passed, of the first day on which it was reached. */
  before: FigureSchema,
  /** level / before - 1, percent, without its sign. */
  beyond: FigureSchema,
  dayReturn: FigureSchema,
  /** The first day of the history where that does not reach back five years; else null. */
  begins: IsoDateSchema.nullable(),
});
export type Extreme = z.infer<typeof ExtremeSchema>;

/** All of one kind, in the edition's order: three by name, and how many more there are. */
const ExtremesSchema = z.strictObject({ named: z.array(ExtremeSchema).min(1), others: F }).nullable();
export type Extremes = z.infer<typeof ExtremesSchema>;

export const View = z.strictObject({
  /** Strongest first; those without a strength last, in the edition's order. */
  rows: z.array(RowSchema).min(1),
  /** Those of which the table can say something. */
  listed: z.array(RowSchema),
  lookbacks: z.array(z.int()).min(1),
  zWindow: z.int(),
  halfLifeWindow: z.int(),
  rsiBars: z.int(),
  targetVolatility: z.number(),
  /** Assets with a strength, and these by its sign as printed; all null where there are none. */
  measured: F,
  up: F,
  down: F,
  /** Those whose lookbacks all have one sign. */
  agreeing: F,
  /** At most three each, of one sign. */
  strongest: z.array(RowSchema),
  weakest: z.array(RowSchema),
  /** Of the trends, as printed; null without any. */
  direction: z.enum(["all-up", "all-down", "more-up", "more-down", "even"]).nullable(),
  /** Two standard deviations or more from the mean of `zWindow` observations, in the direction of the trend and against it. */
  stretched: z.strictObject({ withTrend: z.array(RowSchema), againstTrend: z.array(RowSchema) }),
  reverting: z.array(RowSchema),
  /** Those that revert, with a momentum that points the other way than the pull. */
  disputed: z.array(RowSchema),
  /** Assets of which it could be tested whether they revert. */
  tested: F,
  /** Five-year highs and lows of the day, and extremes of histories that do not reach back so far. */
  highs: ExtremesSchema,
  lows: ExtremesSchema,
  recentHighs: ExtremesSchema,
  recentLows: ExtremesSchema,
  /** Rows without momentum. */
  gaps: z.array(RowSchema),
  /** Observations that the longest lookback needs. */
  needed: z.int(),
  /** Series' names that say more than the rows' labels do. */
  instruments: z.array(z.strictObject({ name: z.string() })),
  /** Names of those that trade on every calendar day. */
  everyDay: z.array(z.string()),
});
export type View = z.infer<typeof View>;
