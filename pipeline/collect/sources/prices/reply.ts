import type { Verdict } from "../../../model/visit.ts";
import { cleanTitle } from "../../headlines/clean-text.ts";
import type { Page, Reading } from "../../wire-format.ts";

/** Ends the reading of a reply with what came of it. Thrown and caught within a reader, never seen outside. */
export class Unreadable extends Error {
  readonly verdict: Exclude<Verdict, "ok">;

  constructor(verdict: Exclude<Verdict, "ok">, reason: string) {
    super(reason);
    this.name = "Unreadable";
    this.verdict = verdict;
  }
}

/** What a reader makes of its pages; one that cannot be read is a verdict, not an exception. */
export function readingOf(read: () => Reading): Reading {
  try {
    return read();
  } catch (error) {
    if (error instanceof Unreadable) return { verdict: error.verdict, reason: error.message };
    throw error;
  }
}

/** Not the format that it was. `expected` and `found` end a sentence each. */
export function otherShape(what: string, expected: string, found: unknown): Unreadable {
  return new Unreadable("shape_changed", `${what} Expected ${expected}, found ${shown(found)}.`);
}

/** The text of a page. @throws Unreadable `empty` where nothing was sent */
export function textOf({ bytes }: Page): string {
  const text = new TextDecoder().decode(bytes);
  if (text.trim() === "") throw new Unreadable("empty", "The answer is empty: not one character was sent.");
  return text;
}

/** @throws Unreadable `soft_error` where a page of HTML came with status 200 */
export function refuseHtml(text: string, expected: string): void {
  if (!/^\s*<(?:!doctype|html|head|body|script|br|p|b)\b/i.test(text)) return;
  const title = /<title[^>]*>([^<]{1,200})/i.exec(text)?.[1] ?? text;
  throw new Unreadable("soft_error", `A page of HTML came in place of ${expected}: ${shown(title)}.`);
}

/** A page's JSON. @throws Unreadable `empty`, `soft_error` for HTML, `rate_limited`, `shape_changed` for text that is no JSON */
export function jsonOf(page: Page, expected: string): unknown {
  const text = textOf(page);
  refuseHtml(text, expected);
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    if (/^\s*(?:edge: )?too many requests/i.test(text))
      throw new Unreadable("rate_limited", `The answer is no JSON but the words ${shown(text)}.`);
    throw otherShape("The answer is no JSON, or was cut short.", expected, text);
  }
}

export type Fields = Readonly<Record<string, unknown>>;

/** The fields of a JSON object; none where it is no object. */
export function fieldsOf(value: unknown): Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

/** The number in a field that may be missing; null for anything that is no finite number. */
export function numberOf(value: unknown): number | null {
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

/** What was found, for a sentence: words from outside on one line, cut short; of lists and objects the outside only. */
export function shown(found: unknown): string {
  if (typeof found === "string") return quoted(found);
  if (Array.isArray(found))
    return found.some(isNested) ? `a list of ${found.length}` : quoted(found.join(", "));
  if (isNested(found)) return `an object of ${quoted(Object.keys(fieldsOf(found)).join(", "))}`;
  return found === undefined ? "nothing" : String(found);
}

function isNested(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}

function quoted(text: string): string {
  // What is no UTF-8 was decoded to this.
  if (text.slice(0, 80).includes("\uFFFD")) return "what is no text";
  const cleaned = cleanTitle(text.slice(0, 80));
  return JSON.stringify("text" in cleaned ? cleaned.text : text === "" ? "" : "no words");
}
