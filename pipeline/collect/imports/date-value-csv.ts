import type { FaultDetail } from "../../errors.ts";
import { isDate } from "../../finance/dates.ts";
import { numberIn, readColumns, refuseAll } from "../read/columns.ts";
import { columnsOf, type DatedRow, inDateOrder, notDate } from "../read/dated-rows.ts";
import type { Rows } from "../wire-format.ts";
import { quoted } from "./quoted.ts";

/**
 * A `date,value` file as rows of one series, in the file's own unit. An empty cell or "." is "no observation". Rows may come in any
 * order; a date may come once. What is plausible is not known here.
 *
 * @param series under which the rows are kept
 * @throws PipelineError with every bad row: row-invalid, date-duplicate
 */
export function readDateValueCsv(bytes: Uint8Array, place: string, series: string): Rows[] {
  const columns = readColumns(bytes, place);
  const [dateAt, valueAt] = [columns.column("date"), columns.column("value")];
  const faults: FaultDetail[] = [...columns.faults];
  const rows: DatedRow[] = [];
  for (const { line, cells } of columns.rows) {
    const date = (cells[dateAt] ?? "").trim();
    const value = numberIn(cells[valueAt]);
    if (!isDate(date)) faults.push({ ...notDate(date), place: `${place}:${line} [date]` });
    if (Number.isNaN(value)) faults.push(notNumber(cells[valueAt] ?? "", `${place}:${line} [value]`));
    rows.push({ date, value, line });
  }
  const valid = rows.filter(({ date }) => isDate(date));
  const ordered = inDateOrder(valid, { place });
  refuseAll([...faults, ...ordered.faults], place);
  return ordered.rows.length === 0 ? [] : [{ series, ...columnsOf(ordered.rows) }];
}

function notNumber(found: string, place: string): FaultDetail {
  const message = `A value is not a number; found ${quoted(found.trim())}.`;
  const remedy = "Correct the row, or leave the cell empty for no observation.";
  return { code: "row-invalid", place, message, remedy };
}
