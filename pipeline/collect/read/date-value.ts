import { isDate } from "../../finance/dates.ts";
import { numberIn } from "./cell.ts";
import { readColumns } from "./columns.ts";
import { type FileRow, notDate, type RowFault, type Unplaced } from "./row-faults.ts";

/** What is wrong with a cell of a row; null if nothing is. `value` is NaN where the text is no number. */
export type ValueFault = (text: string, value: number | null) => Unplaced | null;

/**
 * The rows of a `date,value` file as they stand there, and the faults of those that cannot be taken. An empty cell or "." is "no
 * observation".
 *
 * @param column the head of the column to read where it is not `value`
 *
 * @throws PipelineError row-invalid where the file is none, or has other columns
 */
export function dateValueRows(
  bytes: Uint8Array,
  place: string,
  valueFault: ValueFault,
  column = "value",
): { readonly rows: readonly FileRow[]; readonly faults: readonly RowFault[] } {
  const columns = readColumns(bytes, place);
  const [dateAt, valueAt] = [columns.column("date"), columns.column(column)];
  const faults: RowFault[] = [...columns.faults];
  const rows: FileRow[] = [];
  for (const { line, cells } of columns.rows) {
    const date = (cells[dateAt] ?? "").trim();
    const text = (cells[valueAt] ?? "").trim();
    const value = numberIn(text);
    const wrongDate = isDate(date) ? null : notDate(date);
    const wrongValue = valueFault(text, value);
    if (wrongDate) faults.push({ ...wrongDate, place: `${place}:${line} [date]` });
    if (wrongValue) faults.push({ ...wrongValue, place: `${place}:${line} [${column}]` });
    if (!wrongDate && !wrongValue) rows.push({ date, value, line });
  }
  return { rows, faults };
}
