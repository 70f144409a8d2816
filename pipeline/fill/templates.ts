import Handlebars from "handlebars";
import { PipelineError } from "../errors.ts";
import { closedView } from "./closed-view.ts";
import { suggestion, TemplateMistake, templateFault } from "./template-fault.ts";

/** Template texts by their path below templates/: "sections/ig-spread.md.hbs". */
export type Templates = Readonly<Record<string, string>>;

/** Renders the named template over a closed view. @throws PipelineError template-invalid with template and line */
export type Say = (template: string, view: object) => string;

type Helpers = Readonly<Record<string, (this: unknown, ...args: unknown[]) => unknown>>;
type Program = ReturnType<typeof Handlebars.parse>;
/** The few node fields that are read here; Handlebars' own types leave them to casts. */
interface Node {
  type: string;
  loc: { start: { line: number } };
  [field: string]: unknown;
}

/**
 * Templates made ready, in an environment of their own. A bare mustache prints escaped words: that is done to the parsed template,
 * because Handlebars' own escaping knows HTML and not Markdown. Triple-stash and `{{&` are refused.
 */
export function readTemplates(templates: Templates, helpers: Helpers): Say {
  const environment = Handlebars.create();
  environment.registerHelper(helpers as Record<string, Handlebars.HelperDelegate>);
  const parsed = new Map<string, Program>();
  const parse = (name: string): Program => {
    const known = parsed.get(name);
    if (known) return known;
    const program = parseTemplate(name, templates, helpers);
    parsed.set(name, program);
    return program;
  };
  for (const name of Object.keys(templates)) {
    const partial = /^partials\/(.+)\.md\.hbs$/.exec(name)?.[1];
    if (partial)
      environment.registerPartial(partial, (view: unknown, options?: Handlebars.RuntimeOptions) =>
        compiled(`partials/${partial}.md.hbs`)(closedView(view), options),
      );
  }
  const ready = new Map<string, Handlebars.TemplateDelegate>();
  const compiled = (name: string) => {
    const known = ready.get(name);
    if (known) return known;
    const delegate = environment.compile(parse(name), { noEscape: true, explicitPartialContext: false });
    ready.set(name, delegate);
    return delegate;
  };
  return (name, view) => {
    try {
      return compiled(name)(view);
    } catch (cause) {
      throw placed(
        cause,
        name,
        [...new Set([name, ...parsed.keys()])].map((known) => [known, parse(known)]),
      );
    }
  };
}

function parseTemplate(name: string, templates: Templates, helpers: Helpers): Program {
  const text = templates[name];
  if (text === undefined) throw templateFault(name, null, "There is no such template.", null);
  let program: Program;
  try {
    program = Handlebars.parse(name.startsWith("partials/") ? text.replace(/\n$/, "") : text);
  } catch (cause) {
    const message = String((cause as Error).message);
    const line = /line (\d+)/.exec(message)?.[1];
    throw templateFault(
      name,
      line ? Number(line) : null,
      `The template cannot be read: ${message.split("\n").at(-1)}.`,
      cause,
    );
  }
  visit(program, (node) => {
    const wrong = callFault(node, helpers);
    if (wrong) throw templateFault(name, node.loc.start.line, wrong, null);
    if (node.type === "MustacheStatement") escapeBare(node, helpers);
  });
  return program;
}

const CALLS = ["MustacheStatement", "SubExpression", "BlockStatement"];
const BUILT_IN = ["if", "unless", "each", "with", "lookup"];

/** What is wrong with a call, before it is ever made: an unknown helper, or words let through unescaped. */
function callFault(node: Node, helpers: Helpers): string | null {
  if (!CALLS.includes(node.type)) return null;
  if (node.escaped === false) return "A triple-stash prints words unescaped. Use two braces.";
  const { original } = node.path as { original: string };
  const given = (node.params as unknown[]).length > 0 || node.hash !== undefined;
  const known = [...Object.keys(helpers), ...BUILT_IN];
  if (!given || known.includes(original)) return null;
  return `There is no helper "${original}". ${suggestion(original, known)}`;
}

/** Turns `{{view.name}}` into `{{text view.name}}`. */
function escapeBare(node: Node, helpers: Helpers): void {
  const path = node.path as { type: string; original: string };
  const isHelper = Object.hasOwn(helpers, path.original);
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

function visit(node: unknown, each: (node: Node) => void): void {
  if (Array.isArray(node)) for (const child of node) visit(child, each);
  if (typeof node !== "object" || node === null || Array.isArray(node)) return;
  if (typeof (node as Node).type === "string") each(node as Node);
  for (const [field, child] of Object.entries(node)) if (field !== "loc") visit(child, each);
}

/** Gives a mistake its template and line; what is no mistake of a template stays what it is. */
function placed(cause: unknown, name: string, parsed: readonly (readonly [string, Program])[]): unknown {
  if (cause instanceof PipelineError) return cause;
  const message = (cause as Error).message;
  const partial = /^The partial (\S+) could not be found/.exec(message)?.[1];
  if (partial)
    return templateFault(name, lineOf(parsed[0]![1], partial), `There is no partial "${partial}".`, cause);
  if (!(cause instanceof TemplateMistake)) return cause;
  const { field, line } = cause;
  for (const [template, program] of parsed) {
    const found = field === null ? line : lineOf(program, field);
    if (found !== null) return templateFault(template, found, message, cause);
  }
  return templateFault(name, line, message, cause);
}

/** The first line on which a path or partial of that name stands. */
function lineOf(program: Program, field: string): number | null {
  let line: number | null = null;
  visit(program, (node) => {
    const parts = node.type === "PathExpression" ? (node.parts as string[]) : [];
    if (line === null && parts.includes(field)) line = node.loc.start.line;
    if (
      line === null &&
      node.type === "PartialStatement" &&
      (node.name as { original?: string }).original === field
    ) {
      line = node.loc.start.line;
    }
  });
  return line;
}
