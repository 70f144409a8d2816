import type { Cell, Table } from "./blocks.ts";
import { plainWords } from "./blocks.ts";
import { escapeHtml } from "./escape.ts";
import { type Dialect, inlineHtml } from "./html.ts";

export interface TableForm {
  readonly dialect: Dialect;
  /** HTML before a cell's words, such as a bar; none if left out. */
  readonly beside?: (cell: Cell) => string;
  /** Writes each column's name on its cells, for narrow screens that set a row as a card. */
  readonly named?: boolean;
}

/** A table with its column heads and, in the first column, its row heads. */
export function tableHtml({ aligns, head, rows }: Table, form: TableForm): string {
  const heads = head.map((cell, column) => headCell(cell, column, aligns, form));
  const body = rows.map((row) => {
    const cells = row.map((cell, column) => bodyCell(cell, column, { aligns, head, form }));
    return `<tr>${cells.join("")}</tr>`;
  });
  const thead = `<thead><tr>${heads.join("")}</tr></thead>`;
  return ["<table>", thead, "<tbody>", ...body, "</tbody>", "</table>"].join("\n");
}

/** A column without a name has no head cell: an empty one would be read aloud as nothing. */
function headCell(cell: Cell, column: number, aligns: Table["aligns"], { dialect }: TableForm): string {
  if (cell.length === 0) return "<td></td>";
  return `<th scope="col"${classOf(cell, aligns[column])}>${inlineHtml(cell, dialect)}</th>`;
}

function bodyCell(
  cell: Cell,
  column: number,
  { aligns, head, form }: { aligns: Table["aligns"]; head: readonly Cell[]; form: TableForm },
): string {
  const inner = (form.beside?.(cell) ?? "") + inlineHtml(cell, form.dialect);
  const name = plainWords(head[column] ?? []);
  const named = form.named && name !== "" ? ` data-head="${escapeHtml(name)}"` : "";
  if (column === 0 && cell.length > 0) return `<th scope="row"${classOf(cell, aligns[0])}>${inner}</th>`;
  return `<td${classOf(cell, aligns[column])}${named}>${inner}</td>`;
}

function classOf(cell: Cell, align: Table["aligns"][number] | undefined): string {
  const classes = [
    ...(align === "right" ? ["num"] : align === "center" ? ["mid"] : []),
    ...(cell.length === 1 && cell[0]!.kind === "image" ? ["spark"] : []),
  ];
  return classes.length === 0 ? "" : ` class="${classes.join(" ")}"`;
}
