import Handlebars from "handlebars";
import { PipelineError } from "../errors.ts";
import type { Dress } from "./dress.ts";

/** What a layout may print: words, which it escapes, and finished HTML or CSS, which it sets as it is. */
export type Slot =
  | string
  | number
  | boolean
  | null
  | Finished
  | readonly Slot[]
  | { readonly [name: string]: Slot };
export type Finished = InstanceType<typeof Handlebars.SafeString>;

/** Marks HTML or CSS that render itself has made and escaped. */
export function finished(text: string): Finished {
  return new Handlebars.SafeString(text);
}

/**
 * A page: templates/layouts/<name> with its slots.
 *
 * @throws PipelineError template-invalid with the line: an unknown slot, or one printed unescaped
 */
export function dressed(name: string, slots: Readonly<Record<string, Slot>>, { templates }: Dress): string {
  const path = `layouts/${name}`;
  const text = templates[path];
  if (text === undefined) throw layoutFault(path, "There is no such layout.", null);
  const raw = text.split("\n").findIndex((line) => /\{\{\{|\{\{~?&/.test(line));
  if (raw >= 0)
    throw layoutFault(`${path}:${raw + 1}`, "A triple-stash prints words unescaped. Use two braces.", null);
  try {
    return templateOf(text)(slots);
  } catch (cause) {
    const message = String((cause as Error).message).split("\n");
    const line = /(?:line | - )(\d+)/.exec(message.join(" "))?.[1];
    const slot = /"(.+)" not defined/.exec(message[0] ?? "")?.[1];
    const what = slot
      ? `There is no slot "${slot}". There are: ${Object.keys(slots).sort().join(", ")}.`
      : `The layout cannot be read: ${message.at(-1)}.`;
    throw layoutFault(line ? `${path}:${line}` : path, what, cause);
  }
}

/** Layouts by their text: a backfill dresses a thousand issues in the same three. */
const compiled = new Map<string, Handlebars.TemplateDelegate>();
const REMEMBERED = 16;

function templateOf(text: string): Handlebars.TemplateDelegate {
  const known = compiled.get(text);
  if (known) return known;
  if (compiled.size >= REMEMBERED) compiled.clear();
  const template = Handlebars.create().compile(text, { strict: true });
  compiled.set(text, template);
  return template;
}

/** A stylesheet below assets/ as text. @throws PipelineError file-missing */
export function stylesheet(name: string, { assets }: Dress): string {
  const bytes = assets.files[name];
  if (bytes) return new TextDecoder().decode(bytes);
  throw new PipelineError({
    code: "file-missing",
    place: `assets/${name}`,
    message: "A stylesheet of the layouts is not there.",
    remedy: "Bring it back from the project's history.",
  });
}

function layoutFault(path: string, message: string, cause: unknown): PipelineError {
  return new PipelineError({
    code: "template-invalid",
    place: `templates/${path}`,
    message,
    remedy: "Correct the layout.",
    cause,
  });
}
