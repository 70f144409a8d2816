import type { FaultDetail } from "../../errors.ts";
import type { Series } from "../../model/series.ts";
import type { IsoDate } from "../../model/unit.ts";

/** One observation as it stands in a file; null is "no observation". */
export interface DatedRow {
  readonly date: IsoDate;
  readonly value: number | null;
  readonly line: number;
}

/** Rows in the order of their dates, and a fault for each date that stands twice. */
export function inDateOrder(
  rows: readonly DatedRow[],
  { place, of = null }: { readonly place: string; readonly of?: string | null },
): { readonly rows: readonly DatedRow[]; readonly faults: readonly FaultDetail[] } {
  const sorted = [...rows].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : a.line - b.line));
  const faults = sorted.flatMap(({ date, line }, index): FaultDetail[] => {
    const before = sorted[index - 1];
    if (before?.date !== date) return [];
    const what = of === null ? date : `${date} of ${of}`;
    const message = `${what} stands here and in line ${before.line}.`;
    return [
      {
        code: "date-duplicate",
        place: `${place}:${line} [date]`,
        message,
        remedy: "Keep one of the two rows.",
      },
    ];
  });
  return { rows: sorted, faults };
}

/** Adds to the list of a key, which begins empty. */
export function addTo<Row>(lists: Map<string, Row[]>, key: string, row: Row): void {
  const list = lists.get(key);
  if (list) list.push(row);
  else lists.set(key, [row]);
}

/** Rows as the columns of a series. */
export function columnsOf(
  rows: readonly DatedRow[],
): Pick<Series, "dates" | "values"> & { readonly lines: number[] } {
  return {
    dates: rows.map(({ date }) => date),
    values: rows.map(({ value }) => value),
    lines: rows.map(({ line }) => line),
  };
}

/** The fault of a cell that should hold a date. */
export function notDate(found: string): Pick<FaultDetail, "code" | "message" | "remedy"> {
  const message = `A date is not a calendar date. Expected YYYY-MM-DD, found ${JSON.stringify(found.slice(0, 40))}.`;
  return { code: "row-invalid", message, remedy: "Correct the row." };
}
