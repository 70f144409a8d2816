import Handlebars from "handlebars";
import { type FaultDetail, PipelineError } from "../errors.ts";
import { helpersFor } from "./helpers.ts";
import { suggestion, templateFault } from "./template-fault.ts";
import { partialName, type ReadyTemplate, type ReadyTemplates, type Templates } from "./templates.ts";

type Program = ReturnType<typeof Handlebars.parse>;
/** The few node fields that are read here; Handlebars' own types leave them to casts. */
interface Node {
  type: string;
  loc: { start: { line: number } };
  [field: string]: unknown;
}

/** What a template may call. */
const helperNames: readonly string[] = Object.keys(
  helpersFor({ date: "2000-01-03", previousDate: "1999-12-31", printed: () => undefined, drawn: () => "" }),
);

/**
 * Templates as JavaScript. A bare mustache prints escaped words: that is done to the parsed template, because Handlebars' own escaping
 * knows HTML and not Markdown. Triple-stash and `{{&` are refused.
 *
 * @throws PipelineError template-invalid with every template's first mistake, by line
 */
export function compileTemplates(templates: Templates): ReadyTemplates {
  const faults: FaultDetail[] = [];
  const ready: Record<string, ReadyTemplate> = {};
  for (const name of Object.keys(templates).filter((path) => path.endsWith(".md.hbs"))) {
    try {
      ready[name] = compileTemplate(name, templates);
    } catch (error) {
      if (!(error instanceof PipelineError)) throw error;
      faults.push(...error.faults);
    }
  }
  if (faults.length > 0) throw new PipelineError(faults);
  return ready;
}

function compileTemplate(name: string, templates: Templates): ReadyTemplate {
  const text = templates[name]!;
  const program = parsed(name, partialName(name) === null ? text : text.replace(/\n$/, ""));
  const partials = Object.keys(templates).flatMap((path) => partialName(path) ?? []);
  visit(program, (node) => {
    const wrong = callFault(node) ?? partialFault(node, partials);
    if (wrong) throw templateFault(name, node.loc.start.line, wrong, null);
    if (node.type === "MustacheStatement") escapeBare(node);
  });
  const code = Handlebars.precompile(program, {
    noEscape: true,
    knownHelpers: Object.fromEntries(helperNames.map((helper) => [helper, true])),
    knownHelpersOnly: true,
  });
  return { code: String(code), lines: linesOf(program) };
}

function parsed(name: string, text: string): Program {
  try {
    return Handlebars.parse(text);
  } catch (cause) {
    const message = String((cause as Error).message);
    const line = /line (\d+)/.exec(message)?.[1];
    const wrong = `The template cannot be read: ${message.split("\n").at(-1)}.`;
    throw templateFault(name, line ? Number(line) : null, wrong, cause);
  }
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
  return partials.includes(original) ? null : `There is no partial "${original}".`;
}

/** Turns `{{view.name}}` into `{{text view.name}}`. */
function escapeBare(node: Node): void {
  const path = node.path as { type: string; original: string };
  const isHelper = helperNames.includes(path.original);
  if ((node.params as unknown[]).length > 0 || path.type !== "PathExpression" || isHelper) return;
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
