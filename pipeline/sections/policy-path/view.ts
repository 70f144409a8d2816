import { z } from "zod";
import { BarsChartSchema, StepsChartSchema } from "../../model/chart.ts";
import { FigureSchema } from "../../model/figure.ts";
import { IsoDateSchema } from "../../model/unit.ts";

const F = FigureSchema.nullable();

export const RowSchema = z.strictObject({
  decision: IsoDateSchema,
  effective: IsoDateSchema,
  rate: FigureSchema,
  step: FigureSchema,
  cumulative: FigureSchema,
  /** Chance of a move in the path's direction at this meeting, 0 to 100. */
  chance: FigureSchema,
  /** Chance that the range is by then lower (easing) or higher (tightening) than today's. */
  by: FigureSchema,
  misfit: F,
  uncertainty: F,
});
export type Row = z.infer<typeof RowSchema>;

export const View = z.strictObject({
  instrument: z.enum(["futures", "ois"]),
  direction: z.enum(["easing", "tightening", "flat"]),
  effr: FigureSchema,
  rangeLower: F,
  rangeUpper: F,
  rows: z.array(RowSchema).min(1),
  last: RowSchema,
  total: FigureSchema,
  /** Quarter points priced in the path's direction. */
  moves: FigureSchema,
  /** The extreme of the path; at its end it is no trough, only the last rate that is listed. */
  terminal: z.strictObject({ row: RowSchema, kind: z.enum(["trough", "peak"]), endOfHorizon: z.boolean() }),
  biggest: RowSchema,
  /** The first meeting at which a move in the path's direction is more likely than not. */
  likely: RowSchema.nullable(),
  /** Against the path priced the trading day before, at the same last meeting. */
  change: F,
  /** Meetings whose own contract disagrees with its neighbours by more than 2 bp. */
  misfits: z.array(RowSchema),
  stepSum: FigureSchema,
  path: StepsChartSchema,
  cumulative: BarsChartSchema,
  note: z.string().nullable(),
});
export type View = z.infer<typeof View>;
