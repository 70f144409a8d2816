import type { Shape } from "../../sections/shape.ts";
import { suggestion } from "../template-fault.ts";
import { type Found, fieldOf, unknown } from "./field.ts";
import type { PathExpression } from "./syntax.ts";

/** What `@index` and its like mean inside {{#each}}. */
export type Turn = Readonly<Record<"index" | "key" | "first" | "last", Shape>>;

/** What a place in a template sees. */
export interface Scope {
  readonly template: string;
  /** A layout knows the blocks of Handlebars and no helper of this house: its slots are finished. */
  readonly layout: boolean;
  /** The context, and behind it those that `../` reaches. */
  readonly contexts: readonly Shape[];
  /** The innermost {{#each}} first. */
  readonly turns: readonly Turn[];
  /** Names given by `as |name|`. */
  readonly names: Readonly<Record<string, Shape>>;
  /** What `@root` is: the context of the template that calls, however deep. */
  readonly root: Shape;
  /** Inside {{#vary}}, where {{or}} stands. */
  readonly varied: boolean;
  /** Where the partial is called that this is in; null in a template that nobody calls. */
  readonly caller: string | null;
}

/** The same place one context further in. */
export function inside(scope: Scope, context: Shape, names: Readonly<Record<string, Shape>> = {}): Scope {
  return { ...scope, contexts: [context, ...scope.contexts], names: { ...scope.names, ...names } };
}

export const turnOver = (shape: Shape): Turn => ({
  index: { kind: "number" },
  key: shape.kind === "object" ? { kind: "enum", values: Object.keys(shape.fields) } : { kind: "number" },
  first: { kind: "boolean" },
  last: { kind: "boolean" },
});

/** What a path leads to from here, or why it leads nowhere. */
export function resolve(path: PathExpression, scope: Scope): Found {
  const { parts, depth, data } = path;
  if (data) return ofData(path, scope);
  const [first = ""] = parts;
  const scoped = /^\.|^this\b/.test(path.original);
  if (depth === 0 && !scoped && Object.hasOwn(scope.names, first))
    return follow(scope.names[first]!, parts.slice(1));
  const context = scope.contexts[depth];
  if (context !== undefined) return follow(context, parts);
  const wrong =
    scope.caller === null
      ? `"${path.original}" goes above what the template sees.`
      : `"${path.original}" goes above what a partial sees. Hand it over by name where the partial is called.`;
  return { found: unknown, wrong };
}

function follow(from: Shape, parts: readonly string[]): Found {
  let found = from;
  for (const part of parts) {
    const step = fieldOf(found, part);
    if (step.wrong !== null) return step;
    found = step.found;
  }
  return { found, wrong: null };
}

/** `@root.date`, `@first`, `@../index`. */
function ofData({ parts, depth, original }: PathExpression, { turns, root }: Scope): Found {
  const [name = "", ...rest] = parts;
  if (name === "root") return follow(root, rest);
  const turn = turns[depth];
  const known = ["index", "key", "first", "last"] as const;
  const asked = known.find((one) => one === name);
  if (asked && turn && rest.length === 0) return { found: turn[asked], wrong: null };
  const wrong = asked
    ? `"${original}" is known inside {{#each}} only.`
    : `There is no "@${name}". ${suggestion(name, ["root", ...known])}`;
  return { found: unknown, wrong };
}
