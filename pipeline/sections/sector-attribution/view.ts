import { z } from "zod";
import { BarsChartSchema } from "../../model/chart.ts";
import { FigureSchema } from "../../model/figure.ts";
import { IsoDateSchema } from "../../model/unit.ts";

export const RowSchema = z.strictObject({
  name: z.string(),
  short: z.string(),
  /** Percent of the index at the close before. */
  weight: FigureSchema,
  /** Percentage points of index return. */
  contribution: FigureSchema,
  /** Percent: what the sector itself earned. */
  ownReturn: FigureSchema,
});
export type Row = z.infer<typeof RowSchema>;

const EndSchema = z.strictObject({ name: z.string(), contribution: FigureSchema });

/** The week, the month or the year so far, from the close of `base`; all in percentage points but the index's own return. */
const SpanSchema = z.strictObject({
  kind: z.enum(["week", "month", "year"]),
  base: IsoDateSchema,
  days: z.int(),
  indexReturn: FigureSchema,
  /** Linked contributions together: the compounded return of the days' sums. */
  sum: FigureSchema,
  residual: FigureSchema,
  /** More than one where they print the same. */
  strongest: z.array(EndSchema),
  weakest: z.array(EndSchema),
});
export type Span = z.infer<typeof SpanSchema>;

const ToDateSchema = z.strictObject({
  /** The shortest first; only those of which every day has all eleven sectors. */
  spans: z.array(SpanSchema),
  /** Figures in the order of the spans; the largest of the longest span first. */
  rows: z.array(z.strictObject({ name: z.string(), contributions: z.array(FigureSchema) })),
  /** True where a residual reaches the size from which it is told. */
  residualTold: z.boolean(),
  /** Spans that cannot be told, and of how many of their days something is lacking. */
  missing: z.array(
    z.strictObject({
      kind: z.enum(["week", "month", "year"]),
      base: IsoDateSchema,
      days: z.int(),
      lacking: z.array(z.strictObject({ date: IsoDateSchema })),
      /** The index has closes of today and of the base. */
      hasIndex: z.boolean(),
    }),
  ),
});
export type ToDate = z.infer<typeof ToDateSchema>;

/** The equal-weight fund beside the index. */
const EqualWeightSchema = z.strictObject({
  name: z.string(),
  ownReturn: FigureSchema,
  /** Fund less index, percentage points. */
  lead: FigureSchema,
});

export const View = z.strictObject({
  /** Largest contribution first. */
  rows: z.array(RowSchema),
  indexName: z.string(),
  indexReturn: FigureSchema,
  sum: FigureSchema,
  residual: FigureSchema,
  /** True where the residual reaches the size from which it is told as one that is not spread. */
  residualTold: z.boolean(),
  /** False where the printed contributions, added by a reader, give another sum than the printed one. */
  addsUp: z.boolean(),
  /** The index as a reader sees it: by its printed return, which is 0.00 on a flat day. */
  day: z.enum(["up", "down", "flat"]),
  /** The index moved by less than 0.10% as printed. */
  still: z.boolean(),
  /** "all-up", "all-down", or "all-flat" where not one sector moved; else mixed. */
  spread: z.enum(["all-up", "all-down", "all-flat", "mixed"]),
  up: FigureSchema,
  down: FigureSchema,
  flat: FigureSchema,
  /** Share of the index's weight in sectors that rose, and that fell, percent. */
  upWeight: FigureSchema,
  downWeight: FigureSchema,
  meanReturn: FigureSchema,
  /** Null where the fund has no close of both days. */
  equalWeight: EqualWeightSchema.nullable(),
  /** The index and a majority of its sectors disagree; "still" where it hardly moved beside a clear majority. */
  against: z.enum([
    "more-up-index-down",
    "more-down-index-up",
    "more-up-index-still",
    "more-down-index-still",
    "none",
  ]),
  /** The majority by count is not the majority by weight. */
  weighed: z.enum(["more-up-less-weight", "more-down-less-weight", "agree"]),
  /** By contribution; more than one where they print the same. */
  strongest: z.array(RowSchema),
  weakest: z.array(RowSchema),
  /** By own return; more than one where they print the same. */
  bestReturn: z.array(RowSchema),
  worstReturn: z.array(RowSchema),
  /** The sector with the best return of its own is the one that gave most; the worst, the one that took most. */
  bestGaveMost: z.boolean(),
  worstTookMost: z.boolean(),
  /** Sectors whose own return is on the other side of zero than the index, largest contribution first. */
  opposing: z.array(RowSchema),
  contributions: BarsChartSchema,
  returns: BarsChartSchema,
  toDate: ToDateSchema,
  /** The rows with their contributions over the spans of `toDate`, in its order; none where there is no span. */
  table: z.array(RowSchema.extend({ toDate: z.array(FigureSchema) })),
  /** What a reader must know of the weights and returns, each once. */
  notes: z.array(z.string()),
});
export type View = z.infer<typeof View>;
