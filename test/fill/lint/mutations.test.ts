import Handlebars from "handlebars";
import { describe, expect, it } from "vitest";
import { helperSignatures } from "../../../pipeline/fill/helper-signatures.ts";
import { contextsOf, layoutSlots } from "../../../pipeline/fill/lint/contexts.ts";
import { lintTemplates } from "../../../pipeline/fill/lint/lint.ts";
import { partialName } from "../../../pipeline/fill/templates.ts";
import { allSections } from "../../../pipeline/sections/all.ts";
import type { Shape } from "../../../pipeline/sections/shape.ts";
import { shippedTemplates } from "../../support/shipped-templates.ts";

const WANTED = 100;

interface Path {
  readonly template: string;
  readonly written: string;
  readonly line: number;
  readonly column: number;
}

/** Every path of a template: fields, helpers, partials, `this` and `@index`. */
function pathsOf(template: string): readonly Path[] {
  const found: Path[] = [];
  const lines = shippedTemplates[template]!.split("\n");
  const walk = (node: unknown): void => {
    if (typeof node !== "object" || node === null) return;
    const { type, loc } = node as hbs.AST.PathExpression;
    if (type === "PathExpression" && loc.start.line === loc.end.line) {
      const { line, column } = loc.start;
      // As it is written: the parser takes the brackets off `rows.[0]`.
      const written = lines[line - 1]!.slice(column, loc.end.column);
      if (/[a-z]/i.test(written)) found.push({ template, written, line, column });
    }
    for (const [name, child] of Object.entries(node)) if (name !== "loc") walk(child);
  };
  walk(Handlebars.parse(shippedTemplates[template]!));
  return found;
}

/** Numbers from 0 to 1, the same in every run (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The path with another letter in one place. */
function mutated({ written }: Path, random: () => number): string {
  const letters = [...written].flatMap((letter, at) => (/[a-z]/i.test(letter) ? [at] : []));
  const at = letters[Math.floor(random() * letters.length)]!;
  const others = [..."abcdefghijklmnopqrstuvwxyz"].filter((letter) => letter !== written[at]);
  return written.slice(0, at) + others[Math.floor(random() * 25)] + written.slice(at + 1);
}

function withPath({ template, written, line, column }: Path, instead: string): string {
  const lines = shippedTemplates[template]!.split("\n");
  const text = lines[line - 1]!;
  lines[line - 1] = text.slice(0, column) + instead + text.slice(column + written.length);
  return lines.join("\n");
}

/** Every name that means something somewhere: a letter changed into one of these may be right. */
function allNames(): ReadonlySet<string> {
  const partials = Object.keys(shippedTemplates).flatMap((path) => partialName(path) ?? []);
  const names = new Set([...Object.keys(helperSignatures), ...partials, "if", "unless", "each", "with"]);
  const add = (shape: Shape): void => {
    if (shape.kind === "object" || shape.kind === "chart")
      for (const [name, field] of Object.entries(shape.fields)) {
        names.add(name);
        add(field);
      }
    if (shape.kind === "list" || shape.kind === "nullable") add(shape.of);
  };
  for (const shape of Object.values({ ...contextsOf(allSections), ...layoutSlots })) add(shape);
  return names;
}

describe("a letter changed in a path", () => {
  it(`is found at its line in ${WANTED} of ${WANTED} templates, unless it makes another name`, () => {
    const random = seeded(20261120);
    const paths = Object.keys(shippedTemplates).flatMap(pathsOf);
    const names = allNames();
    const missed: string[] = [];
    let [caught, chances] = [0, 0];
    while (caught + missed.length < WANTED) {
      const path = paths[Math.floor(random() * paths.length)]!;
      const instead = mutated(path, random);
      const place = `templates/${path.template}:${path.line}`;
      const changed = { ...shippedTemplates, [path.template]: withPath(path, instead) };
      const { faults } = lintTemplates(changed, allSections);
      if (faults.some((fault) => fault.place === place)) caught += 1;
      else if (instead.split(/[./]/).every((part) => names.has(part) || /^(this|\[\d+\])?$/.test(part)))
        chances += 1;
      else missed.push(`${place} ${path.written} → ${instead}`);
    }
    expect([missed, caught]).toEqual([[], WANTED]);
    // Such a name is rare, or the test is blind.
    expect(chances).toBeLessThanOrEqual(5);
  });
});
