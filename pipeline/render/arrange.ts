import type { ChartSpec } from "../model/chart.ts";
import type { Block, Cell, Exhibit, Inline, Paragraph, Table } from "./blocks.ts";
import { imagesOf, plainWords } from "./blocks.ts";
import { inColumns } from "./columns.ts";
import { type Endnote, endnoted } from "./endnotes.ts";

/** An issue ready for any page: its head, its sections by name, and its blocks with exhibits put together. */
export interface Arranged {
  readonly title: readonly Inline[];
  readonly standfirst: readonly Inline[];
  readonly contents: readonly { readonly id: string; readonly name: string }[];
  readonly blocks: readonly Block[];
  /** The same blocks for paper: in columns, without the notes on method. */
  readonly printed: readonly Block[];
  /** The notes on method of the printed blocks. */
  readonly endnotes: readonly Endnote[];
}

/**
 * Takes the head off the body and puts together what belongs together.
 *
 * @param notices sentences that the page itself prints: as captions of the body they would stand twice
 */
export function arrange(
  body: readonly Block[],
  { notices, charts }: { readonly notices: readonly string[]; readonly charts: readonly ChartSpec[] },
): Arranged {
  const [first, second, ...others] = body;
  const title = first?.kind === "heading" && first.level === 1 ? first.words : [];
  const standfirst = second?.kind === "paragraph" ? second.words : [];
  const kept = title.length === 0 ? body : second && standfirst.length === 0 ? [second, ...others] : others;
  const printed = kept.filter((block) => !isNotice(block, notices));
  const blocks = levelled(composed(printed, halfOf(charts)));
  const { blocks: noted, notes } = endnoted(blocks);
  return {
    title,
    standfirst,
    contents: contentsOf(printed),
    blocks,
    printed: inColumns(noted, charts),
    endnotes: notes,
  };
}

function isNotice(block: Block, notices: readonly string[]): boolean {
  if (block.kind !== "paragraph" || block.role !== "caption") return false;
  return notices.includes(plainWords(block.words).trim());
}

function contentsOf(blocks: readonly Block[]): Arranged["contents"] {
  return blocks.flatMap((block) => {
    if (block.kind !== "zone" || block.name !== "section") return [];
    const name = block.blocks.find((inner) => inner.kind === "heading");
    return name?.kind === "heading" ? [{ id: block.id, name: plainWords(name.words) }] : [];
  });
}

function composed(blocks: readonly Block[], isHalf: (exhibit: Exhibit) => boolean): readonly Block[] {
  const inside = blocks.map((block): Block => {
    return "blocks" in block ? { ...block, blocks: composed(block.blocks, isHalf) } : block;
  });
  return inGroups(withListHeadings(inPairs(inExhibits(inside), isHalf)));
}

/** Tables and images with the captions right above and the sources right below them. */
function inExhibits(blocks: readonly Block[]): readonly Block[] {
  const all: Block[] = [];
  for (let at = 0; at < blocks.length; at += 1) {
    const shown = blocks[at]!;
    if (shown.kind !== "table" && shown.kind !== "image") {
      all.push(shown);
      continue;
    }
    const captions = takeCaptions(all);
    if (captions.length === 0 && isOwnCaption(blocks, at)) captions.push(blocks[++at] as Paragraph);
    const notes: Paragraph[] = [];
    while (isParagraph(blocks[at + 1], "small")) notes.push(blocks[++at] as Paragraph);
    all.push({ kind: "exhibit", shown, captions, notes });
  }
  return all;
}

/** The captions at the end of what has passed, taken from there. */
function takeCaptions(passed: Block[]): Paragraph[] {
  const captions: Paragraph[] = [];
  while (isParagraph(passed.at(-1), "caption")) captions.unshift(passed.pop() as Paragraph);
  return captions;
}

/** Under a writer's picture a caption speaks of the picture, unless it stands above another exhibit. */
function isOwnCaption(blocks: readonly Block[], at: number): boolean {
  const [shown, caption, next] = blocks.slice(at, at + 3);
  if (shown?.kind !== "image" || shown.image.kind !== "picture") return false;
  return isParagraph(caption, "caption") && next?.kind !== "image" && next?.kind !== "table";
}

