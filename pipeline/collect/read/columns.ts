import { type FaultDetail, PipelineError } from "../../errors.ts";

/** A CSV of plain cells, cut into rows with their line numbers. Quoted cells are for csv-parse, not for this. */
export interface Columns {
  /** The index of a column by its name. @throws PipelineError row-invalid if it is not there, naming what is */
  column(name: string): number;
  readonly rows: readonly CellRow[];
  /** Rows with more cells than the header has names: a comma within a number would cut it in two. */
  readonly faults: readonly FaultDetail[];
}

export interface CellRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * Splits a plain CSV by hand: half a million cells a second, which matters for histories of sixty years.
 *
 * @param place the file as faults name it
 * @throws PipelineError row-invalid where the file is empty or no text
 */
export function readColumns(bytes: Uint8Array, place: string): Columns {
  const lines = textOf(bytes, place).split(/\r?\n/);
  const head = lines.findIndex((text) => text.trim() !== "");
  const names = lines[head]!.split(",").map((name) => name.trim());
  const all: CellRow[] = [];
  for (let index = head + 1; index < lines.length; index += 1) {
    const text = lines[index]!;
    if (text.trim() !== "") all.push({ line: index + 1, cells: text.split(",") });
  }
  const isTooLong = ({ cells }: CellRow) => cells.slice(names.length).some((cell) => cell.trim() !== "");
  return {
    rows: all.filter((row) => !isTooLong(row)),
    faults: all
      .filter(isTooLong)
      .map(({ line, cells }) => tooLong(`${place}:${line}`, cells.length, names.length)),
    column(name) {
      const index = names.indexOf(name);
      if (index >= 0) return index;
      throw new PipelineError(noColumn(`${place}:${head + 1}`, name, names));
    },
  };
}

/** The number in a cell: null for an empty one or ".", NaN for one that is no decimal number. */
export function numberIn(cell: string | undefined): number | null {
  const text = (cell ?? "").trim();
  if (text === "" || text === ".") return null;
  // "0x1F" is a number to JavaScript and "Infinity" too.
  return /^[-+.\d]/.test(text) && !/[xob]/i.test(text) ? finite(Number(text)) : Number.NaN;
}

function finite(value: number): number {
  return Number.isFinite(value) ? value : Number.NaN;
}

/** UTF-8 text without byte order mark. @throws PipelineError where the file is empty or no text */
function textOf(bytes: Uint8Array, place: string): string {
  const text = new TextDecoder().decode(bytes);
  const isEmpty = text.trim() === "";
  if (!isEmpty && !text.includes("\u0000")) return text;
  const message = isEmpty ? "The file is empty." : "The file is not text.";
  throw new PipelineError({ code: "row-invalid", place, message, remedy: "Put the file in place again." });
}

/** All faults of one file as one error: the first twenty, and how many more there are. */
export function refuseAll(faults: readonly FaultDetail[], place: string): void {
  if (faults.length === 0) return;
  const rest = faults.length - 20;
  const more: FaultDetail[] =
    rest > 0 ? [{ code: faults[0]!.code, place, message: `There are ${rest} more such rows.` }] : [];
  throw new PipelineError([...faults.slice(0, 20), ...more]);
}

function tooLong(place: string, found: number, expected: number): FaultDetail {
  const message = `The row has ${found} cells where the header has ${expected} names.`;
  const remedy = "Write numbers without thousands separators, and no cell with a comma.";
  return { code: "row-invalid", place, message, remedy };
}

function noColumn(place: string, name: string, names: readonly string[]): FaultDetail {
  const found = names.length > 1 ? names.join(", ") : JSON.stringify(names[0]);
  const message = `A column "${name}" is expected; found ${found.slice(0, 80)}.`;
  return { code: "row-invalid", place, message, remedy: "Give the file the header that it should have." };
}
