import type { LedgerEntry } from "../model/ledger.ts";
import type { Block, Cell, Exhibit, Table, Zone } from "./blocks.ts";
import { plainWords } from "./blocks.ts";
import { escapeHtml } from "./escape.ts";
import { blocksHtml, type Dialect, inlineHtml } from "./html.ts";

/** What the strip is made with. */
export interface Strip {
  readonly dialect: Dialect;
  readonly entries: ReadonlyMap<string, LedgerEntry>;
}

/** The columns of the key figures behind their names, as the style sheet calls them. */
const COLUMNS = ["level", "change", "spark", "low", "high", "rank"] as const;
type Column = (typeof COLUMNS)[number];
/** So many figures stand large beside lines; one more than that is large too. */
const LARGE = 3;
/** Lines that have room for their five years as well. */
const FEW_LINES = 3;
/** Letters of a level that fit their column in its full size, and of a name in one line. */
const [FULL_SIZE, ONE_LINE] = [9, 26];

/**
 * The section of the key figures as a strip: the first three large, the others as lines beside them. It stays a table whose rows are
 * figures. A table of other columns, which an editor may have made, is set as any table.
 */
export function stripHtml(zone: Zone, strip: Strip): string {
  const { dialect } = strip;
  const at = zone.blocks.findIndex(isStrip);
  if (at < 0) return dialect.zone(zone, blocksHtml(zone.blocks, dialect));
  const exhibit = zone.blocks[at] as Exhibit & { readonly shown: Table };
  const parts = [
    `<div class="strip-head">\n${blocksHtml(zone.blocks.slice(0, at), dialect)}\n</div>`,
    exhibitHtml(exhibit, strip),
    blocksHtml(zone.blocks.slice(at + 1), dialect),
  ];
  return dialect.zone(zone, `<div class="strip">\n${parts.join("\n")}\n</div>`);
}

function isStrip(block: Block): boolean {
  return (
    block.kind === "exhibit" && block.shown.kind === "table" && block.shown.head.length === COLUMNS.length + 1
  );
}

/** The words that say what is shown stand below: above them the figures come first. */
function exhibitHtml({ shown, captions, notes }: Exhibit & { readonly shown: Table }, strip: Strip): string {
  const { dialect } = strip;
  const caption = captions
    .map(({ words }) => `<p class="caption">${inlineHtml(words, dialect)}</p>`)
    .join("");
  const foot = caption && `\n<figcaption>${caption}</figcaption>`;
  return `<figure class="table">\n${tableHtml(shown, strip)}${foot}\n${blocksHtml(notes, dialect)}</figure>`;
}

function tableHtml({ head, rows }: Table, strip: Strip): string {
  const heads = head.map((cell) =>
    cell.length === 0 ? "<td></td>" : `<th scope="col">${inlineHtml(cell, strip.dialect)}</th>`,
  );
  const names = head.slice(1).map(plainWords);
  const large = rows.length <= LARGE + 1 ? rows.length : LARGE;
  const isFull = rows.length - large > FEW_LINES;
  const body = rows.map((row, at) =>
    rowHtml(row, { ...strip, names, size: at < large ? "large" : "line", isFull }),
  );
  const isDeep = rows.slice(0, large).some(([name = []]) => plainWords(name).length > ONE_LINE);
  const lines = rows.length - large;
  const classes = [
    `of-${Math.max(LARGE, large)}`,
    ...(isDeep ? ["deep"] : []),
    ...(lines > 0 ? ["lined"] : []),
  ];
  const opening = `<table class="${classes.join(" ")}" style="--lines:${Math.max(1, lines)}">`;
  const thead = `<thead><tr>${heads.join("")}</tr></thead>`;
  return [opening, thead, "<tbody>", ...body, "</tbody>", "</table>"].join("\n");
}

interface Rows extends Strip {
  /** Of the columns, as the template words them. */
  readonly names: readonly string[];
  readonly size: "large" | "line";
  /** So many lines that none has room for its five years. */
  readonly isFull: boolean;
}

function rowHtml([name = [], ...cells]: readonly Cell[], rows: Rows): string {
  const at = placeOf(cells, rows);
  const place = at === null ? "" : ` style="--at:${at.toFixed(1)}"`;
  const head = `<th scope="row">${inlineHtml(name, rows.dialect)}</th>`;
  const body = COLUMNS.map((column, index) => {
    const classes = classesOf(cells, column, rows).join(" ");
    const inner = wordsHtml(cells[index] ?? [], rows);
    return `<td class="${classes}" data-head="${escapeHtml(rows.names[index]!)}">${inner}</td>`;
  });
  return `<tr class="${rows.size}${at === null ? " placeless" : ""}"${place}>${head}${body.join("")}</tr>`;
}

/** `none`: n/a; `unseen`: read aloud alone, since it is said beside it or would say nothing; `long`: set smaller. */
function classesOf(cells: readonly Cell[], column: Column, { size, isFull }: Rows): readonly string[] {
  const cell = cells[COLUMNS.indexOf(column)] ?? [];
  const figure = shownIn(cell);
  const isVoid = !figure && !/\w/.test(plainWords(cell));
  const isRange = ["low", "high", "rank"].includes(column);
  const isSaid = column !== "level" && !shownIn(cells[0] ?? []);
  const isRepeated = !figure && ["spark", "high", "rank"].includes(column);
  const isCrowded = size === "line" && (column === "spark" || (isFull && isRange));
  const isLong = column === "level" && figure?.kind === "figure" && figure.text.length > FULL_SIZE;
  return [
    column,
    ...(figure ? [] : ["none"]),
    ...(isVoid || isSaid || isRepeated || isCrowded ? ["unseen"] : []),
    ...(isLong ? ["long"] : []),
  ];
}

function shownIn(cell: Cell): Cell[number] | undefined {
  return cell.find(({ kind }) => kind === "figure" || kind === "image");
}

/** A cell's figure, and smaller what is said of it: "as of 3 November". */
function wordsHtml(cell: Cell, { dialect }: Rows): string {
  const inner = cell.map((word) => {
    const html = inlineHtml([word], dialect);
    return shownIn(cell) && word.kind === "text" && html.trim() !== "" ? `<small>${html}</small>` : html;
  });
  return inner.join("");
}

/** Where a level lies between its low (0) and high (100); null where one of them is missing or all are equal. */
function placeOf([level, , , low, high]: readonly Cell[], { entries }: Strip): number | null {
  const [now, least, most] = [level, low, high].map((cell) => {
    const figure = cell?.find(({ kind }) => kind === "figure");
    return figure?.kind === "figure" ? entries.get(figure.id)?.figure.value : undefined;
  });
  if (now === undefined || least === undefined || most === undefined || most <= least) return null;
  return Math.min(100, Math.max(0, (100 * (now - least)) / (most - least)));
}
