import Handlebars from "handlebars";
import { type FaultDetail, PipelineError } from "../errors.ts";
import { helperSignatures } from "./helper-signatures.ts";
import { parseTemplate } from "./lint/parse.ts";
import type { Program } from "./lint/syntax.ts";
import { suggestion, TemplateMistake, templateFault } from "./template-fault.ts";
import { partialName, type ReadyTemplate, type ReadyTemplates, type Templates } from "./templates.ts";

/** The few node fields that are read here. */
interface Node {
  type: string;
  loc: { start: { line: number } };
  [field: string]: unknown;
}

/** What a template may call. */
const helperNames: readonly string[] = Object.keys(helperSignatures);

/**
 * Templates as JavaScript. A bare mustache prints escaped words: that is done to the parsed template, because Handlebars' own escaping
 * knows HTML and not Markdown. Triple-stash and `{{&` are refused.
 *
 * @throws PipelineError template-invalid with every template's first mistake, by line
 */
export function compileTemplates(templates: Templates): ReadyTemplates {
  const faults: FaultDetail[] = [];
  const ready: Record<string, ReadyTemplate> = {};
  const partials = Object.keys(templates).flatMap((path) => partialName(path) ?? []);
  for (const name of Object.keys(templates).filter((path) => path.endsWith(".md.hbs"))) {
    try {
      ready[name] = compileTemplate(name, templates[name]!, partials);
    } catch (error) {
      if (!(error instanceof TemplateMistake)) throw error;
      const { line, column, message, cause } = error;
      const told = templateFault(name, line, message, cause).faults;
      faults.push(...told.map((fault) => (column === null ? fault : { ...fault, column })));
    }
  }
  if (faults.length > 0) throw new PipelineError(faults);
  return ready;
}

function compileTemplate(name: string, text: string, partials: readonly string[]): ReadyTemplate {
  const program = parseTemplate(name, text);
  const changed: Node[] = [];
  visit(program, (node) => {
    const wrong = callFault(node) ?? partialFault(node, partials);
    if (wrong) throw new TemplateMistake(wrong, { line: node.loc.start.line });
    if (node.type === "PartialStatement" || isBare(node)) changed.push(node);
  });
  return { code: leftAsItWas(changed, () => compiled(program, changed)), lines: linesOf(program) };
}

function compiled(program: Program, changed: readonly Node[]): string {
  for (const node of changed.filter(isBare)) escapeBare(node);
  const code = Handlebars.precompile(program, {
    noEscape: true,
    knownHelpers: Object.fromEntries(helperNames.map((helper) => [helper, true])),
    knownHelpersOnly: true,
  });
  return String(code);
}

const CALLS = ["MustacheStatement", "SubExpression", "BlockStatement"];
const BUILT_IN = ["if", "unless", "each", "with", "lookup"];

/** What is wrong with a call, before it is ever made: an unknown helper, or words let through unescaped. */
function callFault(node: Node): string | null {
  if (!CALLS.includes(node.type)) return null;
  if (node.escaped === false) return "A triple-stash prints words unescaped. Use two braces.";
  const { original } = node.path as { original: string };
  const given = (node.params as unknown[]).length > 0 || node.hash !== undefined;
  const known = [...helperNames, ...BUILT_IN];
  if (!given || known.includes(original)) return null;
  return `There is no helper "${original}". ${suggestion(original, known)}`;
}

function partialFault(node: Node, partials: readonly string[]): string | null {
  if (node.type !== "PartialStatement") return null;
  const { original } = node.name as { original?: string };
  if (original === undefined) return "A partial is named, not computed: choose between two with {{#if}}.";
  return partials.includes(original)
    ? null
    : `There is no partial "${original}". ${suggestion(original, partials)}`;
}

function isBare({ type, path, params }: Node): boolean {
  if (type !== "MustacheStatement" || (params as unknown[]).length > 0) return false;
  const named = path as { type: string; original: string };
  return named.type === "PathExpression" && !helperNames.includes(named.original);
}

/** Turns `{{view.name}}` into `{{text view.name}}`. */
function escapeBare(node: Node): void {
  node.params = [node.path];
  node.path = {
    type: "PathExpression",
    original: "text",
    parts: ["text"],
    depth: 0,
    data: false,
    loc: node.loc,
  };
}

/** The parsed template is others' too, and Handlebars' compiler writes into it: a partial without a context is given one. */
function leftAsItWas<T>(changed: readonly Node[], make: () => T): T {
  const before = changed.map(({ path, params }) => ({ path, params: [...(params as unknown[])] }));
  try {
    return make();
  } finally {
    for (const [index, node] of changed.entries()) {
      const { path, params } = before[index]!;
      node.params = params;
      if (path !== undefined) node.path = path;
    }
  }
}

/** The first line on which each field is asked for. */
function linesOf(program: Program): Record<string, number> {
  const lines = new Map<string, number>();
  visit(program, (node) => {
    const parts = node.type === "PathExpression" ? (node.parts as string[]) : [];
    for (const part of parts) if (!lines.has(part)) lines.set(part, node.loc.start.line);
  });
  return Object.fromEntries(lines);
}

function visit(node: unknown, each: (node: Node) => void): void {
  if (Array.isArray(node)) for (const child of node) visit(child, each);
  if (typeof node !== "object" || node === null || Array.isArray(node)) return;
  if (typeof (node as Node).type === "string") each(node as Node);
  for (const [field, child] of Object.entries(node)) if (field !== "loc") visit(child, each);
}
