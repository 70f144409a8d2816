import { cleanTitle } from "../headlines/clean-text.ts";
import type { Errand, Page, Reading } from "../wire-format.ts";

/** Why a page cannot be read. */
export type Refusal = Exclude<Reading, { readonly verdict: "ok" }>;

/** A page to be fetched. */
export type PageRequest = Errand["pages"][number];

/** The fields of a JSON reply, in a wrapper of ours: theirs may bear any name. */
export interface Reply {
  readonly fields: Readonly<Record<string, unknown>>;
}

/** FRED counts requests by the second, about two; over it, replies come back partial or empty. */
const GAP_MS = 550;
/** A hundred thousand observations of a hundred characters, and some more. */
const LIMIT_BYTES = 12_000_000;

/** A request to the FRED API, in JSON, with the desk's key. */
export function fredRequest(path: string, parameters: Readonly<Record<string, string>>): PageRequest {
  const { series_id = "", ...rest } = parameters;
  const query = new URLSearchParams({ series_id, file_type: "json", ...rest });
  return {
    url: `https://api.stlouisfed.org/fred/${path}?${query}`,
    secret: { parameter: "api_key", variable: "FRED_API_KEY" },
    limitBytes: LIMIT_BYTES,
    gapMs: GAP_MS,
  };
}

export function refusal(verdict: Refusal["verdict"], reason: string): Refusal {
  return { verdict, reason };
}

/** For answers that were made here; not for what a source sent. */
export function isRefusal(answer: object): answer is Refusal {
  return "verdict" in answer && answer.verdict !== "ok";
}

/** Words from outside as a message may quote them: cleaned, short, and without anything that may be a key. */
export function quoted(words: string): string {
  const masked = words.slice(0, 400).replace(/[0-9a-z]{32,}/gi, "***");
  const clean = cleanTitle(masked.slice(0, 100));
  return JSON.stringify("text" in clean ? clean.text : "");
}

/** A page of FRED as text; nothing and markup are told apart from it. */
export function textOf({ bytes }: Page): string | Refusal {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return refusal("shape_changed", `The ${bytes.length} bytes that FRED sent are not text in UTF-8.`);
  }
  if (text.trim() === "") return refusal("empty", "FRED sent an empty body.");
  if (!text.trimStart().startsWith("<")) return text;
  return refusal("soft_error", `FRED sent a page of markup with status 200, beginning ${quoted(text)}.`);
}

/** The JSON object that a page holds; an error that comes with status 200 is told by its code. */
export function replyOf(page: Page): Reply | Refusal {
  const text = textOf(page);
  if (typeof text !== "string") return text;
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    const found = `${text.length} characters beginning ${quoted(text)}`;
    return refusal("shape_changed", `FRED's reply is no JSON or was cut short: ${found}.`);
  }
  if (!isObject(parsed)) return refusal("shape_changed", "FRED's reply is JSON, but no object.");
  return "error_code" in parsed || "error_message" in parsed ? errorOf(parsed) : { fields: parsed };
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** True for FRED's own words about an id that it does not have. */
export function saysUnknownSeries(words: string): boolean {
  return /series does not exist/i.test(words);
}

function errorOf({ error_code: code, error_message: message }: Reply["fields"]): Refusal {
  const words = typeof message === "string" ? message : "";
  const status = typeof code === "number" || typeof code === "string" ? Number(code) : Number.NaN;
  const named = Number.isNaN(status) ? "without a code" : `of code ${status}`;
  const reason = `FRED sent an error ${named} with status 200: ${quoted(words)}.`;
  if (status === 429) return refusal("rate_limited", reason);
  if (status === 401 || /api.?key/i.test(words)) return refusal("auth", reason);
  return refusal(saysUnknownSeries(words) ? "empty" : "soft_error", reason);
}