function isParagraph(block: Block | undefined, role: Paragraph["role"]): boolean {
  return block?.kind === "paragraph" && block.role === role;
}

/**
 * Two neighbours that can do with half a page stand side by side. A source under the second one alone speaks
 * of both and stands below them.
 */
function inPairs(blocks: readonly Block[], isHalf: (exhibit: Exhibit) => boolean): readonly Block[] {
  const all: Block[] = [];
  for (let at = 0; at < blocks.length; at += 1) {
    const [left, right] = [blocks[at]!, blocks[at + 1]];
    if (left.kind !== "exhibit" || right?.kind !== "exhibit" || !isHalf(left) || !isHalf(right)) {
      all.push(left);
      continue;
    }
    const notes = left.notes.length === 0 ? right.notes : [];
    all.push(
      { kind: "pair", exhibits: [left, notes.length > 0 ? { ...right, notes: [] } : right] },
      ...notes,
    );
    at += 1;
  }
  return all;
}

/** So many letters a row of a table has room for in half a page. */
const HALF_LETTERS = 52;

/**
 * Bars and steps read well in half a page, and so does a table of up to five columns whose rows are short; a long line wants the whole
 * width.
 */
function halfOf(charts: readonly ChartSpec[]): (exhibit: Exhibit) => boolean {
  const kinds = new Map(charts.map(({ id, kind }) => [id, kind]));
  return ({ shown }) => {
    if (shown.kind === "table") return isNarrow(shown) && imagesOf([shown]).length === 0;
    return shown.image.kind === "chart" && ["bars", "steps"].includes(kinds.get(shown.image.id) ?? "");
  };
}

/** A head may break between its words, a cell should not break at all. */
function isNarrow({ head, rows }: Table): boolean {
  const longestWord = (cell: Cell) =>
    Math.max(
      0,
      ...plainWords(cell)
        .split(/\s+/)
        .map((word) => word.length),
    );
  const letters = head.map((cell, column) =>
    Math.max(longestWord(cell), ...rows.map((row) => plainWords(row[column] ?? []).length)),
  );
  return head.length <= 5 && letters.reduce((sum, width) => sum + width, 0) <= HALF_LETTERS;
}

/** A paragraph of nothing but bold words right above a list is the list's heading. */
function withListHeadings(blocks: readonly Block[]): readonly Block[] {
  return blocks.map((block, at) => {
    const [only] = block.kind === "paragraph" && block.words.length === 1 ? block.words : [];
    if (only?.kind !== "strong" || blocks[at + 1]?.kind !== "list") return block;
    return { kind: "heading", level: 4, words: only.words };
  });
}

/** Small headings with their lists, and the notes that end them. */
function inGroups(blocks: readonly Block[]): readonly Block[] {
  const isGroup = (block: Block) =>
    block.kind === "list" ||
    (block.kind === "heading" && block.level >= 4) ||
    (block.kind === "paragraph" && block.role === "small");
  return runs(blocks, isGroup).flatMap(({ matching, run }): readonly Block[] => {
    const whole =
      matching && run.some(({ kind }) => kind === "heading") && run.some(({ kind }) => kind === "list");
    return whole ? [{ kind: "groups", blocks: run }] : run;
  });
}

function runs(blocks: readonly Block[], matches: (block: Block) => boolean) {
  const all: { readonly matching: boolean; readonly run: Block[] }[] = [];
  for (const block of blocks) {
    const matching = matches(block);
    const last = all.at(-1);
    if (last?.matching === matching) last.run.push(block);
    else all.push({ matching, run: [block] });
  }
  return all;
}

/** Heading levels without gaps, below the title; a writer's own headings never rise to a section's. */
function levelled(blocks: readonly Block[]): readonly Block[] {
  let previous = 1;
  const walk = (inner: readonly Block[], least: number): readonly Block[] =>
    inner.map((block) => {
      if (block.kind === "heading") {
        previous = Math.min(Math.max(block.level, least), previous + 1);
        return { ...block, level: previous };
      }
      if (!("blocks" in block)) return block;
      return {
        ...block,
        blocks: walk(block.blocks, block.kind === "zone" && block.name === "note" ? 4 : least),
      };
    });
  return walk(blocks, 2);
}
