import { isDate } from "../../../finance/dates.ts";
import type { Series } from "../../../model/series.ts";
import type { IsoDate } from "../../../model/unit.ts";
import { readColumns } from "../../read/columns.ts";
import { type FileRow, inDateOrder, type RowFault, refuseAll, type Unplaced } from "../../read/row-faults.ts";

/** Both ends included. */
export interface Span {
  readonly from: IsoDate;
  readonly to: IsoDate;
}

/** A table with a row per day and key: a contract, a sector. */
export interface KeyedTable<Row extends FileRow> {
  readonly columns: readonly string[];
  /** @param cells in the order of `columns` */
  readRow(cells: readonly string[], line: number): Row;
  /** What is wrong with a row; null if nothing is. */
  rowFault(row: Row): Unplaced | null;
  keyOf(row: Row): string;
  /** @param rows of one key, oldest first, each date once */
  seriesOf(key: string, rows: readonly Row[]): readonly Series[];
}

/**
 * The series of a table, whose rows may come in any order.
 *
 * @throws PipelineError with every bad row within the span
 */
export function readKeyedTable<Row extends FileRow>(
  { columns: names, readRow, rowFault, keyOf, seriesOf }: KeyedTable<Row>,
  { bytes, place }: { readonly bytes: Uint8Array; readonly place: string },
  { from, to }: Span,
): Series[] {
  const columns = readColumns(bytes, place);
  const at = names.map((name) => columns.column(name));
  const faults: RowFault[] = [...columns.faults];
  const rows = columns.rows.flatMap(({ line, cells }): Row[] => {
    const row = readRow(
      at.map((index) => (cells[index] ?? "").trim()),
      line,
    );
    if (isDate(row.date) && (row.date < from || row.date > to)) return [];
    const wrong = rowFault(row);
    if (wrong) faults.push({ ...wrong, place: `${place}:${line}` });
    return wrong ? [] : [row];
  });
  const series = [...Map.groupBy(rows, keyOf)].flatMap(([key, own]) => {
    const ordered = inDateOrder(own, { place, of: key });
    faults.push(...ordered.faults);
    return seriesOf(key, ordered.rows);
  });
  refuseAll(faults, place);
  return series;
}
