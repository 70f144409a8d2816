import type { Table } from "./blocks.ts";
import { padded, widthOf, wrapped } from "./text-lines.ts";

/** A table of words: what plain text can show of it. */
export interface TextTable {
  readonly aligns: Table["aligns"];
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const GAP = "  ";

/**
 * Lines of a table: numbers to the right, heads over them in as few lines as fit. Where all columns do not
 * fit side by side, each row becomes a little list.
 */
export function textTable(table: TextTable, width: number): readonly string[] {
  const widths = widthsOf(table, width);
  if (widths === null) return asLists(table, width);
  const columns = widths.map((one, column) => ({ width: one, align: table.aligns[column] }));
  const rule = widths.map((one) => "-".repeat(one)).join(GAP);
  const head = rowLines(table.head, columns, "foot");
  return [...head, rule, ...table.rows.flatMap((row) => rowLines(row, columns, "top"))];
}

/** A first column is not made narrower than this, nor a later one of words than its own words. */
const LEAST_NAME = 12;

/**
 * Heads in one line where there is room, else parted between words; then columns of words give way, the widest first. Null if that is
 * not enough.
 */
function widthsOf({ aligns, head, rows }: TextTable, width: number): readonly number[] | null {
  const columns = head.map((name, column) => {
    const cells = rows.map((row) => row[column] ?? "");
    const widest = Math.max(1, ...cells.map(widthOf));
    const words = Math.max(column === 0 ? LEAST_NAME : 1, longestWord(name), ...cells.map(longestWord));
    const parted = Math.max(widest, longestWord(name));
    return {
      whole: Math.max(widest, widthOf(name)),
      parted,
      least: column === 0 || (aligns[column] ?? "left") === "left" ? Math.min(parted, words) : parted,
    };
  });
  const spare = (widths: readonly number[]) =>
    width - widths.reduce((sum, one) => sum + one, 0) - GAP.length * (widths.length - 1);
  const whole = columns.map((column) => column.whole);
  if (spare(whole) >= 0) return whole;
  const widths = columns.map((column) => column.parted);
  for (let over = -spare(widths); over > 0; over -= 1) {
    const yielding = widths.map((one, column) => (one > columns[column]!.least ? one : 0));
    const widest = yielding.indexOf(Math.max(...yielding));
    if (yielding[widest] === 0) return null;
    widths[widest]! -= 1;
  }
  return widths;
}

function longestWord(text: string): number {
  return Math.max(0, ...text.split(/[ \n]+/).map(widthOf));
}

/**
 * One row in as many lines as its longest cell needs; shorter cells stand at its top or, as heads do, at its
 * foot.
 */
function rowLines(
  cells: readonly string[],
  columns: readonly { readonly width: number; readonly align: Table["aligns"][number] | undefined }[],
  at: "top" | "foot",
): readonly string[] {
  const parts = columns.map(({ width }, column) => wrapped(cells[column] ?? "", width));
  const height = Math.max(...parts.map((lines) => lines.length));
  return Array.from({ length: height }, (_, row) =>
    columns
      .map(({ width, align }, column) => {
        const lines = parts[column]!;
        const line = lines[at === "foot" ? row - height + lines.length : row] ?? "";
        return padded(line, width, align === "right" ? "right" : "left");
      })
      .join(GAP)
      .trimEnd(),
  );
}

function asLists({ head, rows }: TextTable, width: number): readonly string[] {
  return rows.flatMap((row, index) => [
    ...(index > 0 ? [""] : []),
    ...row.flatMap((cell, column) =>
      cell === "" ? [] : wrapped(head[column] ? `${head[column]}: ${cell}` : cell, width),
    ),
  ]);
}
