import { type FaultDetail, PipelineError } from "../../errors.ts";
import { byDate, type DatedRow } from "./dated-rows.ts";
import { quoted } from "./quoted.ts";

/** A row of a file: what somebody put in place has lines. */
export type FileRow = DatedRow & { readonly line: number };

/** A fault in a file, with its place. */
export type RowFault = FaultDetail & { readonly place: string };

/** A fault of which only its finder's caller knows the place. */
export type Unplaced = Omit<FaultDetail, "place">;

export function rowInvalid(message: string, remedy = "Correct the row."): Unplaced {
  return { code: "row-invalid", message, remedy };
}

/** The fault of a cell that should hold a date. */
export function notDate(found: string): Unplaced {
  return rowInvalid(`A date is not a calendar date. Expected YYYY-MM-DD, found ${quoted(found)}.`);
}

/** Both ends included; null, which is no observation, is within any bounds. */
export function isWithin(value: number | null, [least, most]: readonly [number, number]): boolean {
  return value === null || (value >= least && value <= most);
}

/** Rows in the order of their dates, and a fault for each date that stands twice. */
export function inDateOrder<Row extends Pick<FileRow, "date" | "line">>(
  rows: readonly Row[],
  { place, of = null }: { readonly place: string; readonly of?: string | null },
): { readonly rows: readonly Row[]; readonly faults: readonly RowFault[] } {
  const sorted = [...rows].sort((a, b) => byDate(a, b) || a.line - b.line);
  const faults = sorted.flatMap(({ date, line }, index): RowFault[] => {
    const before = sorted[index - 1];
    if (before?.date !== date) return [];
    const message = `${of === null ? date : `${date} of ${of}`} stands here and in line ${before.line}.`;
    const remedy = "Keep one of the two rows.";
    return [{ code: "date-duplicate", place: `${place}:${line} [date]`, message, remedy }];
  });
  return { rows: sorted, faults };
}

/** All faults of one file as one error: the first twenty, and how many more there are. */
export function refuseAll(faults: readonly FaultDetail[], place: string): void {
  if (faults.length === 0) return;
  const rest = faults.length - 20;
  const more: FaultDetail[] =
    rest > 0 ? [{ code: faults[0]!.code, place, message: `There are ${rest} more such rows.` }] : [];
  throw new PipelineError([...faults.slice(0, 20), ...more]);
}
