import type { Block, Zone } from "./blocks.ts";

/** The printed blocks as the front page sets them, in this order; every block stands in one of them. */
export interface Front {
  /** What comes before everything: a correction. */
  readonly opening: readonly Block[];
  readonly figures: Zone | null;
  /** Notes on the whole issue, below its key figures: which of its figures are of another day. */
  readonly dated: readonly Block[];
  readonly changed: Zone | null;
  /** The lead, and all other sections as the editor has put them. */
  readonly rest: readonly Block[];
}

const [FIGURES, CHANGED] = ["key-figures", "what-changed"];

/** Takes out of the blocks what the front page begins with; any of it may be missing. */
export function frontOf(blocks: readonly Block[]): Front {
  const begins = blocks.findIndex(({ kind }) => kind === "zone" || kind === "heading");
  const before = begins < 0 ? blocks : blocks.slice(0, begins);
  const others = begins < 0 ? [] : blocks.slice(begins);
  const figures = sectionOf(others, FIGURES);
  const changed = sectionOf(others, CHANGED);
  return {
    opening: before.filter((block) => !isSmall(block)),
    figures,
    dated: before.filter(isSmall),
    changed: changed && { ...changed, blocks: changed.blocks.flatMap(outOfColumns) },
    rest: others.filter((block) => block !== figures && block !== changed),
  };
}

/** The sections that the front page leads to: all but those that stand on it. */
export function insideOf<Entry extends { readonly id: string }>(
  contents: readonly Entry[],
): readonly Entry[] {
  return contents.filter(({ id }) => id !== FIGURES && id !== CHANGED);
}

function sectionOf(blocks: readonly Block[], id: string | undefined): Zone | null {
  const found = blocks.find((block) => block.kind === "zone" && block.name === "section" && block.id === id);
  return found?.kind === "zone" ? found : null;
}

/** What changed stands in one column of the page's two: no columns within it. */
function outOfColumns(block: Block): readonly Block[] {
  return block.kind === "zone" && block.name === "columns" ? block.blocks : [block];
}

function isSmall(block: Block): boolean {
  return block.kind === "paragraph" && block.role === "small";
}
