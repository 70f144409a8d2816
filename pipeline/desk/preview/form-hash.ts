import type { Filled } from "../../model/filled.ts";
import { hashOf } from "../../rebuild/record.ts";
import type { Form } from "./api.ts";
import type { MadeIssue } from "./issue-maker.ts";

/** By whose name layouts and stylesheets begin that concern one form alone. */
const OWNERS: Readonly<Record<string, Form>> = { web: "web", print: "pdf", email: "email" };

/**
 * Hash of all that a form is made of, so that it is known without making the form. Of layouts and assets, those that bear the name of another
 * form do not count.
 */
export function formHash(form: Form, { job, filled, report }: MadeIssue): string {
  const words = [form, wordsHash(filled), form === "markdown" ? null : hashed(report)];
  if (form === "markdown") return hashOf(JSON.stringify(words));
  const { templates, assets, content, edition, delivery } = job;
  const pictures = hashesOf(content.images);
  if (form === "text")
    return hashOf(JSON.stringify([words, pictures, delivery, templates["layouts/email-foot.txt.hbs"]]));
  const layouts = Object.entries(templates).filter(
    ([path]) => path.startsWith("layouts/") && concerns(form, path),
  );
  const dress = hashesOf(assets.files).filter(([path]) => concerns(form, path));
  return hashOf(JSON.stringify([words, pictures, layouts, dress, assets.theme, edition, delivery]));
}

function concerns(form: Form, path: string): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const owner = OWNERS[/^[a-z]+/.exec(name)?.[0] ?? ""];
  return owner === undefined || owner === form;
}

function hashesOf(files: Readonly<Record<string, Uint8Array>>): readonly (readonly [string, string])[] {
  return Object.entries(files).map(([name, bytes]) => [name, hashed(bytes)] as const);
}

/** The ledger is not asked: its figures are the report's, and it is ten times as long as the words. */
function wordsHash(filled: Filled): string {
  const { ledger: _, ...words } = filled;
  const hash = known.get(filled) ?? hashOf(JSON.stringify(words));
  known.set(filled, hash);
  return hash;
}

const known = new WeakMap<object, string>();

/** Of the same object it is worked out once. */
function hashed(thing: object): string {
  const hash = known.get(thing) ?? hashOf(thing instanceof Uint8Array ? thing : JSON.stringify(thing));
  known.set(thing, hash);
  return hash;
}
