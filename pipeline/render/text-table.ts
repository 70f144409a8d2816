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

/**
 * Heads in one line where there is room, else parted between words; then the first column gives way. Null if
 * that is not enough.
 */
function widthsOf({ head, rows }: TextTable, width: number): readonly number[] | null {
  const columns = head.map((name, column) => {
    const widest = Math.max(1, ...rows.map((row) => widthOf(row[column] ?? "")));
    return { whole: Math.max(widest, widthOf(name)), parted: Math.max(widest, longestWord(name)) };
  });
  const spare = (widths: readonly number[]) =>
    width - widths.reduce((sum, one) => sum + one, 0) - GAP.length * (widths.length - 1);
  const whole = columns.map((column) => column.whole);
  if (spare(whole) >= 0) return whole;
  const [first = 0, ...others] = columns.map((column) => column.parted);
  const left = first + Math.min(0, spare([first, ...others]));
  const least = Math.max(12, ...rows.map((row) => longestWord(row[0] ?? "")));
  return left === first || left >= least ? [left, ...others] : null;
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
    ...row.flatMap((cell, column) => wrapped(head[column] ? `${head[column]}: ${cell}` : cell, width)),
  ]);
}
