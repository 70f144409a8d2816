import { PipelineError } from "../../errors.ts";
import { firstLine, plainTable } from "./plain-csv.ts";
import { quoted } from "./quoted.ts";
import { type RowFault, rowInvalid } from "./row-faults.ts";
import { type Table, type TableRow, widthOf } from "./table.ts";

/** A file of plain cells, cut into rows with their line numbers. Quoted cells are for csv-parse, not for this. */
export interface Columns extends Table {
  /** The index of a column by its name. @throws PipelineError row-invalid if it is not there, naming what is */
  column(name: string): number;
  /** Rows with more cells than the header has names: a comma within a number would cut it in two. */
  readonly faults: readonly RowFault[];
}

/**
 * The columns of a file that somebody put in place.
 *
 * @param place the file as faults name it
 * @throws PipelineError row-invalid where the file is empty or no text
 */
export function readColumns(bytes: Uint8Array, place: string): Columns {
  const lines = fileText(bytes, place).split(/\r?\n/);
  const { names, rows } = plainTable(lines);
  const isTooLong = ({ cells }: TableRow) => cells.slice(names.length).some((cell) => cell.trim() !== "");
  return {
    names,
    rows: rows.filter((row) => !isTooLong(row)),
    faults: rows.filter(isTooLong).map((row) => ({ ...tooLong(row, names), place: `${place}:${row.line}` })),
    column(name) {
      const index = names.indexOf(name);
      if (index >= 0) return index;
      throw new PipelineError({ ...noColumn(name, names), place: `${place}:${firstLine(lines) + 1}` });
    },
  };
}

/** UTF-8 text without byte order mark. @throws PipelineError where the file is empty or no text */
function fileText(bytes: Uint8Array, place: string): string {
  const text = new TextDecoder().decode(bytes);
  const isEmpty = text.trim() === "";
  if (!isEmpty && !text.includes("\u0000")) return text;
  const message = isEmpty ? "The file is empty." : "The file is not text.";
  throw new PipelineError({ ...rowInvalid(message, "Put the file in place again."), place });
}

function tooLong(row: TableRow, names: readonly string[]) {
  const remedy = "Write numbers without thousands separators, and no cell with a comma.";
  return rowInvalid(`The row has ${widthOf(row, { names })}.`, remedy);
}

function noColumn(name: string, names: readonly string[]) {
  const message = `A column "${name}" is expected; found ${quoted(names.join(", "))}.`;
  return rowInvalid(message, "Give the file the header that it should have.");
}
