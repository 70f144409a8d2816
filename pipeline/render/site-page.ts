import Handlebars from "handlebars";
import { PipelineError } from "../errors.ts";

/** What every page of the site is told; a page's own words stand beside these. */
export interface SiteShell {
  readonly title: string;
  /** One or two sentences, for search engines and those who are shown a link. */
  readonly description: string;
  readonly publication: string;
  /** What paths of the site begin with: "" where it has a host of its own, else "/tracker". */
  readonly base: string;
  /** Where the page stands for everybody; null: no search engine is to keep it. */
  readonly canonical: string | null;
  /** Of a picture that shows what the page is about, with an address that holds everywhere. */
  readonly image: { readonly address: string; readonly alt: string } | null;
  readonly logo: { readonly source: string; readonly alt: string; readonly height: number } | null;
  readonly search: string;
  /** The page with the form, or a mailto: where nothing answers forms. */
  readonly subscribe: string;
  /** Which of the header's links leads to this very page. */
  readonly here: { readonly issues: boolean; readonly search: boolean; readonly subscribe: boolean };
  readonly desk: string;
}

/**
 * A page of the public site: templates/site/<name>.html.hbs within the frame that all share, templates/site/page.html.hbs. Words are escaped; the
 * frame's `{{page}}` alone is finished HTML.
 *
 * @param templates by path below templates/
 * @param view the frame's words (`SiteShell`) and the page's own
 * @throws PipelineError template-invalid with the line: an unknown field, a triple-stash, or what cannot be read
 */
export function sitePage<View extends SiteShell>(
  templates: Readonly<Record<string, string>>,
  name: string,
  view: View,
): string {
  return siteFrame(templates, view, siteFragment(templates, name, view));
}

/**
 * The frame around what `siteFragment` has filled.
 *
 * @throws PipelineError template-invalid
 */
export function siteFrame(
  templates: Readonly<Record<string, string>>,
  shell: SiteShell,
  fragment: string,
): string {
  return siteFragment(templates, "page", { ...shell, page: new Handlebars.SafeString(fragment) });
}

/** One template of the site without the frame. @throws PipelineError template-invalid */
export function siteFragment(
  templates: Readonly<Record<string, string>>,
  name: string,
  view: object,
): string {
  const path = `site/${name}.html.hbs`;
  const text = Object.hasOwn(templates, path) ? templates[path] : undefined;
  if (text === undefined) throw pageFault(path, "There is no such template.");
  const raw = text.split("\n").findIndex((line) => /\{\{\{|\{\{~?&/.test(line));
  if (raw >= 0)
    throw pageFault(`${path}:${raw + 1}`, "A triple-stash prints words unescaped. Use two braces.");
  try {
    return templateOf(text)(closed(view));
  } catch (cause) {
    throw faultOf(path, text, cause);
  }
}

function faultOf(path: string, text: string, cause: unknown): PipelineError {
  if (cause instanceof UnknownField) return pageFault(lineOf(path, text, cause.field), cause.message, cause);
  const absent = /of (?:null|undefined) \(reading '(.+)'\)/.exec(String((cause as Error).message))?.[1];
  if (absent !== undefined) {
    const message = `"${absent}" is asked of what is not there. Ask with {{#if}} first whether it is.`;
    return pageFault(lineOf(path, text, absent), message, cause);
  }
  const words = String((cause as Error).message).split("\n");
  const line = /(?:line | - )(\d+)/.exec(words.join(" "))?.[1];
  const what = /unknown helper (\S+)/.exec(words[0] ?? "");
  const message = what ? `There is no helper "${what[1]}".` : `The template cannot be read: ${words.at(-1)}.`;
  return pageFault(line ? `${path}:${line}` : path, message, cause);
}

/** "site/year.html.hbs:3": the first line that asks for a field. */
function lineOf(path: string, text: string, field: string): string {
  const line = text.split("\n").findIndex((one) => mentions(one, field));
  return line < 0 ? path : `${path}:${line + 1}`;
}

function mentions(line: string, field: string): boolean {
  if (field === "") return false;
  return [...line.matchAll(/\{\{[^}]*\}\}/g)].some(([call]) => call.split(/[^\w-]+/).includes(field));
}

/** By their text: a site shows the same few templates all day. */
const compiled = new Map<string, Handlebars.TemplateDelegate>();
const REMEMBERED = 64;

function templateOf(text: string): Handlebars.TemplateDelegate {
  const known = compiled.get(text);
  if (known) return known;
  if (compiled.size >= REMEMBERED) compiled.clear();
  const template = Handlebars.create().compile(text, { strict: true, knownHelpersOnly: true });
  compiled.set(text, template);
  return template;
}

class UnknownField extends Error {
  readonly field: string;

  constructor(field: string, message: string) {
    super(message);
    this.name = "UnknownField";
    this.field = field;
  }
}

/** A view that answers only for what it has: Handlebars' strict mode lets a missing field pass into `#if` and `#each`. */
function closed<T>(value: T): T {
  if (typeof value !== "object" || value === null || value instanceof Handlebars.SafeString) return value;
  return new Proxy<object>(value, { get: answer, has: isThere }) as T;
}

function answer(target: object, name: string | symbol): unknown {
  if (name === Symbol.toPrimitive)
    throw new UnknownField("", `A group of fields is printed. Name one of them: ${namesOf(target)}.`);
  if (typeof name === "symbol") return Reflect.get(target, name, target);
  // Handlebars asks it of all that it prints.
  if (name === "toHTML") return undefined;
  isThere(target, name);
  return closed((target as Record<string, unknown>)[name]);
}

function isThere(target: object, name: string | symbol): boolean {
  if (typeof name === "symbol" || Object.hasOwn(target, name)) return true;
  throw new UnknownField(name, `There is no field "${name}". There are: ${namesOf(target)}.`);
}

function namesOf(target: object): string {
  return Object.keys(target).sort().join(", ");
}

function pageFault(place: string, message: string, cause?: unknown): PipelineError {
  return new PipelineError({
    code: "template-invalid",
    place: `templates/${place}`,
    message,
    remedy: "Correct the template.",
    cause,
  });
}
