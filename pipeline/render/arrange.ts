import type { Block, Exhibit, Inline, Paragraph } from "./blocks.ts";
import { plainWords } from "./blocks.ts";

/** An issue ready for any page: its head, its sections by name, and its blocks with exhibits put together. */
export interface Arranged {
  readonly title: readonly Inline[];
  readonly standfirst: readonly Inline[];
  readonly contents: readonly { readonly id: string; readonly name: string }[];
  readonly blocks: readonly Block[];
}

/**
 * Takes the head off the body and puts together what belongs together.
 *
 * @param notices sentences that the page itself prints: as captions of the body they would stand twice
 */
export function arrange(body: readonly Block[], notices: readonly string[]): Arranged {
  const [first, second, ...others] = body;
  const title = first?.kind === "heading" && first.level === 1 ? first.words : [];
  const standfirst = second?.kind === "paragraph" ? second.words : [];
  const kept = title.length === 0 ? body : second && standfirst.length === 0 ? [second, ...others] : others;
  const printed = kept.filter((block) => !isNotice(block, notices));
  return { title, standfirst, contents: contentsOf(printed), blocks: levelled(composed(printed)) };
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

function composed(blocks: readonly Block[]): readonly Block[] {
  const inside = blocks.map((block): Block => {
    return "blocks" in block ? { ...block, blocks: composed(block.blocks) } : block;
  });
  return inGroups(inRows(inExhibits(inside)));
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

/** Exhibits that follow one another; a source under the last one speaks of all and stands below the row. */
function inRows(blocks: readonly Block[]): readonly Block[] {
  return runs(blocks, (block) => block.kind === "exhibit").flatMap(({ matching, run }) => {
    if (!matching || run.length === 1) return run;
    const exhibits = run as readonly Exhibit[];
    const last = exhibits.at(-1)!;
    if (exhibits.slice(0, -1).some(({ notes }) => notes.length > 0)) return [{ kind: "row", exhibits }];
    return [{ kind: "row", exhibits: [...exhibits.slice(0, -1), { ...last, notes: [] }] }, ...last.notes];
  });
}

/** Small headings with their lists. */
function inGroups(blocks: readonly Block[]): readonly Block[] {
  const isGroup = (block: Block) => block.kind === "list" || (block.kind === "heading" && block.level >= 4);
  return runs(blocks, isGroup).flatMap(({ matching, run }): readonly Block[] => {
    const whole = matching && run.some(({ kind }) => kind === "heading") && run.some(({ kind }) => kind === "list");
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
      return { ...block, blocks: walk(block.blocks, block.kind === "zone" && block.name === "note" ? 4 : least) };
    });
  return walk(blocks, 2);
}
