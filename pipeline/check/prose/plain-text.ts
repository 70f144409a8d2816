import type { Piece, WrittenText } from "../../model/written.ts";
import { withoutMarkup } from "./inline-markup.ts";
import { NOTHING, type PlainText, plainLetters } from "./plain-letters.ts";

/** A paragraph, bullet, row or heading as it is read, without its Markdown. Lines that the writer broke himself keep their "\n". */
export interface PlainBlock extends PlainText {
  readonly kind: "paragraph" | "heading" | "item" | "row" | "code";
  /** The heading or bold line above it, "" where there is none. */
  readonly under: string;
  /** The bold words that it begins with, "" where it does not: what its second sentence stands under. */
  readonly label: string;
}

interface Line {
  readonly from: number;
  readonly to: number;
}
interface Open {
  readonly kind: PlainBlock["kind"];
  readonly lines: Line[];
}

const FENCE = /^[ \0]{0,3}(`{3,}|~{3,})/;
const QUOTE = /^[ \t\0]*>[ \t]?/;
const HEADING = /^[ \t\0]*#{1,6}(?=[ \t]|$)/;
const ITEM = /^[ \t\0]*(?:[-*+•·▪◦](?=[ \t])|(\d{1,9})[.)](?=[ \t]))(?:[ \t]+\[[ xX]\](?=[ \t]))?/;
const RULE = /^[ \t\0]*(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$/;
const UNDERLINE = /^[ \t\0]*(?:=+|-+)[ \t\0]*$/;
const TABLE_RULE = /^[ \t\0]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t\0]*$/;
const REFERENCE = /^[ ]{0,3}\[[^\]^\n][^\]\n]*\]:[ \t]*\S/;

/** Blocks in order, from the writer's Markdown; comments and notes are not in them. One pass over the lines. */
export function plainBlocks({ raw, pieces }: WrittenText): readonly PlainBlock[] {
  const letters = withoutPieces(raw, pieces);
  const blocks: Open[] = [];
  let open: Open | null = null;
  let fence: string | null = null;
  const start = (kind: PlainBlock["kind"], line: Line, stays: boolean) => {
    const block = { kind, lines: [line] };
    blocks.push(block);
    open = stays ? block : null;
  };
  for (const { from: begin, to } of linesOf(letters)) {
    const written = letters.slice(begin, to);
    const mark = FENCE.exec(written)?.[1];
    if (fence !== null || mark) {
      if (mark && (fence === null || (mark.startsWith(fence) && written.trim() === mark)))
        fence = fence === null ? mark : null;
      else start("code", { from: begin, to }, false);
      open = null;
      continue;
    }
    const quote = QUOTE.exec(written)?.[0].length ?? 0;
    const from = begin + quote;
    const line = letters.slice(from, to);
    const above: Open | null = open;
    if (isEmpty(line)) {
      // A line that only a comment leaves empty parts nothing: it will not be printed.
      if (!line.includes(NOTHING)) open = null;
    } else if (HEADING.test(line))
      start("heading", { from: from + HEADING.exec(line)![0].length, to }, false);
    else if (above !== null && UNDERLINE.test(line)) open = underline(blocks);
    else if (RULE.test(line) || REFERENCE.test(line)) open = null;
    else if (isTableRule(line)) open = toRow(blocks, above);
    else if (isRow(line, above)) {
      start("row", { from, to }, true);
    } else if (isItem(line, above)) start("item", { from: from + ITEM.exec(line)![0].length, to }, true);
    else if (open !== null) (open as Open).lines.push({ from, to });
    else start("paragraph", { from, to }, true);
  }
  return named(blocks.map((block) => plainOf(block, letters)));
}

/** The raw text, as long as it is, with nothing where comments, notes and the markup of quotes stand, and "…" for a figure. */
function withoutPieces(raw: string, pieces: readonly Piece[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const piece of pieces) {
    if (piece.kind === "words" || piece.from < at) continue;
    parts.push(raw.slice(at, piece.from), inPlaceOf(piece, raw));
    at = piece.to;
  }
  parts.push(raw.slice(at));
  return parts.join("");
}

function inPlaceOf(piece: Piece, raw: string): string {
  const length = piece.to - piece.from;
  if (piece.kind === "figure") return "…".padEnd(length, NOTHING);
  if (piece.kind !== "quote") return NOTHING.repeat(length);
  const before = quotedAt(raw, piece.from) - piece.from;
  return (NOTHING.repeat(before) + piece.words).padEnd(length, NOTHING);
}

/** Where the words of a `{{quote "…" "…"}}` begin. */
export function quotedAt(raw: string, from: number): number {
  const found = /["']/.exec(raw.slice(from, from + 100));
  return from + (found ? found.index + 1 : 0);
}

function* linesOf(raw: string): Generator<Line> {
  for (let from = 0; from <= raw.length; ) {
    const end = raw.indexOf("\n", from);
    const to = end < 0 ? raw.length : end;
    yield { from, to };
    from = to + 1;
  }
}

const isEmpty = (line: string) => !/[^\s\0]/.test(line);
const isTableRule = (line: string) => line.includes("|") && TABLE_RULE.test(line);

/** `---` or `===` below a paragraph makes a heading of it; below anything else it is a line. */
function underline(blocks: Open[]): null {
  const last = blocks.at(-1);
  if (last?.kind === "paragraph") blocks[blocks.length - 1] = { ...last, kind: "heading" };
  return null;
}

/** The line above the dashes is the table's head. */
function toRow(blocks: Open[], above: Open | null): Open | null {
  if (above === null) return null;
  const head = above.lines.pop();
  if (above.lines.length === 0) blocks.pop();
  const row: Open = { kind: "row", lines: head ? [head] : [] };
  blocks.push(row);
  return row;
}

function isRow(line: string, above: Open | null): boolean {
  return /^[ \t\0]*\|/.test(line) || (above?.kind === "row" && line.includes("|"));
}

/** In the middle of a paragraph only a list that begins with 1 begins: "in\n2025. Then" is a sentence's end. */
function isItem(line: string, above: Open | null): boolean {
  const found = ITEM.exec(line);
  if (!found) return false;
  return above?.kind !== "paragraph" || found[1] === undefined || found[1] === "1";
}

const LABEL = /^\s*[_*]{2,3}([^*_\n]{1,80})[_*]{2,3}\s*([\s\S]?)/;

function plainOf({ kind, lines }: Open, letters: string): PlainBlock {
  const places: number[] = [];
  const parts = lines.map(({ from, to }, index) => {
    const isLast = index === lines.length - 1;
    const isBroken = /(?: {2}|\\)$/.test(letters.slice(Math.max(from, to - 2), to));
    const part = letters.slice(from, to) + (isLast ? "" : isBroken ? "\n" : " ");
    for (let place = from; place < from + part.length; place += 1) places.push(place);
    return part;
  });
  const text = parts.join("");
  const found = LABEL.exec(text);
  const isLabel = found && (/^[:–—-]?$/.test(found[2]!) || /[:.]\s*$/.test(found[1]!));
  const label = isLabel ? found[1]!.replaceAll(NOTHING, "").replace(/[\s:.]+$/, "") : "";
  return { kind, under: "", label, ...plainLetters(withoutMarkup(text), places) };
}

/** Gives each block the heading above it; a paragraph of bold words alone is one too. */
function named(blocks: readonly PlainBlock[]): readonly PlainBlock[] {
  let under = "";
  return blocks.map((block) => {
    const words = block.text.trim().replace(/[\s:]+$/, "");
    const isBoldLine = block.kind === "paragraph" && block.label !== "" && words === block.label;
    const isHeading = block.kind === "heading" || isBoldLine;
    const own = { ...block, under: isHeading ? "" : under, label: isBoldLine ? "" : block.label };
    if (isHeading) under = words;
    return own;
  });
}
