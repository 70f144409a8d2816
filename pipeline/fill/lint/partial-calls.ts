import type { Block, PartialCall, Program } from "./syntax.ts";

/** Which partials a template calls, and where: by their names alone, whatever is shown. */
export function partialsCalled(program: Program | undefined): readonly PartialCall[] {
  return (program?.body ?? []).flatMap((statement) => {
    if (statement.type === "PartialStatement") return [statement];
    if (statement.type !== "BlockStatement") return [];
    const { program: inner, inverse } = statement as Block;
    return [...partialsCalled(inner), ...partialsCalled(inverse)];
  });
}

export function nameOf({ name }: PartialCall): string | null {
  return name.type === "PathExpression" ? name.original : null;
}

/** A call that leads back to where it stands. */
export interface Loop {
  readonly from: string;
  readonly call: PartialCall;
  readonly path: readonly string[];
}

/**
 * Every call that closes a circle of partials. Handlebars would follow it until its stack is full, or for as long as the figures say:
 * a phrase has no use for that.
 *
 * @param programs of the partials, by name
 */
export function loopsOf(programs: ReadonlyMap<string, Program>): readonly Loop[] {
  const calls = new Map([...programs].map(([name, program]) => [name, partialsCalled(program)]));
  const done = new Set<string>();
  const loops: Loop[] = [];
  const follow = (name: string, path: readonly string[]) => {
    if (done.has(name)) return;
    for (const call of calls.get(name) ?? []) {
      const next = nameOf(call) ?? "";
      const at = [...path, name].indexOf(next);
      if (at >= 0) loops.push({ from: name, call, path: [...path, name, next].slice(at) });
      else follow(next, [...path, name]);
    }
    done.add(name);
  };
  for (const name of [...programs.keys()].sort()) follow(name, []);
  return loops;
}
