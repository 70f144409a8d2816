import type { ChartSpec } from "../model/chart.ts";
import type { Block, Exhibit, Table, Zone } from "./blocks.ts";
import { imagesOf, plainWords, textsOf } from "./blocks.ts";
import { firstSum } from "./table-html.ts";

/**
 * The sections of a printed page in two columns: prose, and every exhibit that can do with a column. What wants the whole width stands
 * between the columns, and so does what would leave one of them half empty.
 */
export function inColumns(blocks: readonly Block[], charts: readonly ChartSpec[]): readonly Block[] {
  const specs = new Map(charts.map((spec) => [spec.id, spec]));
  return blocks.map((block) =>
    block.kind === "zone" && block.name === "section"
      ? { ...block, blocks: laid(block.blocks, specs) }
      : block,
  );
}

type Specs = ReadonlyMap<string, ChartSpec>;

function laid(blocks: readonly Block[], specs: Specs): readonly Block[] {
  const pieces = blocks.flatMap((block): readonly Block[] =>
    block.kind === "pair" ? block.exhibits : [block],
  );
  const all: Block[] = [];
  let run: Block[] = [];
  const flush = () => {
    all.push(...set(run, specs));
    run = [];
  };
  for (const piece of earlier(pieces, specs)) {
    if (flows(piece, specs)) run.push(piece);
    else {
      flush();
      all.push(piece);
    }
  }
  flush();
  return all;
}

/** A chart that a wide table parts from its prose stands before the table: beside the prose. */
function earlier(blocks: readonly Block[], specs: Specs): readonly Block[] {
  const all = [...blocks];
  for (let at = 1; at + 1 < all.length; at += 1) {
    const [before, wide, after] = [all[at - 1]!, all[at]!, all[at + 1]!];
    const parted = before.kind === "paragraph" && wide.kind === "exhibit" && !flows(wide, specs);
    if (parted && after.kind === "exhibit" && flows(after, specs)) all.splice(at, 2, after, wide);
  }
  return all;
}

function flows(block: Block, specs: Specs): boolean {
  if (block.kind === "exhibit") return isHalf(block, specs);
  return ["paragraph", "panel", "list"].includes(block.kind);
}

function isHalf({ shown }: Exhibit, specs: Specs): boolean {
  if (shown.kind === "table") return fitsColumn(shown);
  const spec = shown.image.kind === "chart" ? specs.get(shown.image.id) : undefined;
  if (spec?.kind === "line" && spec.dates.length > LONG_DAYS) return false;
  if (spec?.kind === "panels") return spec.panels.length <= FEW_PANELS;
  return HALF_KINDS.includes(spec?.kind ?? "");
}

/** A line of more days than half a page has pixels to set apart, some two to each: five years want the whole width. */
const LONG_DAYS = 600;
/** Two by two panels are wide enough in half a page. */
const FEW_PANELS = 4;
const HALF_KINDS: readonly string[] = ["bars", "steps", "line", "dots"];
/** Letters of a table's size that a column has room for. */
const COLUMN_LETTERS = 64;
/** A gap between two columns of a table, a row's name and words in cells, in letters: longer ones may take a second line. */
const [GAP, NAME, WORDS] = [2, 24, 16];

function fitsColumn(table: Table): boolean {
  if (imagesOf([table]).length > 0) return false;
  const widths = table.head.map((_, column) => columnLetters(table, column));
  return widths.reduce((sum, width) => sum + width + GAP, -GAP) <= COLUMN_LETTERS;
}

/** Rows from which on a table alone in the page's width is set as two halves side by side. */
const HALVES = 8;

/** A long table of few columns that names no sum and no groups: its rows can go on in a second column. */
export function isInHalves(table: Table): boolean {
  const hasParts = table.rows.some(([name]) => name?.some(({ kind }) => kind === "strong"));
  return (
    table.rows.length >= HALVES && !hasParts && fitsColumn(table) && firstSum(table) === table.rows.length
  );
}

