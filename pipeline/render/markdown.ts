import { lexer, type Token, type Tokens } from "marked";
import type { Block, Cell, Image, Inline, Paragraph, Zone } from "./blocks.ts";
import { plainWords } from "./blocks.ts";
import { decodeEntities, safeHref } from "./escape.ts";

const FIGURE_MARK = /\uE000([^\uE001]*)\uE001([^\uE002]*)\uE002/g;
/** Its group makes `split` keep the names, at the odd places. */
const BLOCK_MARK = /\uE003([^\uE004]*)\uE004/g;
const STRAY_MARK = /[\uE000-\uE00F]/g;
/** A number that a writer typed keeps its unit on its line, as a printed figure does. */
const UNIT_BEHIND = /(?<=\d) (?=(?:bp|pp|sd)\b)/g;

interface OpenZone {
  readonly name: Zone["name"] | null;
  readonly id: string;
  readonly blocks: Block[];
}

/**
 * Markdown with marks as blocks. `marked` only takes the text apart: it never writes HTML here, so raw HTML
 * of a writer or of a headline can only become words. Each stretch between two block marks is read on its
 * own: a fence or comment that a writer forgot to close ends with his words.
 */
export function readMarkdown(marked: string): readonly Block[] {
  const open: OpenZone[] = [{ name: null, id: "", blocks: [] }];
  marked.split(BLOCK_MARK).forEach((stretch, index) => {
    if (index % 2 === 1) passMark(stretch, open);
    else open.at(-1)!.blocks.push(...blocksOf(lexer(stretch, { gfm: true })));
  });
  if (open.length > 1) throw new Error(`fill has left the zone "${open.at(-1)!.name}" open`);
  return open[0]!.blocks;
}

/** Opens a zone, or closes the innermost one into the one around it. */
function passMark(mark: string, open: OpenZone[]): void {
  const [named = "", id = ""] = mark.split(":");
  // Readers find a teaser where the section would stand, and links lead to it.
  const name = named === "teaser" ? "section" : named;
  if (name === "section" || name === "note" || name === "lead") {
    open.push({ name, id, blocks: [] });
    return;
  }
  const zone = name === "end" ? open.pop() : undefined;
  if (!zone || zone.name === null)
    throw new Error(`fill has set a block mark "${mark}" that has no sense there`);
  open.at(-1)!.blocks.push({ kind: "zone", name: zone.name, id: zone.id, blocks: zone.blocks });
}

function blocksOf(tokens: readonly Token[]): Block[] {
  return tokens.flatMap((token): Block[] => {
    switch (token.type) {
      case "heading":
        return [{ kind: "heading", level: token.depth as number, words: inlinesOf(token.tokens ?? []) }];
      case "paragraph":
      case "text":
        return paragraphOf(inlinesOf(token.tokens ?? [token]));
      case "list":
        return [listOf(token as Tokens.List)];
      case "table":
        return [tableOf(token as Tokens.Table)];
      case "blockquote":
        return [{ kind: "panel", blocks: blocksOf(token.tokens ?? []) }];
      case "code":
        return [{ kind: "code", text: token.text.replace(STRAY_MARK, "") }];
      case "html":
        return paragraphOf(splitFigures([{ kind: "text", text: token.raw.trim() }]));
      case "hr":
        return [{ kind: "rule" }];
      default:
        return [];
    }
  });
}

/** A paragraph in the part that it plays, or an image if it holds nothing else. */
function paragraphOf(words: readonly Inline[]): Block[] {
  const [first, ...others] = words.filter((word) => word.kind !== "text" || word.text.trim() !== "");
  if (first === undefined) return [];
  if (first.kind === "image" && others.length === 0) return [{ kind: "image", image: first.image }];
  if (first.kind === "emphasis" && others.length === 0)
    return [{ kind: "paragraph", role: "caption", words: first.words }];
  const role: Paragraph["role"] = /^(Source|Note):/.test(plainWords(words)) ? "small" : "text";
  return [{ kind: "paragraph", role, words }];
}

