import type { Block, Exhibit, Image, Inline, List, Paragraph, Zone } from "./blocks.ts";
import { escapeHtml } from "./escape.ts";

/** What differs between the pages; everything in here takes and returns finished HTML. */
export interface Dialect {
  readonly figure: (id: string, text: string) => string;
  /** How words are set; escaped and no more if left out. */
  readonly text?: (words: string) => string;
  /** How words of a heading are set; as all others if left out. */
  readonly heading?: (words: string) => string;
  readonly image: (image: Image, place: "exhibit" | "line") => string;
  /** A page without anchors prints their words alone. */
  readonly hasAnchors: boolean;
  readonly zone: (zone: Zone, inner: string) => string;
  readonly exhibit: (exhibit: Exhibit) => string;
  readonly pair: (exhibits: readonly Exhibit[]) => string;
  readonly groups: (inner: string) => string;
  readonly panel: (inner: string) => string;
}

/** Blocks as HTML, one after the other. */
export function blocksHtml(blocks: readonly Block[], dialect: Dialect): string {
  return blocks.map((block) => blockHtml(block, dialect)).join("\n");
}

function blockHtml(block: Block, dialect: Dialect): string {
  switch (block.kind) {
    case "heading":
      return `<h${block.level}>${headingHtml(block.words, dialect)}</h${block.level}>`;
    case "paragraph":
      return `<p${roleClass(block.role)}>${inlineHtml(block.words, dialect)}</p>`;
    case "list":
      return listHtml(block, dialect);
    case "table":
    case "image":
      return dialect.exhibit({ kind: "exhibit", shown: block, captions: [], notes: [] });
    case "exhibit":
      return dialect.exhibit(block);
    case "pair":
      return dialect.pair(block.exhibits);
    case "groups":
      return dialect.groups(blocksHtml(block.blocks, dialect));
    case "panel":
      return dialect.panel(blocksHtml(block.blocks, dialect));
    case "zone":
      return dialect.zone(block, blocksHtml(block.blocks, dialect));
    case "code":
      return `<pre><code>${escapeHtml(block.text)}</code></pre>`;
    case "rule":
      return "<hr>";
  }
}

function roleClass(role: Paragraph["role"]): string {
  return role === "text" ? "" : ` class="${role}"`;
}

/** A list; an entry of one paragraph goes without its tags. */
function listHtml({ start, entries }: List, dialect: Dialect): string {
  const tag = start === null ? "ul" : "ol";
  const first = start === null || start === 1 ? "" : ` start="${start}"`;
  const inner = entries.map((blocks) => {
    const [head, ...others] = blocks;
    const words = head?.kind === "paragraph" ? inlineHtml(head.words, dialect) : "";
    return `<li>${words}${blocksHtml(head?.kind === "paragraph" ? others : blocks, dialect)}</li>`;
  });
  return `<${tag}${first}>\n${inner.join("\n")}\n</${tag}>`;
}

/** Running text as HTML. */
export function inlineHtml(words: readonly Inline[], dialect: Dialect): string {
  return words.map((word) => wordHtml(word, dialect)).join("");
}

/** Words of a heading as HTML. */
function headingHtml(words: readonly Inline[], dialect: Dialect): string {
  return inlineHtml(words, dialect.heading ? { ...dialect, text: dialect.heading } : dialect);
}

function wordHtml(word: Inline, dialect: Dialect): string {
  switch (word.kind) {
    case "text":
      return (dialect.text ?? escapeHtml)(word.text);
    case "code":
      return `<code>${escapeHtml(word.text)}</code>`;
    case "figure":
      return dialect.figure(word.id, word.text);
    case "strong":
      return `<strong>${inlineHtml(word.words, dialect)}</strong>`;
    case "emphasis":
      return `<em>${inlineHtml(word.words, dialect)}</em>`;
    case "link":
      return linkHtml(word.href, inlineHtml(word.words, dialect), dialect);
    case "image":
      return dialect.image(word.image, "line");
    case "break":
      return "<br>";
    case "mark":
      return markHtml(word.note);
  }
}

/** Leads to its endnote, which leads back here. */
function markHtml(note: number): string {
  return `<sup><a id="mark-${note}" href="#method-${note}" role="doc-noteref">${note}</a></sup>`;
}

function linkHtml(href: string, inner: string, { hasAnchors }: Dialect): string {
  if (href.startsWith("#")) return hasAnchors ? `<a href="${escapeHtml(href)}">${inner}</a>` : inner;
  return `<a href="${escapeHtml(href)}" rel="noopener">${inner}</a>`;
}
