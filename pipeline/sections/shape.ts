import { z } from "zod";
import { ChartSchema, LineChartSchema } from "../model/chart.ts";
import { FigureSchema } from "../model/figure.ts";
import { IsoDateSchema } from "../model/unit.ts";

/** What a schema lets a template ask for, without its library: `text` with `date` holds an ISO date. */
export type Shape =
  | { readonly kind: "figure" }
  | { readonly kind: "chart"; readonly fields: Fields }
  | { readonly kind: "text"; readonly date: boolean }
  | { readonly kind: "number" }
  | { readonly kind: "boolean" }
  | { readonly kind: "enum"; readonly values: readonly Literal[] }
  | { readonly kind: "list"; readonly of: Shape }
  | { readonly kind: "object"; readonly fields: Fields }
  | { readonly kind: "nullable"; readonly of: Shape }
  | { readonly kind: "union"; readonly of: readonly Shape[] }
  | { readonly kind: "unknown" };
export type Fields = Readonly<Record<string, Shape>>;
export type Literal = string | number | boolean | null;

const known = new WeakMap<z.core.$ZodType, Shape>();

/** The shape of a schema: the same one for the same schema, so that two fields of one schema can be told to be alike. */
export function shapeOf(schema: z.core.$ZodType): Shape {
  const found = known.get(schema);
  if (found) return found;
  const shape = ownShape(schema) ?? wrappedShape(schema) ?? plainShape(schema);
  known.set(schema, shape);
  return shape;
}

const CHART_KINDS: ReadonlySet<unknown> = new Set(ChartSchema.options.map(({ shape }) => shape.kind));

/** Schemas of this house that mean more than their fields do. */
function ownShape(schema: z.core.$ZodType): Shape | null {
  if (schema === FigureSchema) return { kind: "figure" };
  if (schema === IsoDateSchema) return { kind: "text", date: true };
  if (schema === LineChartSchema.shape.dates) return { kind: "list", of: { kind: "text", date: true } };
  if (schema === LineChartSchema.shape.values) return { kind: "list", of: nullable({ kind: "number" }) };
  if (!(schema instanceof z.ZodObject)) return null;
  const fields = Object.fromEntries(Object.entries(schema.shape).map(([name, one]) => [name, shapeOf(one)]));
  // A chart with narrower names of its own is made with `extend`, which keeps `kind`.
  return { kind: CHART_KINDS.has(schema.shape.kind) ? "chart" : "object", fields };
}

function wrappedShape(schema: z.core.$ZodType): Shape | null {
  if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional)
    return nullable(shapeOf(schema.unwrap()));
  if (schema instanceof z.ZodReadonly || schema instanceof z.ZodDefault) return shapeOf(schema.unwrap());
  if (schema instanceof z.ZodArray) return { kind: "list", of: shapeOf(schema.element) };
  if (schema instanceof z.ZodUnion) return { kind: "union", of: schema.options.map(shapeOf) };
  return null;
}

function plainShape(schema: z.core.$ZodType): Shape {
  if (schema instanceof z.ZodEnum) return { kind: "enum", values: schema.options };
  if (schema instanceof z.ZodLiteral) return { kind: "enum", values: [...schema.values] as Literal[] };
  if (schema instanceof z.ZodString) return { kind: "text", date: false };
  if (schema instanceof z.ZodNumber) return { kind: "number" };
  if (schema instanceof z.ZodBoolean) return { kind: "boolean" };
  if (schema instanceof z.ZodNever) return { kind: "enum", values: [] };
  return { kind: "unknown" };
}

/** The shape, or nothing. */
export function nullable(shape: Shape): Shape {
  return shape.kind === "nullable" ? shape : { kind: "nullable", of: shape };
}
