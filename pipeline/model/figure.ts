import { z } from "zod";
import { type Observation, OriginSchema, type Window } from "./series.ts";
import { type IsoDate, type Unit, UnitSchema } from "./unit.ts";

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

/**
 * A view holds hundreds of figures that are made of each other and of the same few windows. A schema in general takes a fifth of the time
 * in which all sections are computed; so what there is to know of a figure is asked by hand, and of each object once.
 */
export const FigureSchema: z.ZodType<Figure> = z.custom<Figure>(
  (value) => isInput(value) && "kind" in value,
  "no figure",
);

const sound = new WeakSet<object>();

function isInput(value: unknown): value is Input {
  if (typeof value !== "object" || value === null) return false;
  if (sound.has(value)) return true;
  const isSound =
    "kind" in value ? isFigure(value) : "date" in value ? isObservation(value) : isWindow(value);
  if (isSound) sound.add(value);
  return isSound;
}

type Fields<T> = { readonly [Field in keyof T]?: unknown };

function isFigure(value: Fields<Figure>): boolean {
  const { kind, id, value: number, unit, asOf, inputs, method } = value;
  return (
    kind === "figure" &&
    typeof id === "string" &&
    FIGURE_ID.test(id) &&
    Number.isFinite(number) &&
    isUnit(unit) &&
    isDay(asOf) &&
    Array.isArray(inputs) &&
    inputs.length > 0 &&
    inputs.every(isInput) &&
    typeof method === "string" &&
    method !== "" &&
    Object.keys(value).length === 7
  );
}

const FIGURE_ID = /^[a-z0-9-]+(\.[A-Za-z0-9-]+)+$/;

function isObservation({ series, date, value, unit, origin }: Fields<Observation>): boolean {
  return (
    typeof series === "string" && isDay(date) && Number.isFinite(value) && isUnit(unit) && isOrigin(origin)
  );
}

function isWindow({ series, unit, from, to, count, coverage, origins, readings }: Fields<Window>): boolean {
  return (
    typeof series === "string" &&
    isUnit(unit) &&
    isDay(from) &&
    isDay(to) &&
    Number.isInteger(count) &&
    (coverage === null || Number.isFinite(coverage)) &&
    Array.isArray(origins) &&
    origins.length > 0 &&
    origins.every(isOrigin) &&
    (readings === undefined || Number.isInteger(readings))
  );
}

function isOrigin(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (sound.has(value)) return true;
  const isSound = OriginSchema.safeParse(value).success;
  if (isSound) sound.add(value);
  return isSound;
}

const UNITS: ReadonlySet<unknown> = new Set(UnitSchema.options);
const isUnit = (value: unknown) => UNITS.has(value);
const isDay = (value: unknown) => typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value);
