import { type Literal, nullable, type Shape } from "../../sections/shape.ts";
import type { Taken } from "../helper-signatures.ts";
import { suggestion } from "../template-fault.ts";
import { called, present, unknown } from "./field.ts";
import type { LiteralExpression } from "./syntax.ts";

export function literalShape({ type, value }: LiteralExpression): Shape {
  return { kind: "enum", values: [type === "NullLiteral" || value === undefined ? null : value] };
}

/** What a bare mustache may print, or why it may not: words and whole numbers, all else has a helper. */
export function unprintable(shape: Shape, written: string): string | null {
  switch (shape.kind) {
    case "nullable":
      return unprintable(shape.of, written);
    case "union":
      return shape.of.map((one) => unprintable(one, written)).find((wrong) => wrong !== null) ?? null;
    case "figure":
      return `The figure ${written} is printed without a helper. Write {{figure ${written}}}, {{change ${written}}} or another.`;
    case "text":
      return shape.date ? `The date ${written} is printed as it is stored. Write {{date ${written}}}.` : null;
    case "boolean":
      return `${written} is a yes or no and prints as "true". Ask for it with {{#if ${written}}}.`;
    case "list":
      return `The list ${written} is printed bare. Write {{#list ${written}}}…{{/list}} or {{#each ${written}}}.`;
    case "chart":
      return `The chart ${written} is printed bare. Write {{#chart ${written}}}its alt text{{/chart}}.`;
    case "object":
      return `${written} is a group of fields. Name one of them: ${Object.keys(shape.fields).join(", ")}.`;
    default:
      return null;
  }
}

const ISO = /^\d{4}-\d{2}-\d{2}$/;

/** Which shapes a helper takes where it says so. */
const fits: Readonly<Record<Taken, (shape: Shape) => boolean>> = {
  anything: () => true,
  figure: ({ kind }) => kind === "figure",
  count: (shape) => shape.kind === "figure" || isOf(shape, "number"),
  number: (shape) => isOf(shape, "number"),
  date: (shape) =>
    shape.kind === "figure" ||
    (shape.kind === "text" && shape.date) ||
    (shape.kind === "enum" && shape.values.every((value) => ISO.test(String(value)))),
  word: (shape) => (shape.kind === "text" && !shape.date) || isOf(shape, "string") || isOf(shape, "number"),
  list: ({ kind }) => kind === "list",
  chart: ({ kind }) => kind === "chart",
};

function isOf(shape: Shape, type: "number" | "string"): boolean {
  if (shape.kind === "enum") return shape.values.every((value) => typeof value === type || value === null);
  return type === "number" && shape.kind === "number";
}

const wanted: Readonly<Record<Taken, string>> = {
  anything: "something",
  figure: "a figure",
  count: "a figure or a number",
  number: "a number",
  date: "a date or a figure",
  word: "a name or a word",
  list: "a list",
  chart: "a chart",
};

/** Why a helper cannot take this, or null. */
export function misfit(helper: string, taken: Taken, given: Shape): string | null {
  const shape = present(given);
  if (shape.kind === "unknown" || isNull(shape)) return null;
  const all = shape.kind === "union" ? shape.of.map(present) : [shape];
  if (all.every((one) => one.kind === "unknown" || fits[taken](one))) return null;
  return `The helper "${helper}" wants ${wanted[taken]} and is given ${called(shape)}.`;
}

const isNull = (shape: Shape) => shape.kind === "enum" && shape.values.every((value) => value === null);

/** Why `(is a b)` can never hold, or null: a word that the field never is, or things of two kinds. */
export function incomparable(left: Shape, right: Shape): string | null {
  const [one, other] = [valuesOf(left), valuesOf(right)];
  if (one === null || other === null) return null;
  if (one === "group" || other === "group") {
    const group = one === "group" ? left : right;
    return `${capital(called(group))} is never equal to anything. Ask for one of its fields, or with (more …), (up …), (flat …).`;
  }
  if (typeof one === "string" && typeof other === "string")
    return one === other ? null : `${capital(called(left))} is never ${called(right)}.`;
  if (typeof one === "string") return kindMismatch(left, one, other as readonly Literal[]);
  if (typeof other === "string") return kindMismatch(right, other, one);
  if (one.some((value) => other.includes(value))) return null;
  const asked = other.length === 1 ? other[0] : one[0];
  const known = other.length === 1 ? one : other;
  return `This is never ${JSON.stringify(asked)}. ${suggestion(String(asked), known.map(String))}`;
}

/** The values that it may have; for text and numbers their type; "group" for what compares with nothing; null where nobody knows. */
function valuesOf(shape: Shape): readonly Literal[] | "string" | "number" | "group" | null {
  switch (shape.kind) {
    case "enum":
      return shape.values;
    case "boolean":
      return [true, false];
    case "text":
      return "string";
    case "number":
      return "number";
    case "nullable": {
      const inner = valuesOf(shape.of);
      return Array.isArray(inner) ? [...inner, null] : inner;
    }
    case "unknown":
    case "union":
      return null;
    default:
      return "group";
  }
}

function kindMismatch(shape: Shape, type: "string" | "number", values: readonly Literal[]): string | null {
  if (values.some((value) => typeof value === type || value === null)) return null;
  return `${capital(called(shape))} is never ${JSON.stringify(values[0])}.`;
}

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

/** What a call by name leads to: the context with what is handed over laid over it. */
export function merged(context: Shape, handed: Readonly<Record<string, Shape>>): Shape {
  const below = present(context);
  if (below.kind === "unknown") return unknown;
  const own = below.kind === "object" || below.kind === "chart" ? below.fields : {};
  const fields =
    context.kind === "nullable"
      ? Object.fromEntries(Object.entries(own).map(([name, shape]) => [name, nullable(shape)]))
      : own;
  return { kind: "object", fields: { ...fields, ...handed } };
}
