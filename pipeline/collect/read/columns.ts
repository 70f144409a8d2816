import { type FaultDetail, PipelineError } from "../../errors.ts";

/** A CSV of plain cells, cut into rows with their line numbers. Quoted cells are for csv-parse, not for this. */
export interface Columns {
  /** The index of a column by its name. @throws PipelineError row-invalid if it is not there, naming what is */
  column(name: string): number;
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[];
}

/**
 * Splits a plain CSV by hand: half a million cells a second, which matters for histories of sixty years.
 *
 * @param place the file as faults name it
 */
export function readColumns(bytes: Uint8Array, place: string): Columns {
  const lines = textOf(bytes, place).split(/\r?\n/);
  const names = (lines[0] ?? "").split(",").map((name) => name.trim());
  const rows = lines
    .map((text, index) => ({ line: index + 1, text }))
    .slice(1)
    .filter(({ text }) => text.trim() !== "")
    .map(({ line, text }) => ({ line, cells: text.split(",") }));
  return {
    rows,
    column(name) {
      const index = names.indexOf(name);
      if (index >= 0) return index;
      throw new PipelineError({
        code: "row-invalid",
        place: `${place}:1`,
        message: `A column "${name}" is expected; found ${names.length > 1 ? names.join(", ") : JSON.stringify(lines[0]?.slice(0, 60) ?? "")}.`,
        remedy: "Give the file the header that it should have.",
      });
    },
  };
}

/** UTF-8 text without byte order mark. @throws PipelineError where the file is empty or no text */
export function textOf(bytes: Uint8Array, place: string): string {
  const text = new TextDecoder().decode(bytes);
  const wrong =
    text.trim() === "" ? "The file is empty" : text.includes("\u0000") ? "The file is not text" : null;
  if (wrong)
    throw new PipelineError({
      code: "row-invalid",
      place,
      message: `${wrong}.`,
      remedy: "Put the file in place again.",
    });
  return text;
}

/** All faults of one file as one error: the first twenty by their lines, and how many more there are. */
export function refuseAll(faults: readonly FaultDetail[], place: string): void {
  if (faults.length === 0) return;
  const rest = faults.length - 20;
  const more: FaultDetail[] =
    rest > 0 ? [{ code: faults[0]!.code, place, message: `There are ${rest} more such rows.` }] : [];
  throw new PipelineError([...faults.slice(0, 20), ...more]);
}
