import { z } from "zod";
import { type Observation, ObservationSchema, type Window, WindowSchema } from "./series.ts";
import { type IsoDate, IsoDateSchema, type Unit, UnitSchema } from "./unit.ts";

/**
 * A number that may be printed, with what it came from. `value` is unrounded; `method` names the formula in words.
 * There is no figure without a value: where nothing is known the view holds null.
 */
export interface Figure {
  readonly kind: "figure";
  /** `<section>.<name>`, unique in an issue: "ig-spread.level". */
  readonly id: string;
  readonly value: number;
  readonly unit: Unit;
  readonly asOf: IsoDate;
  readonly inputs: readonly Input[];
  readonly method: string;
}
export type Input = Observation | Window | Figure;

export const FigureSchema: z.ZodType<Figure> = z.strictObject({
  kind: z.literal("figure"),
  id: z.string().regex(/^[a-z0-9-]+(\.[A-Za-z0-9-]+)+$/),
  value: z.number(),
  unit: UnitSchema,
  asOf: IsoDateSchema,
  get inputs(): z.ZodType<readonly Input[]> {
    return z.array(z.union([ObservationSchema, WindowSchema, FigureSchema])).min(1);
  },
  method: z.string().min(1),
});
