import { z } from "zod";
import { LineChartSchema } from "../../model/chart.ts";
import { FigureSchema } from "../../model/figure.ts";
import { IsoDateSchema } from "../../model/unit.ts";

const F = FigureSchema.nullable();
const SideSchema = z.enum(["positive", "negative"]);

/** What a correlation says: told from none or not, and with the textbook's sign or the other. */
const VerdictSchema = z.enum(["expected", "opposite", "insignificant"]).nullable();

const ReversalSchema = z.strictObject({
  to: SideSchema,
  /** The first day on the new side. */
  crossed: IsoDateSchema,
  /** The day that confirmed it: it is dated by this one. */
  confirmed: IsoDateSchema,
});
export type Reversal = z.infer<typeof ReversalSchema>;

const PairSchema = z.strictObject({
  slug: z.string(),
  name: z.string(),
  series: z.string(),
  /** The name of the yield that it is held against, and whether that is the pair's own and not the section's. */
  yieldName: z.string(),
  ownYield: z.boolean(),
  expected: SideSchema,
  /** Correlations of daily changes over the last 60 and 250 joined observations. */
  short: F,
  long: F,
  shortVerdict: VerdictSchema,
  longVerdict: VerdictSchema,
  /** Spearman's over the same 60. */
  ranks: F,
  /** Pearson's over the 250 before those 60, and how far the two are apart in standard errors. */
  before: F,
  apart: F,
  /** The side of zero of the 250-observation correlation, and since when; null where it has been there from the
   * history's first day on, which is then `from`. */
  side: SideSchema.nullable(),
  since: IsoDateSchema.nullable(),
  from: IsoDateSchema.nullable(),
  /** Reversals that still hold and were confirmed within the last 20 observations. */
  shortReversal: ReversalSchema.nullable(),
  longReversal: ReversalSchema.nullable(),
  /** Joined changes at hand. */
  observations: F,
  /** Why nothing is said of 60 observations; "still": one of the two did not move over them. */
  missing: z.enum(["series", "yield", "old", "few", "still"]).nullable(),
});
export type Pair = z.infer<typeof PairSchema>;

const AsymmetrySchema = z.strictObject({
  name: z.string(),
  yieldName: z.string(),
  /** To which moves of the yield there is a significant answer, by the betas of the two. */
  kind: z.enum(["both", "rises", "falls", "neither"]),
  /** Percent for 10 bp more and for 10 bp less of yield with their t-statistics. */
  up: FigureSchema,
  upT: FigureSchema,
  down: FigureSchema,
  downT: FigureSchema,
  observations: FigureSchema,
});
export type AsymmetryView = z.infer<typeof AsymmetrySchema>;

const QuarterSchema = z.strictObject({ year: z.int(), quarter: z.int().min(1).max(4) });
export type Quarter = z.infer<typeof QuarterSchema>;

/** The change of the debt ratio over one fiscal year, by its headline deficit. */
const FiscalYearSchema = z.strictObject({
  year: z.int(),
  before: FigureSchema,
  after: FigureSchema,
  /** pp of GDP; the four parts sum to it. */
  change: FigureSchema,
  growth: FigureSchema,
  inflation: FigureSchema,
  deficit: FigureSchema,
  /** Other financing and valuation: what the debt did beside the deficit. */
  remainder: FigureSchema,
  /** Percent, over the four quarters. */
  realGrowth: FigureSchema,
  deflator: FigureSchema,
});
export type FiscalYear = z.infer<typeof FiscalYearSchema>;

const PathSchema = z.strictObject({
  name: z.string(),
  slug: z.string(),
  asOf: IsoDateSchema,
  firstYear: z.int(),
  lastYear: z.int(),
  end: FigureSchema,
  change: FigureSchema,
  /** pp of GDP; they sum to the change. */
  interest: FigureSchema,
  growth: FigureSchema,
  inflation: FigureSchema,
  primary: FigureSchema,
  /** The primary deficit that would hold the ratio in the first year, percent of GDP. */
  stabilising: FigureSchema,
  lowers: z.enum(["interest", "growth", "inflation", "primary"]).nullable(),
});
export type PathView = z.infer<typeof PathSchema>;

const DebtSchema = z.strictObject({
  /** Percent of GDP; null where none is at hand. */
  ratio: F,
  quarter: QuarterSchema.nullable(),
  fiscal: FiscalYearSchema.nullable(),
  /** Only paths whose assumptions were made by the day. */
  paths: z.array(PathSchema),
  /** What all of them share; null where they do not. */
  assumed: z.strictObject({ asOf: IsoDateSchema, firstYear: z.int() }).nullable(),
  /** Assumptions on file that are dated after the day. */
  later: z.boolean(),
});
export type DebtView = z.infer<typeof DebtSchema>;

export const View = z.strictObject({
  /** The first is the one that the section is about. */
  pairs: z.array(PairSchema).min(1),
  /** Sizes below which a correlation of 60 and of 250 is not told from none. */
  bounds: z.strictObject({ short: FigureSchema.nullable(), long: FigureSchema.nullable() }),
  /** How many pairs have the textbook's sign over 60 observations, how many the other, how many are insignificant. */
  counts: z
    .strictObject({
      said: FigureSchema,
      expected: FigureSchema,
      opposite: FigureSchema,
      insignificant: FigureSchema,
    })
    .nullable(),
  gold: AsymmetrySchema.nullable(),
  /** Whether a pair has a reversal to tell. */
  turned: z.boolean(),
  chart: LineChartSchema.nullable(),
  /** The names of the series behind the pairs, each once. */
  instruments: z.array(z.strictObject({ name: z.string() })),
  debt: DebtSchema,
});
export type View = z.infer<typeof View>;
