import { z } from "zod";
import { momentumGaps } from "../../finance/asset-momentum.ts";
import { BarsChartSchema, PanelsChartSchema } from "../../model/chart.ts";
import { FigureSchema } from "../../model/figure.ts";
import { IsoDateSchema } from "../../model/unit.ts";

const F = FigureSchema.nullable();

const MemberSchema = z.strictObject({
  name: z.string(),
  symbol: z.string(),
  series: z.string(),
  /** Close to close, percent; null without a close for both the day and the trading day before. */
  dayReturn: F,
  /** Share of the index at the close before, percent; null unless it is above zero. */
  weight: F,
  /** weight * day return, pp of the index return. */
  contribution: F,
  /** The lowest close since `lowSince`, first day; null where the history does not begin there. */
  low: F,
  /** close / low - 1, percent. */
  sinceLow: F,
  /** Why there is no momentum; "none" where there is. */
  gap: z.enum(momentumGaps),
  newest: IsoDateSchema.nullable(),
  begins: IsoDateSchema.nullable(),
  notPositive: F,
  strength: F,
  position: F,
  rsi: F,
});
export type Member = z.infer<typeof MemberSchema>;

const NamedLevel = z.strictObject({ name: z.string(), level: FigureSchema });
const RebasedSchema = z.strictObject({
  /** The furthest up first, the index last. */
  chart: PanelsChartSchema,
  from: IsoDateSchema,
  /** Of the members. */
  first: NamedLevel,
  last: NamedLevel,
  index: FigureSchema,
  /** Members that stand above the index, of those that have a line. */
  ahead: FigureSchema,
  counted: FigureSchema,
});

export const View = z.strictObject({
  /** By contribution, or by day return where there are no weights; those without either last. */
  members: z.array(MemberSchema).min(1),
  indexName: z.string(),
  /** Close to close, percent. */
  indexReturn: F,
  /** Members with a day return, and these by its sign as printed. */
  counted: F,
  up: F,
  down: F,
  spread: z.enum(["all-up", "all-down", "mixed"]),
  /** First and last by day return; null where fewer than two have one. */
  leader: MemberSchema.nullable(),
  laggard: MemberSchema.nullable(),
  /** Of all members; null unless each has a day return. */
  meanReturn: F,
  /** sum of weight * return / sum of weights; null unless each has both. */
  capReturn: F,
  weight: F,
  /** What all members together gave, pp, and what the rest of the index did; null unless each has a contribution. */
  contribution: F,
  others: F,
  /** How the contribution of all stands to the index's move, as printed; null where one of them is not known. */
  part: z.enum(["up-up", "up-down", "down-up", "down-down", "flat"]).nullable(),
  /** Whether any of them has a contribution. */
  contributed: z.boolean(),
  /** First and last by contribution; null unless each has one. */
  most: MemberSchema.nullable(),
  least: MemberSchema.nullable(),
  lowSince: IsoDateSchema,
  meanSinceLow: F,
  nearestLow: MemberSchema.nullable(),
  farthestLow: MemberSchema.nullable(),
  /** Members with a strength, of these those above zero as printed, and the ends. */
  measured: F,
  rising: F,
  strongest: MemberSchema.nullable(),
  weakest: MemberSchema.nullable(),
  gaps: z.array(MemberSchema),
  /** Observations that the longest lookback needs. */
  needed: z.int(),
  /** Members that lack a weight, and those that lack a close for the day or the trading day before. */
  withoutWeight: z.array(MemberSchema),
  withoutReturn: z.array(MemberSchema),
  chart: BarsChartSchema.nullable(),
  /** All of them and the index from one close on, at 100 there; null where the index does not reach so far back. */
  rebased: RebasedSchema.nullable(),
  /** What a reader must know of the weights, each once. */
  notes: z.array(z.string()),
});
export type View = z.infer<typeof View>;
