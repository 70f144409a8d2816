import type { Figure } from "../model/figure.ts";
import { suggestion, TemplateMistake } from "./template-fault.ts";

const originals = new WeakMap<object, object>();
/** By what they close, so that a view is the same one however it was reached. */
const closed = new WeakMap<object, object>();

/**
 * A view that answers only for the fields it has. Handlebars' strict mode lets a missing field pass into helpers, `#each`, `#if`
 * and partials, where it prints as nothing or NaN; here the question itself is the fault. A figure has no fields for a template:
 * helpers print it, so that no number reaches a page without its mark.
 */
export function closedView<T>(value: T): T {
  if (typeof value !== "object" || value === null || originals.has(value)) return value;
  const known = closed.get(value);
  if (known) return known as T;
  const made = new Proxy<object>(value, { get: answer });
  originals.set(made, value);
  closed.set(value, made);
  return made as T;
}

function answer(target: object, name: string | symbol): unknown {
  if (typeof name === "symbol") return symbolOf(target, name);
  if (Array.isArray(target) && name === "length") return target.length;
  if (isFigure(target)) {
    const message = `"${name}" is asked of a figure. Print it with {{figure …}}.`;
    throw new TemplateMistake(message, { field: name });
  }
  if (!Object.hasOwn(target, name)) {
    const message = `There is no field "${name}". ${suggestion(name, Object.keys(target))}`;
    throw new TemplateMistake(message, { field: name });
  }
  return closedView((target as Record<string, unknown>)[name]);
}

/** What a helper works on: the value behind a closed view. */
export function opened(value: unknown): unknown {
  return typeof value === "object" && value !== null ? (originals.get(value) ?? value) : value;
}

export function isFigure(value: unknown): value is Figure {
  return typeof value === "object" && value !== null && (value as Partial<Figure>).kind === "figure";
}

/** Arrays may be walked; turning an object into text is a mustache without a helper. */
function symbolOf(target: object, name: symbol): unknown {
  if (name === Symbol.toPrimitive) {
    const id = isFigure(target) ? `The figure ${target.id}` : "A group of fields";
    throw new TemplateMistake(
      `${id} is printed without a helper. Write {{figure …}}, {{change …}} or name one of its fields.`,
    );
  }
  return Reflect.get(target, name, target);
}