/** Numbers never break; heads are set smaller. */
function columnLetters({ aligns, head, rows }: Table, column: number): number {
  const cells = Math.max(0, ...rows.map((row) => plainWords(row[column] ?? []).length));
  const words = plainWords(head[column] ?? []).split(/\s+/);
  const named = Math.max(...words.map(({ length }) => length)) * 0.9;
  const most = column === 0 ? NAME : aligns[column] === "right" ? cells : WORDS;
  return Math.max(named, Math.min(cells, most));
}

/** How much of two columns may be empty beside what they hold, as a share; less where a table could be set in halves instead. */
const EMPTY = { most: 0.32, halves: 0.12 } as const;
/** Prose of less than this many letters is not worth two columns. */
const PROSE = 330;

function set(run: readonly Block[], specs: Specs): readonly Block[] {
  const exhibits = run.filter(({ kind }) => kind === "exhibit");
  if (exhibits.length === 0) {
    const letters = run.reduce((sum, block) => sum + lettersOf(block), 0);
    return letters < PROSE ? run : [columns(run)];
  }
  const [only, another] = exhibits;
  const couldSplit = only?.kind === "exhibit" && only.shown.kind === "table" && isInHalves(only.shown);
  const most = couldSplit && !another ? EMPTY.halves : EMPTY.most;
  return emptyShare(run.map((block) => height(block, specs))) <= most ? [columns(run)] : apart(run, specs);
}

/** Exhibits in the whole width, the prose between them for itself. */
function apart(run: readonly Block[], specs: Specs): readonly Block[] {
  const at = run.findIndex(({ kind }) => kind === "exhibit");
  if (at < 0) return set(run, specs);
  return [...set(run.slice(0, at), specs), run[at]!, ...apart(run.slice(at + 1), specs)];
}

function columns(run: readonly Block[]): Zone {
  const blocks = run.map((block): Block => {
    return block.kind === "exhibit" ? { kind: "pair", exhibits: [block] } : block;
  });
  return { kind: "zone", name: "columns", id: "", blocks };
}

/** A block's height in a column, in mm, and whether it may break. */
interface Height {
  readonly mm: number;
  readonly breaks: boolean;
}

/** How much of two columns stays empty when they are as short as these blocks allow, as a share. */
function emptyShare(heights: readonly Height[]): number {
  const total = heights.reduce((sum, { mm }) => sum + mm, 0);
  let least = total;
  let left = 0;
  for (const { mm, breaks } of heights) {
    const before = Math.max(left, total - left);
    left += mm;
    const after = Math.max(left, total - left);
    least = Math.min(
      least,
      before,
      after,
      breaks && left - mm < total / 2 && left > total / 2 ? total / 2 : total,
    );
  }
  return 1 - total / (2 * least);
}

const LINE = { text: 5.1, small: 3.6, row: 4.5 } as const;
const LETTERS = { text: 56, small: 78, name: 24 } as const;
/** A chart in a column: mm for each px of its drawing's height, and of that height what is left when it is narrow. */
const CHART = { mm: 0.25, share: 0.8 } as const;

function height(block: Block, specs: Specs): Height {
  if (block.kind !== "exhibit")
    return { mm: lines(lettersOf(block), LETTERS.text) * LINE.text + 1.6, breaks: true };
  const { shown, captions, notes } = block;
  const small = [...captions, ...notes].reduce(
    (sum, note) => sum + lines(lettersOf(note), LETTERS.small) * LINE.small,
    5,
  );
  if (shown.kind === "table") {
    const rows = shown.rows.reduce(
      (sum, [name]) => sum + lines(plainWords(name ?? []).length, LETTERS.name),
      1.5,
    );
    return { mm: small + rows * LINE.row, breaks: false };
  }
  const spec = shown.image.kind === "chart" ? specs.get(shown.image.id) : undefined;
  return { mm: small + (spec?.height ?? 0) * CHART.share * CHART.mm, breaks: false };
}

function lettersOf(block: Block): number {
  return textsOf([block]).reduce((sum, words) => sum + plainWords(words).length, 0);
}

function lines(letters: number, across: number): number {
  return Math.max(1, Math.ceil(letters / across));
}
