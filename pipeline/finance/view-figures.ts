import type { Figure } from "../model/figure.ts";

/** The figures of a view, each once, in the order in which they stand in it; not those that they were made of. */
export function figuresIn(view: unknown): readonly Figure[] {
  const found = new Map<string, Figure>();
  walk(view, found);
  return [...found.values()];
}

function walk(value: unknown, found: Map<string, Figure>): void {
  if (typeof value !== "object" || value === null) return;
  if (isFigure(value)) found.set(value.id, found.get(value.id) ?? value);
  else for (const part of Object.values(value)) walk(part, found);
}

/** Views have passed their schemas: nothing else says that it is a figure. */
function isFigure(value: object): value is Figure {
  return "kind" in value && value.kind === "figure";
}
