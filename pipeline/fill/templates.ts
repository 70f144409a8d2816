import Handlebars from "handlebars/dist/handlebars.runtime.js";
import { closedView } from "./closed-view.ts";
import { TemplateMistake, templateFault } from "./template-fault.ts";

/** Template texts by their path below templates/: "sections/ig-spread.md.hbs". */
export type Templates = Readonly<Record<string, string>>;

/** A template as `compile-templates.ts` makes it: text, so that it can be kept from one run to the next. */
export interface ReadyTemplate {
  /** One JavaScript expression: Handlebars' template specification. */
  readonly code: string;
  /** The first line on which each field is asked for. */
  readonly lines: Readonly<Record<string, number>>;
}
export type ReadyTemplates = Readonly<Record<string, ReadyTemplate>>;

/** Renders the named template over a closed view. @throws PipelineError template-invalid with template and line */
export type Say = (template: string, view: object) => string;

/** Fifty times what an issue takes: partials that call each other twice and twice again come to no end. */
const MOST_CALLS = 100_000;
const ENDLESS = `Partials are called more than ${MOST_CALLS} times in one issue: some call each other again and again.`;

type Specification = Parameters<typeof Handlebars.template>[0];
type Helpers = Readonly<Record<string, (this: unknown, ...args: unknown[]) => unknown>>;

/** Templates in an environment of their own, by Handlebars' runtime alone: its compiler takes longer to load than all of them to print. */
export function openTemplates(ready: ReadyTemplates, helpers: Helpers): Say {
  let calls = 0;
  const environment = Handlebars.create();
  environment.registerHelper(helpers as Record<string, Handlebars.HelperDelegate>);
  const said = new Map<string, Handlebars.TemplateDelegate>();
  const templateOf = (name: string): Handlebars.TemplateDelegate => {
    const known = said.get(name);
    if (known) return known;
    const template = ready[name];
    if (!template) throw templateFault(name, null, "There is no such template.", null);
    const delegate = environment.template(specificationOf(template));
    said.set(name, delegate);
    return delegate;
  };
  for (const path of Object.keys(ready)) {
    const partial = partialName(path);
    if (partial !== null)
      environment.registerPartial(partial, (view: unknown, options?: Handlebars.RuntimeOptions) => {
        calls += 1;
        if (calls > MOST_CALLS) throw new TemplateMistake(ENDLESS);
        return templateOf(path)(closedView(view), options);
      });
  }
  return (name, view) => {
    try {
      return templateOf(name)(view);
    } catch (cause) {
      throw placed(cause, new Set([name, ...said.keys()]), ready);
    }
  };
}

/** "move-word" of "partials/move-word.md.hbs"; null for what is no partial. */
export function partialName(path: string): string | null {
  return /^partials\/(.+)\.md\.hbs$/.exec(path)?.[1] ?? null;
}

const specifications = new WeakMap<ReadyTemplate, Specification>();

/** Evaluated once for all issues of a process: what the engine has learned of a template stays with it. */
function specificationOf(template: ReadyTemplate): Specification {
  const known = specifications.get(template);
  if (known) return known;
  const specification: Specification = new Function(`return ${template.code}`)();
  specifications.set(template, specification);
  return specification;
}

/** Gives a mistake its template and line; what is no mistake of a template stays what it is. */
function placed(cause: unknown, said: ReadonlySet<string>, ready: ReadyTemplates): unknown {
  if (!(cause instanceof TemplateMistake)) return cause;
  const { field, message } = cause;
  const [outermost = ""] = said;
  const asking = field === null ? undefined : [...said].find((name) => lineOf(ready[name], field) !== null);
  const line = asking === undefined ? cause.line : lineOf(ready[asking], field!);
  return templateFault(asking ?? outermost, line, message, cause);
}

function lineOf(template: ReadyTemplate | undefined, field: string): number | null {
  return template && Object.hasOwn(template.lines, field) ? template.lines[field]! : null;
}
