import { parse } from "csv-parse/sync";
import { shapeChanged } from "./refusal.ts";
import { type Table, type TableRow, widthOf } from "./table.ts";

/** The rows of a CSV whose cells may be quoted, its header first; blank lines are passed over. @throws CsvError where quotes do not match */
export function quotedRows(text: string): readonly TableRow[] {
  const lines: number[] = [];
  const records = parse(text, {
    trim: true,
    skip_empty_lines: true,
    // Short rows come from some sources: they are judged by the reader, not by the parser.
    relax_column_count: true,
    record_delimiter: ["\r\n", "\n", "\r"],
    on_record: (cells: string[], info) => {
      lines.push(info.lines);
      return cells;
    },
  });
  return records.map((cells, index) => ({ line: lines[index]!, cells }));
}

/**
 * A page's CSV whose cells may be quoted. Rows may be shorter than the header, what that means is the caller's to say; never longer.
 *
 * @throws Unreadable shape_changed for a quote that is not closed and for a row with too many cells
 */
export function quotedTable(text: string): Table {
  const [head, ...rows] = pageRows(text);
  const names = head?.cells ?? [];
  const tooLong = rows.find(({ cells }) => cells.slice(names.length).some((cell) => cell !== ""));
  if (tooLong) throw shapeChanged(`Line ${tooLong.line} has ${widthOf(tooLong, { names })}.`);
  return { names, rows: rows.map(({ line, cells }) => ({ line, cells: cells.slice(0, names.length) })) };
}

function pageRows(text: string): readonly TableRow[] {
  try {
    return quotedRows(text);
  } catch {
    throw shapeChanged("The answer is no CSV: its quotes do not match.");
  }
}
