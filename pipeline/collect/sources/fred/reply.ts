import { isDate } from "../../../finance/dates.ts";
import type { IsoDate } from "../../../model/unit.ts";
import { type Fields, isFields, jsonOf } from "../../read/json-fields.ts";
import { quoted, shown } from "../../read/quoted.ts";
import { otherShape, shapeChanged, type Unreadable, unreadable } from "../../read/refusal.ts";
import type { Page } from "../../wire-format.ts";

/** The fields of a reply of the FRED API. @throws Unreadable by the code of an error that comes with status 200 */
export function replyOf(page: Page): Fields {
  const reply = jsonOf(page);
  if (!isFields(reply)) throw otherShape("FRED's reply is JSON, but no object.", "an object", reply);
  if ("error_code" in reply || "error_message" in reply) throw errorIn(reply);
  return reply;
}

/** True for FRED's own words about an id that it does not have. */
export function saysUnknownSeries(words: string): boolean {
  return /series does not exist/i.test(words);
}

function errorIn({ error_code: code, error_message: message }: Fields): Unreadable {
  const words = typeof message === "string" ? message : "";
  const status = typeof code === "number" || typeof code === "string" ? Number(code) : Number.NaN;
  const named = Number.isNaN(status) ? "without a code" : `of code ${status}`;
  const reason = `FRED sent an error ${named} with status 200: ${quoted(words)}.`;
  if (status === 429) return unreadable("rate_limited", reason);
  if (status === 401 || /api.?key/i.test(words)) return unreadable("auth", reason);
  return unreadable(saysUnknownSeries(words) ? "empty" : "soft_error", reason);
}

/** A part of a longer list: where it begins, and how long the whole is. */
export interface Slice {
  readonly offset: number;
  readonly count: number;
  readonly length: number;
}

/** The list in a reply's field, with its place in the whole. */
export function sliceOf(reply: Fields, name: string): Slice & { readonly entries: readonly unknown[] } {
  const entries = reply[name];
  if (!Array.isArray(entries)) throw unexpected(name, "a list", entries);
  return {
    offset: countIn(reply, "offset"),
    count: countIn(reply, "count"),
    length: entries.length,
    entries,
  };
}

function countIn(fields: Fields, name: string): number {
  const count = fields[name];
  if (Number.isSafeInteger(count) && Number(count) >= 0) return Number(count);
  throw unexpected(name, "a whole number", count);
}

export function dayIn(fields: Fields, name: string): IsoDate {
  const day = fields[name];
  if (isDay(day)) return day;
  throw unexpected(name, "a date", day);
}

export function isDay(value: unknown): value is IsoDate {
  return typeof value === "string" && isDate(value);
}

/** A field that is not what it should be. */
export function unexpected(field: string, expected: string, found: unknown): Unreadable {
  if (found === undefined) return shapeChanged(`The field "${field}" is not there; ${expected} is expected.`);
  return shapeChanged(`The field "${field}" is not ${expected}; found ${shown(found)}.`);
}

/** A list that is shorter or longer than it says: so replies look when FRED was asked too often. */
export function incomplete(what: string, found: number, count: number): Unreadable {
  return shapeChanged(`FRED sent ${found} of ${count} ${what}: the reply is not whole.`);
}
