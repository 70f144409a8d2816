import type { IsoDate } from "../../model/unit.ts";
import type { Page, Rows, Wanted } from "../wire-format.ts";
import { shapeChanged } from "./refusal.ts";

/** One observation as a source tells it, in its own unit; null where it says that there is none. */
export interface DatedRow {
  readonly date: IsoDate;
  readonly value: number | null;
  /** Where the text has lines. */
  readonly line?: number;
}

type Dated = Pick<DatedRow, "date">;

/** For `sort`: the oldest first. */
export function byDate(a: Dated, b: Dated): number {
  return a.date < b.date ? -1 : a.date > b.date ? 1 : 0;
}

/** Rows as the columns of a series; with lines where they have any. */
export function columnsOf(rows: readonly DatedRow[]) {
  const lines = rows.flatMap(({ line }) => line ?? []);
  return {
    dates: rows.map(({ date }) => date),
    values: rows.map(({ value }) => value),
    ...(lines.length > 0 && { lines }),
  };
}

/**
 * Rows of a page, oldest first. A date that stands twice with one value is kept once.
 *
 * @param of for the sentence: the symbol
 * @throws Unreadable shape_changed for a date with two values
 */
export function eachDateOnce<Row extends DatedRow>(rows: readonly Row[], of: string): Row[] {
  const sorted = [...rows].sort(byDate);
  return sorted.filter((row, index) => {
    const before = sorted[index - 1];
    if (before?.date !== row.date) return true;
    if (before.value === row.value) return false;
    throw shapeChanged(`${of} of ${row.date} stands twice, as ${before.value} and as ${row.value}.`);
  });
}

/** The rows that a page tells of a wanted series. @throws Unreadable shape_changed for a date with two values */
export function rowsOf({ series, symbol }: Wanted, found: readonly DatedRow[]): Rows {
  return { series, ...columnsOf(eachDateOnce(found, symbol)) };
}

/** Day and month exchanged make dates that are still to come: better no rows than rows on wrong days. */
export function refuseFuture(rows: readonly Dated[], { at }: Page): void {
  const ahead = rows.find(({ date }) => date > at.slice(0, 10));
  if (ahead) throw shapeChanged(`A row is dated ${ahead.date}, after the day on which it was fetched.`);
}
