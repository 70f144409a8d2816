import { isDate } from "../../finance/dates.ts";
import type { IsoDate } from "../../model/unit.ts";
import { numberIn } from "../read/columns.ts";
import type { Page } from "../wire-format.ts";
import { isObject, isRefusal, quoted, type Refusal, type Reply, refusal, replyOf } from "./fred-reply.ts";

/** One version of one observation. */
export interface Version {
  readonly date: IsoDate;
  /** In the source's unit; null where FRED has ".". */
  readonly value: number | null;
  /** From when it was the current one; not before the start of the window that was asked for. */
  readonly current: { readonly from: IsoDate; readonly until: IsoDate };
}

/** A part of a longer list: where it begins, and how long the whole is. */
export interface Slice {
  readonly offset: number;
  readonly count: number;
  readonly length: number;
}

/** What one reply of `series/observations` holds. */
export interface Observations extends Slice {
  /** The window of real time that was asked for. */
  readonly window: { readonly start: IsoDate; readonly end: IsoDate };
  readonly versions: readonly Version[];
}

/** A reply of `series/observations`, by real-time period and untransformed. Whether the list is whole is for the caller to say. */
export function readObservations(page: Page): Observations | Refusal {
  const reply = replyOf(page);
  if (isRefusal(reply)) return reply;
  const { fields } = reply;
  const list = sliceOf(reply, "observations");
  if (isRefusal(list)) return list;
  const { realtime_start: start, realtime_end: end, units } = fields;
  if (units !== "lin") return refusal("shape_changed", unexpected("units", "lin, values as they are", units));
  if (!isDay(start)) return refusal("shape_changed", unexpected("realtime_start", "a date", start));
  if (!isDay(end)) return refusal("shape_changed", unexpected("realtime_end", "a date", end));
  const versions = versionsIn(list.entries);
  if (typeof versions === "string") return refusal("shape_changed", versions);
  const { offset, count, length } = list;
  return { offset, count, length, window: { start, end }, versions };
}

/** The list in a reply's field, with its place in the whole. */
export function sliceOf(
  { fields }: Reply,
  name: string,
): (Slice & { readonly entries: readonly unknown[] }) | Refusal {
  const { offset, count, [name]: entries } = fields;
  if (!Array.isArray(entries)) return refusal("shape_changed", unexpected(name, "a list", entries));
  if (!isCount(count)) return refusal("shape_changed", unexpected("count", "a whole number", count));
  if (!isCount(offset)) return refusal("shape_changed", unexpected("offset", "a whole number", offset));
  return { offset, count, length: entries.length, entries };
}

/** The sentence for a list that is shorter or longer than it says: so replies look when FRED was asked too often. */
export function incomplete(what: string, found: number, count: number): Refusal {
  return refusal("shape_changed", `FRED sent ${found} of ${count} ${what}: the reply is not whole.`);
}

/** In order of publication, then of dates. */
export function byPublication(a: Version, b: Version): number {
  return compare(a.current.from, b.current.from) || compare(a.date, b.date);
}

/** ISO dates as `sort` wants them. */
export function compare(a: IsoDate, b: IsoDate): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The sentence about two versions of one date and day that differ; null where there are none. */
export function contradiction(inOrder: readonly Version[]): string | null {
  const second = inOrder.find((version, index) => {
    const before = inOrder[index - 1];
    return before && byPublication(before, version) === 0 && before.value !== version.value;
  });
  return second ? `FRED has two different values for ${second.date} as of ${second.current.from}.` : null;
}

/** Versions, or the sentence about the first entry that is none. */
function versionsIn(entries: readonly unknown[]): readonly Version[] | string {
  const versions: Version[] = [];
  for (const [index, entry] of entries.entries()) {
    const version = versionIn(entry);
    if (typeof version === "string") return `Observation ${index + 1} of FRED's reply: ${version}`;
    versions.push(version);
  }
  return versions;
}

function versionIn(entry: unknown): Version | string {
  if (!isObject(entry)) return "An object is expected.";
  const { date, value: text, realtime_start: from, realtime_end: until } = entry;
  if (!isDay(date)) return unexpected("date", "a date such as 2025-11-05", date);
  if (!isDay(from)) return unexpected("realtime_start", "a date", from);
  if (!isDay(until)) return unexpected("realtime_end", "a date", until);
  const value = typeof text === "string" ? numberIn(text) : Number.NaN;
  if (Number.isNaN(value)) return unexpected("value", 'a number in quotes, or "."', text);
  return { date, value, current: { from, until } };
}

export function isDay(value: unknown): value is IsoDate {
  return typeof value === "string" && isDate(value);
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

/** The sentence about a field that is not what it should be. */
export function unexpected(field: string, expected: string, found: unknown): string {
  if (found === undefined) return `The field "${field}" is not there; ${expected} is expected.`;
  return `The field "${field}" is not ${expected}; found ${described(found)}.`;
}

/** Never by JSON.stringify: it breaks on lists that are nested deep enough. */
function described(found: unknown): string {
  if (typeof found === "string") return quoted(found);
  if (Array.isArray(found)) return `a list of ${found.length}`;
  return typeof found === "object" && found !== null ? "an object" : String(found);
}
