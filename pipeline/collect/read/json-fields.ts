import type { Page } from "../wire-format.ts";
import { textOf } from "./page-text.ts";
import { quoted } from "./quoted.ts";
import { shapeChanged, unreadable } from "./refusal.ts";

/** The fields of a JSON object, of which nothing is known yet. */
export type Fields = Readonly<Record<string, unknown>>;

/** The JSON of a page. @throws Unreadable rate_limited for words that ask for patience, shape_changed for what else is no JSON */
export function jsonOf(page: Page): unknown {
  const text = textOf(page, "JSON");
  try {
    return JSON.parse(text);
  } catch {
    if (/^\s*(?:edge: )?too many requests/i.test(text))
      throw unreadable("rate_limited", `The answer is no JSON but the words ${quoted(text)}.`);
    throw shapeChanged(`The answer is no JSON, or is cut short: it begins with ${quoted(text)}.`);
  }
}

/** True of a JSON object, not of a list. */
export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The fields of a JSON object; none where it is no object. */
export function fieldsOf(value: unknown): Fields {
  return isFields(value) ? value : {};
}

/** The number in a field that may be missing; null for anything that is no finite number. */
export function numberOf(value: unknown): number | null {
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}
