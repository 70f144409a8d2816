import { PipelineError } from "../../errors.ts";
import { isDate } from "../../finance/dates.ts";
import type { IsoDate } from "../../model/unit.ts";
import { quoted } from "../imports/quoted.ts";
import { numberIn } from "../read/columns.ts";
import type { Page, Rows, Wanted } from "../wire-format.ts";
import { shapeChanged } from "./unreadable.ts";

/** One observation as a source tells it, in its own unit; null where it says that there is none. */
export interface Found {
  readonly date: IsoDate;
  readonly value: number | null;
  /** Where the text has lines. */
  readonly line?: number;
}

/** The decimal number in a cell; null for an empty one, "." and "N/A". @param place for the sentence: "10 Yr of 2025-11-05" */
export function valueIn(cell: string, place: string): number | null {
  const text = cell.trim();
  const value = /^n\/?a$/i.test(text) ? null : numberIn(text);
  // "4." is what is left of 4.17 when it is cut, and no source writes 4e0.
  if (value === null || (!Number.isNaN(value) && /^[-+]?\d*\.?\d+$/.test(text))) return value;
  throw shapeChanged(`${place} should be a number such as 4.17 and is ${quoted(cell)}.`);
}

/** The date in a cell MM/DD/YYYY. @param place for the sentence: "Line 3" */
export function usDate(cell: string, place: string): IsoDate {
  const [, month = "", day = "", year = ""] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(cell.trim()) ?? [];
  const date = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  if (isDate(date)) return date;
  throw shapeChanged(`${place} should begin with a date MM/DD/YYYY and has ${quoted(cell)}.`);
}

/** The rows of a series, oldest first. A date that stands twice in the same words is kept once. */
export function rowsOf({ series, symbol }: Wanted, found: readonly Found[]): Rows {
  const sorted = [...found].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  const once = sorted.filter((row, index) => {
    const before = sorted[index - 1];
    if (before?.date !== row.date) return true;
    if (before.value === row.value) return false;
    throw shapeChanged(`${symbol} of ${row.date} stands twice, as ${before.value} and as ${row.value}.`);
  });
  const lines = once.flatMap(({ line }) => line ?? []);
  return {
    series,
    dates: once.map(({ date }) => date),
    values: once.map(({ value }) => value),
    ...(lines.length > 0 && { lines }),
  };
}

/** Day and month exchanged make dates that are still to come: better no rows than rows on wrong days. */
export function refuseFuture(dates: readonly IsoDate[], { at }: Page): void {
  const ahead = dates.find((date) => date > at.slice(0, 10));
  if (ahead) throw shapeChanged(`A row is dated ${ahead}, after the day on which it was fetched.`);
}

/** @throws PipelineError config-invalid for symbols that the source does not have */
export function refuseUnknown(
  wanted: readonly Wanted[],
  { source, isKnown, example }: { source: string; isKnown: (symbol: string) => boolean; example: string },
): void {
  const faults = wanted
    .filter(({ symbol }) => !isKnown(symbol))
    .map(({ series, symbol }) => ({
      code: "config-invalid" as const,
      place: `content/sources.yaml [${series}]`,
      message: `The source ${source} has no symbol ${JSON.stringify(symbol)}.`,
      remedy: `Name one that it has, such as ${example}.`,
    }));
  if (faults.length > 0) throw new PipelineError(faults);
}
