import { z } from "zod";
import { BarsChartSchema } from "../../model/chart.ts";
import { FigureSchema } from "../../model/figure.ts";

const F = FigureSchema.nullable();

/** Moves for +10 bp of one yield, percent. */
const ResponseSchema = z.strictObject({
  alone: FigureSchema,
  withMarket: FigureSchema,
  /** Of `withMarket`, by Newey-West errors. */
  t: FigureSchema,
  /** Percent per percent of the market; and the market's own move for +10 bp over the same days. */
  market: FigureSchema,
  marketMove: FigureSchema,
  significant: z.boolean(),
});
export type Response = z.infer<typeof ResponseSchema>;

const RowSchema = z.strictObject({
  slug: z.string(),
  name: z.string(),
  kind: z.enum(["asset", "sector"]),
  nominal: ResponseSchema,
  real: ResponseSchema,
});
export type Row = z.infer<typeof RowSchema>;

const AbsentSchema = z.strictObject({
  reason: z.enum(["series", "old", "few", "unsaid"]),
  names: z.array(z.string()).min(1),
  /** Joined changes at hand, where they are too few. */
  observations: F,
});
export type Absent = z.infer<typeof AbsentSchema>;

export const View = z.strictObject({
  nominalName: z.string(),
  realName: z.string(),
  marketName: z.string(),
  /** Joined changes of every regression, and lags of the errors. */
  window: z.int(),
  lags: z.int(),
  /** Of the real yield with the market, the largest move up first. */
  rows: z.array(RowSchema),
  /** The furthest of those told from none, of the real yield with the market; null where none is. */
  most: RowSchema.nullable(),
  counts: z
    .strictObject({
      said: FigureSchema,
      significant: FigureSchema,
      /** Of the significant ones. */
      gaining: FigureSchema,
      losing: FigureSchema,
    })
    .nullable(),
  absent: z.array(AbsentSchema),
  /** The names of the assets' series, and whether sectors are among the rows. */
  instruments: z.array(z.strictObject({ name: z.string() })),
  withSectors: z.boolean(),
  chart: BarsChartSchema.nullable(),
});
export type View = z.infer<typeof View>;
