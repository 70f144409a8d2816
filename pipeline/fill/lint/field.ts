import { nullable, type Shape } from "../../sections/shape.ts";
import { suggestion } from "../template-fault.ts";

export const unknown: Shape = { kind: "unknown" };

/** What is found under a name, or why nothing can be; `found` is then unknown, so that one mistake is told once. */
export interface Found {
  readonly found: Shape;
  readonly wrong: string | null;
}

/** One step of a path: `name` of `view.rows.[0].name`. Handlebars passes over null, so what may be null may be asked. */
export function fieldOf(shape: Shape, name: string): Found {
  switch (shape.kind) {
    case "unknown":
      return { found: unknown, wrong: null };
    case "nullable": {
      const { found, wrong } = fieldOf(shape.of, name);
      return wrong === null ? { found: nullable(found), wrong } : { found, wrong };
    }
    case "object":
    case "chart":
      return Object.hasOwn(shape.fields, name)
        ? { found: shape.fields[name]!, wrong: null }
        : none(`There is no field "${name}". ${suggestion(name, Object.keys(shape.fields))}`);
    case "list":
      return ofList(shape.of, name);
    case "union":
      return ofUnion(shape.of, name);
    case "figure":
      return none(`"${name}" is asked of a figure. Print it with {{figure …}}.`);
    default:
      return none(`"${name}" is asked of ${article[shape.kind]}, which has no fields.`);
  }
}

const none = (wrong: string): Found => ({ found: unknown, wrong });

function ofList(item: Shape, name: string): Found {
  if (name === "length") return { found: { kind: "number" }, wrong: null };
  if (/^\d+$/.test(name)) return { found: item, wrong: null };
  return none(
    `"${name}" is asked of a list. It has "length" and its items, the first as [0]: {{#each …}} walks them.`,
  );
}

function ofUnion(members: readonly Shape[], name: string): Found {
  const answers = members.map((member) => fieldOf(member, name));
  const found = answers.flatMap((answer) => (answer.wrong === null ? [answer.found] : []));
  return found.length > 0 ? { found: { kind: "union", of: found }, wrong: null } : answers[0]!;
}

/** What a value is called in a fault. */
const article: Readonly<Record<Shape["kind"], string>> = {
  figure: "a figure",
  chart: "a chart",
  text: "text",
  number: "a number",
  boolean: "a yes or no",
  enum: "a word",
  list: "a list",
  object: "a group of fields",
  nullable: "nothing",
  union: "one of several things",
  unknown: "something",
};

export function called(shape: Shape): string {
  if (shape.kind === "nullable") return called(shape.of);
  if (shape.kind === "enum" && shape.values.every((value) => value === null)) return "nothing";
  return shape.kind === "text" && shape.date ? "a date" : article[shape.kind];
}

/** What stays when it is not null. */
export function present(shape: Shape): Shape {
  return shape.kind === "nullable" ? shape.of : shape;
}

/** What one turn of {{#each}} or {{#list}} sees; null where there is nothing to walk. */
export function itemOf(shape: Shape): Shape | null {
  switch (shape.kind) {
    case "unknown":
      return unknown;
    case "nullable":
      return itemOf(shape.of);
    case "list":
      return shape.of;
    case "object":
      return oneOf(Object.values(shape.fields));
    case "union": {
      const items = shape.of.flatMap((member) => itemOf(member) ?? []);
      return items.length === shape.of.length ? oneOf(items) : null;
    }
    default:
      return null;
  }
}

function oneOf(shapes: readonly Shape[]): Shape {
  const [first, ...others] = new Set(shapes);
  if (first === undefined) return unknown;
  return others.length === 0 ? first : { kind: "union", of: [first, ...others] };
}
