import { parse } from "csv-parse/sync";
import { quoted } from "../imports/quoted.ts";
import { shapeChanged } from "./unreadable.ts";

/** A CSV with names in its first line. */
export interface Table {
  readonly names: readonly string[];
  readonly rows: readonly TableRow[];
}

export interface TableRow {
  readonly line: number;
  /** As many as there are names, or fewer. */
  readonly cells: readonly string[];
}

/**
 * A CSV whose cells may be quoted. Rows may be shorter than the header, what that means is the caller's to say; never longer.
 *
 * @throws Unreadable shape_changed for a quote that is not closed and for a row with too many cells
 */
export function readTable(text: string): Table {
  const [head, ...rest] = recordsOf(text);
  const names = head?.cells ?? [];
  const tooLong = rest.find(({ cells }) => cells.slice(names.length).some((cell) => cell !== ""));
  if (tooLong) {
    const { line, cells } = tooLong;
    throw shapeChanged(`Line ${line} has ${cells.length} cells where the header has ${names.length} names.`);
  }
  return { names, rows: rest.map(({ line, cells }) => ({ line, cells: cells.slice(0, names.length) })) };
}

function recordsOf(text: string): TableRow[] {
  const lines: number[] = [];
  try {
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
  } catch {
    throw shapeChanged("The answer is no CSV: its quotes do not match.");
  }
}

/** The index of the column with this name, in whatever case. @throws Unreadable shape_changed where none or more than one has it */
export function columnOf({ names }: Table, name: string): number {
  const places = names.flatMap((each, index) => (sameName(each, name) ? index : []));
  const [place] = places;
  if (places.length === 1 && place !== undefined) return place;
  const found = places.length > 1 ? `${places.length} of them` : quoted(names.join(", "));
  throw shapeChanged(`One column "${name}" is expected; found ${found}.`);
}

export function hasColumn({ names }: Table, name: string): boolean {
  return names.some((each) => sameName(each, name));
}

function sameName(left: string, right: string): boolean {
  const plain = (name: string) => name.trim().replace(/\s+/g, " ").toLowerCase();
  return plain(left) === plain(right);
}

/** For texts that always end with a newline: a last line without one is cut short, and "4.1" may have been 4.17. */
export function refuseCutLine(text: string): void {
  if (/[\r\n]$/.test(text)) return;
  throw shapeChanged("The last line does not end with a newline: the answer is cut short.");
}