function listOf({ ordered, start, items }: Tokens.List): Block {
  return {
    kind: "list",
    start: ordered ? Number(start) : null,
    entries: items.map(({ tokens }) => blocksOf(tokens)),
  };
}

function tableOf({ align, header, rows }: Tokens.Table): Block {
  const cell = ({ tokens }: Tokens.TableCell): Cell => inlinesOf(tokens);
  return { kind: "table", aligns: align, head: header.map(cell), rows: rows.map((row) => row.map(cell)) };
}

function inlinesOf(tokens: readonly Token[]): readonly Inline[] {
  return splitFigures(joined(tokens.flatMap(inlineOf)));
}

function inlineOf(token: Token): readonly Inline[] {
  switch (token.type) {
    case "text":
      return token.tokens
        ? token.tokens.flatMap(inlineOf)
        : [{ kind: "text", text: decodeEntities(token.text) }];
    case "escape":
      return [{ kind: "text", text: token.text }];
    case "strong":
      return [{ kind: "strong", words: inlinesOf(token.tokens ?? []) }];
    case "em":
      return [{ kind: "emphasis", words: inlinesOf(token.tokens ?? []) }];
    case "codespan":
      return [{ kind: "code", text: token.text.replace(STRAY_MARK, "") }];
    case "br":
      return [{ kind: "break" }];
    case "link":
      return linkOf(token as Tokens.Link);
    case "image":
      return [imageOf(token as Tokens.Image)];
    case "del":
      return (token.tokens ?? []).flatMap(inlineOf);
    default:
      return [{ kind: "text", text: token.raw }];
  }
}

function linkOf({ href, tokens }: Tokens.Link): readonly Inline[] {
  const safe = safeHref(href);
  return safe === null ? tokens.flatMap(inlineOf) : [{ kind: "link", href: safe, words: inlinesOf(tokens) }];
}

/** A picture from elsewhere is not fetched: it becomes its alt text. */
function imageOf({ href, tokens, text }: Tokens.Image): Inline {
  const alt = plainWords(inlinesOf(tokens ?? [{ type: "text", raw: text, text }]));
  const chart = /^charts\/([\w.-]+)\.png$/.exec(href)?.[1];
  if (chart) return { kind: "image", image: { kind: "chart", id: chart, alt } };
  const name = decodeEntities(href);
  if (!/^[^/\\:?#]+$/.test(name)) return { kind: "text", text: alt };
  return { kind: "image", image: { kind: "picture", name, alt } satisfies Image };
}

/**
 * Neighbouring texts as one, so that a figure's marks stand in one piece whatever signs `marked` has parted
 * it at.
 */
function joined(words: readonly Inline[]): readonly Inline[] {
  const all: Inline[] = [];
  for (const word of words) {
    const last = all.at(-1);
    if (word.kind === "text" && last?.kind === "text")
      all[all.length - 1] = { kind: "text", text: last.text + word.text };
    else all.push(word);
  }
  return all;
}

/** Marked figures out of the texts; what is left of marks is dropped. */
function splitFigures(words: readonly Inline[]): readonly Inline[] {
  return words.flatMap((word): readonly Inline[] => {
    if (word.kind !== "text") return [word];
    const parts: Inline[] = [];
    let at = 0;
    const addText = (text: string) => {
      const clean = text.replace(STRAY_MARK, "").replace(UNIT_BEHIND, "\u00A0");
      if (clean !== "") parts.push({ kind: "text", text: clean });
    };
    for (const found of word.text.matchAll(FIGURE_MARK)) {
      addText(word.text.slice(at, found.index));
      parts.push({ kind: "figure", id: found[1] ?? "", text: (found[2] ?? "").replace(STRAY_MARK, "") });
      at = found.index + found[0].length;
    }
    addText(word.text.slice(at));
    return parts;
  });
}
