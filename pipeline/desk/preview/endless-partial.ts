import { partialName, type Templates } from "../../fill/templates.ts";

const CALL = /\{\{~?#?>\s*"?([\w./-]+)/g;

/** A partial that calls itself, by way of others or at once, with the line on which it begins to; null where none does. */
export function endlessPartial(
  templates: Templates,
): { readonly partial: string; readonly place: string } | null {
  const calls = new Map<string, readonly string[]>();
  for (const [path, text] of Object.entries(templates)) {
    const name = partialName(path);
    if (name !== null)
      calls.set(
        name,
        [...text.matchAll(CALL)].map(([, called = ""]) => called),
      );
  }
  for (const [partial, called] of calls) {
    const next = called.find((one) => one === partial || reaches(one, partial, calls));
    if (next === undefined) continue;
    const path = `partials/${partial}.md.hbs`;
    const line = templates[path]!.split("\n").findIndex((text) =>
      [...text.matchAll(CALL)].some(([, name]) => name === next),
    );
    return { partial, place: `templates/${path}:${line + 1}` };
  }
  return null;
}

function reaches(from: string, to: string, calls: ReadonlyMap<string, readonly string[]>): boolean {
  const [seen, waiting] = [new Set([from]), [from]];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop())
    for (const called of calls.get(name) ?? []) {
      if (called === to) return true;
      if (!seen.has(called)) waiting.push(called);
      seen.add(called);
    }
  return false;
}
