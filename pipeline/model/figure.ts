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

const ShapeSchema = z.strictObject({
  kind: z.literal("figure"),
  id: z.string().regex(/^[a-z0-9-]+(\.[A-Za-z0-9-]+)+$/),
  value: z.number(),
  unit: UnitSchema,
  asOf: IsoDateSchema,
  inputs: z.array(z.custom<Input>(isInput, "neither observation nor window nor figure")).min(1),
  method: z.string().min(1),
});

/**
 * A view holds hundreds of figures that are made of each other: each is looked at once, however many are made of it, and an input by the
 * one schema that its fields name.
 */
export const FigureSchema: z.ZodType<Figure> = z.custom<Figure>(
  (value) => isInput(value) && "kind" in value,
  "no figure",
);

const sound = new WeakSet<object>();

function isInput(value: unknown): value is Input {
  if (typeof value !== "object" || value === null) return false;
  if (sound.has(value)) return true;
  const schema = "kind" in value ? ShapeSchema : "date" in value ? ObservationSchema : WindowSchema;
  const isSound = schema.safeParse(value).success;
  if (isSound) sound.add(value);
  return isSound;
}
