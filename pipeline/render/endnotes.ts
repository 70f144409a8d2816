import type { Block, Exhibit, Inline, List, Paragraph } from "./blocks.ts";
import { plainWords } from "./blocks.ts";
import { type Dialect, inlineHtml } from "./html.ts";

/** A note on method, without its "Note:", and the section that it stood in. */
export interface Endnote {
  readonly number: number;
  readonly section: string;
  readonly words: readonly Inline[];
}

const BEGINNING = /^(Note|Method): */;

/**
 * The notes of all sections out of the text, each with its number at the end of what it followed: a paragraph, a list or panel, or the
 * caption of a table or chart. Sources stay, and so does what stands outside of sections: it speaks of the whole issue.
 */
export function endnoted(blocks: readonly Block[]): {
  readonly blocks: readonly Block[];
  readonly notes: readonly Endnote[];
} {
  const notes: Endnote[] = [];
  const kept = blocks.map((block): Block => {
    if (block.kind !== "zone" || block.name !== "section") return block;
    const heading = block.blocks.find(({ kind }) => kind === "heading");
    const section = heading?.kind === "heading" ? plainWords(heading.words) : block.id;
    return { ...block, blocks: taken(block.blocks, section, notes) };
  });
  return { blocks: kept, notes };
}

function taken(blocks: readonly Block[], section: string, notes: Endnote[]): readonly Block[] {
  const all: Block[] = [];
  for (const block of blocks) {
    if (!isNote(block)) {
      all.push(withoutOwn(block, section, notes));
      continue;
    }
    const mark: Inline = { kind: "mark", note: notes.length + 1 };
    const marked = all.length === 0 ? null : withMark(all.at(-1)!, mark);
    // Behind a heading alone it has nothing to hang on.
    if (marked === null) all.push(block);
    else {
      all[all.length - 1] = marked;
      notes.push(noteOf(block, section, notes.length + 1));
    }
  }
  return all;
}

/** Notes that stand within a block: below an exhibit, or at the end of grouped lists. */
function withoutOwn(block: Block, section: string, notes: Endnote[]): Block {
  if (block.kind === "exhibit") return exhibitWithout(block, section, notes);
  if (block.kind === "pair") {
    const [first, ...others] = block.exhibits;
    const without = (exhibit: Exhibit) => exhibitWithout(exhibit, section, notes);
    return { ...block, exhibits: [without(first), ...others.map(without)] };
  }
  if (block.kind === "groups" || block.kind === "zone")
    return { ...block, blocks: taken(block.blocks, section, notes) };
  return block;
}

function exhibitWithout(exhibit: Exhibit, section: string, notes: Endnote[]): Exhibit {
  const own = exhibit.notes.filter(isNote);
  let marked: Exhibit = { ...exhibit, notes: exhibit.notes.filter((note) => !isNote(note)) };
  for (const note of own) {
    const next = withMark(marked, { kind: "mark", note: notes.length + 1 });
    if (next?.kind !== "exhibit") return exhibit;
    marked = next;
    notes.push(noteOf(note, section, notes.length + 1));
  }
  return marked;
}

function isNote(block: Block): block is Paragraph {
  return block.kind === "paragraph" && block.role === "small" && BEGINNING.test(plainWords(block.words));
}

function noteOf({ words: [first, ...others] }: Paragraph, section: string, number: number): Endnote {
  const opening: readonly Inline[] =
    first?.kind === "text" ? [{ ...first, text: first.text.replace(BEGINNING, "") }] : first ? [first] : [];
  return { number, section, words: [...opening, ...others] };
}

/** The block with the mark at its end; null if it has no words for it to stand behind. */
function withMark(block: Block, mark: Inline): Block | null {
  switch (block.kind) {
    case "paragraph":
      return { ...block, words: withMarkBehind(block.words, mark) };
    case "exhibit":
      return exhibitWithMark(block, mark);
    case "pair": {
      const [first, ...others] = block.exhibits;
      const marked = exhibitWithMark(others.at(-1) ?? first, mark);
      if (marked === null) return null;
      return { ...block, exhibits: others.length === 0 ? [marked] : [first, ...others.slice(0, -1), marked] };
    }
    case "list":
      return listWithMark(block, mark);
    case "panel":
    case "groups":
    case "zone": {
      const last = block.blocks.length === 0 ? null : withMark(block.blocks.at(-1)!, mark);
      return last && { ...block, blocks: [...block.blocks.slice(0, -1), last] };
    }
    default:
      return null;
  }
}

/** At the end of the caption; of what has none, at the end of its source. */
function exhibitWithMark(exhibit: Exhibit, mark: Inline): Exhibit | null {
  const place = exhibit.captions.length > 0 ? "captions" : "notes";
  const last = exhibit[place].at(-1);
  if (last === undefined) return null;
  const marked = { ...last, words: withMarkBehind(last.words, mark) };
  return { ...exhibit, [place]: [...exhibit[place].slice(0, -1), marked] };
}

function listWithMark(list: List, mark: Inline): List | null {
  const entry = list.entries.at(-1);
  const last = entry && entry.length > 0 ? withMark(entry.at(-1)!, mark) : null;
  if (entry === undefined || last === null) return null;
  return { ...list, entries: [...list.entries.slice(0, -1), [...entry.slice(0, -1), last]] };
}

/** Two numbers in a row are parted by a comma's worth of space. */
function withMarkBehind(words: readonly Inline[], mark: Inline): readonly Inline[] {
  return words.at(-1)?.kind === "mark"
    ? [...words, { kind: "text", text: "\u2009" }, mark]
    : [...words, mark];
}

const TITLE = "Notes on method";

/** The notes as the last section, each led by its number, which leads back to where it was asked; empty if there are none. */
export function endnotesHtml(notes: readonly Endnote[], dialect: Dialect): string {
  if (notes.length === 0) return "";
  const entries = notes.map(({ number, section, words }, at) => {
    const name: Inline = { kind: "strong", words: [{ kind: "text", text: section }] };
    const named: readonly Inline[] =
      notes[at - 1]?.section === section ? words : [name, { kind: "text", text: " " }, ...words];
    const back = `<a href="#mark-${number}" role="doc-backlink">${number}</a>`;
    return `<li id="method-${number}">${back} ${inlineHtml(named, dialect)}</li>`;
  });
  const list = `<ol>\n${entries.join("\n")}\n</ol>`;
  return `<section id="notes-on-method" class="endnotes" aria-label="${TITLE}">\n<h2>${TITLE}</h2>\n${list}\n</section>`;
}
