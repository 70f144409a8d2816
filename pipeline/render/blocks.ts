/**
 * An issue after parsing, before any page: what `markdown.ts` makes and the pages read. Plain words only;
 * every page escapes them itself.
 */

/** Running text. */
export type Inline =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "code"; readonly text: string }
  /** A printed figure by its id in the ledger. */
  | { readonly kind: "figure"; readonly id: string; readonly text: string }
  | { readonly kind: "strong"; readonly words: readonly Inline[] }
  | { readonly kind: "emphasis"; readonly words: readonly Inline[] }
  /** `href` is http, https, mailto or a #anchor: anything else has become its words. */
  | { readonly kind: "link"; readonly href: string; readonly words: readonly Inline[] }
  | { readonly kind: "image"; readonly image: Image }
  | { readonly kind: "break" }
  /** The raised number of an endnote, which `endnotes.ts` sets for print. */
  | { readonly kind: "mark"; readonly note: number };

/** A chart by its id, or a writer's picture by its file name. */
export type Image =
  | { readonly kind: "chart"; readonly id: string; readonly alt: string }
  | { readonly kind: "picture"; readonly name: string; readonly alt: string };

export type Align = "left" | "center" | "right";

export interface Heading {
  readonly kind: "heading";
  readonly level: number;
  readonly words: readonly Inline[];
}

/** `caption`: nothing but emphasis. `small`: begins with Source: or Note:. */
export interface Paragraph {
  readonly kind: "paragraph";
  readonly role: "text" | "caption" | "small";
  readonly words: readonly Inline[];
}

export interface List {
  readonly kind: "list";
  /** The first number; null for bullets. */
  readonly start: number | null;
  readonly entries: readonly (readonly Block[])[];
}

/** Cells by row; `aligns` by column, null where the Markdown says nothing. */
export interface Table {
  readonly kind: "table";
  readonly aligns: readonly (Align | null)[];
  readonly head: readonly Cell[];
  readonly rows: readonly (readonly Cell[])[];
}
export type Cell = readonly Inline[];

/** A chart, picture or table with its caption above and its source below. */
export interface Exhibit {
  readonly kind: "exhibit";
  readonly shown: Table | { readonly kind: "image"; readonly image: Image };
  readonly captions: readonly Paragraph[];
  readonly notes: readonly Paragraph[];
}

/**
 * What lies between two block marks: a section, the writer's words on it, or the lead; and what `columns.ts` sets in two columns
 * for print.
 */
export interface Zone {
  readonly kind: "zone";
  readonly name: "section" | "note" | "lead" | "columns";
  /** The section's id; empty for the lead and for columns. */
  readonly id: string;
  readonly blocks: readonly Block[];
}

export type Block =
  | Heading
  | Paragraph
  | List
  | Table
  | Exhibit
  | Zone
  | { readonly kind: "image"; readonly image: Image }
  | { readonly kind: "panel"; readonly blocks: readonly Block[] }
  /** Exhibits of half a page's width: two side by side where the page is wide enough, or one within a column. */
  | { readonly kind: "pair"; readonly exhibits: readonly [Exhibit, ...Exhibit[]] }
  /** Sub-headings with their lists, set in columns where the page is wide enough. */
  | { readonly kind: "groups"; readonly blocks: readonly Block[] }
  | { readonly kind: "code"; readonly text: string }
  | { readonly kind: "rule" };

/** The words alone, as they are read aloud. */
export function plainWords(words: readonly Inline[]): string {
  return words.map(plainWord).join("");
}

function plainWord(word: Inline): string {
  switch (word.kind) {
    case "text":
    case "code":
    case "figure":
      return word.text;
    case "image":
      return word.image.alt;
    case "break":
      return " ";
    case "mark":
      return "";
    default:
      return plainWords(word.words);
  }
}

/** All running text of some blocks, in reading order: paragraphs, headings and cells. */
export function textsOf(blocks: readonly Block[]): readonly (readonly Inline[])[] {
  return blocks.flatMap(textsIn);
}

function textsIn(block: Block): readonly (readonly Inline[])[] {
  switch (block.kind) {
    case "heading":
    case "paragraph":
      return [block.words];
    case "list":
      return block.entries.flatMap(textsOf);
    case "table":
      return [...block.head, ...block.rows.flat()];
    case "exhibit":
      return textsOf([...block.captions, block.shown, ...block.notes]);
    case "image":
      return [[{ kind: "image", image: block.image }]];
    case "pair":
      return textsOf(block.exhibits);
    case "panel":
    case "groups":
    case "zone":
      return textsOf(block.blocks);
    case "code":
      return [[{ kind: "code", text: block.text }]];
    case "rule":
      return [];
  }
}

/** Every image of some blocks, in reading order. */
export function imagesOf(blocks: readonly Block[]): readonly Image[] {
  const inWords = (words: readonly Inline[]): readonly Image[] =>
    words.flatMap((word) => {
      if (word.kind === "image") return [word.image];
      return "words" in word ? inWords(word.words) : [];
    });
  return textsOf(blocks).flatMap(inWords);
}
