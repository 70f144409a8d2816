import type { Cell, Table } from "./blocks.ts";
import { plainWords } from "./blocks.ts";
import { escapeHtml } from "./escape.ts";
import { type Dialect, inlineHtml } from "./html.ts";

export interface TableForm {
  readonly dialect: Dialect;
  /** HTML before a cell's words, such as a bar; none if left out. */
  readonly beside?: (cell: Cell) => string;
  /** The shade of a cell, where it has one. */
  readonly heat: (cell: Cell) => string | null;
  /** Writes each column's name on its cells, for narrow screens that set a row as a card. */
  readonly named?: boolean;
  /** On paper: marks names and words that are too short to break. */
  readonly paper?: boolean;
}

const SUM = /^(Sum|Total|All)\b/;
/** Letters that stay on one line: of a row's name, and of words in a cell. */
const SHORT = { name: 25, words: 13 } as const;

/** What all cells of a column have in common. */
interface Column {
  readonly name: string;
  /** `num`: numbers to the right; `mid`: centred; `spark`: images; `heat`: shaded cells. */
  readonly classes: readonly string[];
}

/** A table with its column heads and, in the first column, its row heads. */
export function tableHtml(table: Table, form: TableForm): string {
  const columns = table.head.map((_, column) => columnOf(table, column, form));
  const heads = table.head.map((cell, column) => headCell(cell, columns[column]!, form));
  const sums = firstSum(table);
  const rows = table.rows.map((row, at) => {
    const cells = columns.map((column, index) =>
      index === 0 ? rowHead(row[0] ?? [], column, form) : bodyCell(row[index] ?? [], column, form),
    );
    return `<tr${classAttribute(at === sums ? ["sum"] : [])}>${cells.join("")}</tr>`;
  });
  const thead = `<thead><tr>${heads.join("")}</tr></thead>`;
  return ["<table>", thead, "<tbody>", ...rows, "</tbody>", "</table>"].join("\n");
}

/** The row from which on a table adds up; as many as there are rows if it does not. */
export function firstSum({ rows }: Table): number {
  const found = rows.findIndex(([name]) => SUM.test(plainWords(name ?? [])));
  return found < 0 ? rows.length : found;
}

function columnOf({ aligns, head, rows }: Table, column: number, { heat }: TableForm): Column {
  // One correlation among figures of other kinds is no heat table.
  const shaded = column > 0 ? rows.filter((row) => heat(row[column] ?? []) !== null).length : 0;
  const isImage = (row: readonly Cell[]) => row[column]?.length === 1 && row[column][0]!.kind === "image";
  const classes = [
    ...(aligns[column] === "right" ? ["num"] : aligns[column] === "center" ? ["mid"] : []),
    ...(rows.some(isImage) ? ["spark"] : []),
    ...(shaded * 2 > rows.length ? ["heat"] : []),
  ];
  return { name: plainWords(head[column] ?? []), classes };
}

function classAttribute(classes: readonly string[]): string {
  return classes.length === 0 ? "" : ` class="${classes.join(" ")}"`;
}

/** A column without a name has no head cell: an empty one would be read aloud as nothing. */
function headCell(cell: Cell, { classes }: Column, { dialect }: TableForm): string {
  return cell.length === 0
    ? "<td></td>"
    : `<th scope="col"${classAttribute(classes)}>${inlineHtml(cell, dialect)}</th>`;
}

function rowHead(cell: Cell, { classes }: Column, { dialect, paper }: TableForm): string {
  const tag = cell.length === 0 ? ["<td", "td"] : ['<th scope="row"', "th"];
  const short = paper && plainWords(cell).length <= SHORT.name ? ["short"] : [];
  return `${tag[0]}${classAttribute([...classes, ...short])}>${inlineHtml(cell, dialect)}</${tag[1]}>`;
}

function bodyCell(
  cell: Cell,
  { name, classes }: Column,
  { dialect, beside, heat, named, paper }: TableForm,
): string {
  const shade = classes.includes("heat") ? heat(cell) : null;
  const short = paper && !classes.includes("num") && plainWords(cell).length <= SHORT.words;
  const className = classAttribute([...classes, ...(shade ? [shade] : []), ...(short ? ["short"] : [])]);
  const head = named && name !== "" ? ` data-head="${escapeHtml(name)}"` : "";
  const bar = beside?.(cell) ?? "";
  const words = inlineHtml(cell, dialect);
  const placed = bar && `${bar}<span class="beside">${words}</span>`;
  return `<td${className}${head}>${placed || words}</td>`;
}
