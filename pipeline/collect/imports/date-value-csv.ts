import { dateValueRows } from "../read/date-value.ts";
import { columnsOf } from "../read/dated-rows.ts";
import { quoted } from "../read/quoted.ts";
import { inDateOrder, refuseAll, rowInvalid, type Unplaced } from "../read/row-faults.ts";
import type { Rows } from "../wire-format.ts";

/**
 * A `date,value` file as rows of one series, in the file's own unit. An empty cell or "." is "no observation". Rows may come in any
 * order; a date may come once. What is plausible is not known here.
 *
 * @param series under which the rows are kept
 * @throws PipelineError with every bad row: row-invalid, date-duplicate
 */
export function readDateValueCsv(bytes: Uint8Array, place: string, series: string): Rows[] {
  const { rows, faults } = dateValueRows(bytes, place, notNumber);
  const ordered = inDateOrder(rows, { place });
  refuseAll([...faults, ...ordered.faults], place);
  return ordered.rows.length === 0 ? [] : [{ series, ...columnsOf(ordered.rows) }];
}

function notNumber(text: string, value: number | null): Unplaced | null {
  if (!Number.isNaN(value)) return null;
  const message = `A value is not a number; found ${quoted(text)}.`;
  return rowInvalid(message, "Correct the row, or leave the cell empty for no observation.");
}
