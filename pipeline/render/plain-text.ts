import { printDate } from "../finance/date-words.ts";
import type { Block, Cell, Exhibit, Image, Inline, List, Table } from "./blocks.ts";
import { plainWords } from "./blocks.ts";
import { dressed, finished } from "./layout.ts";
import { deliverySlot } from "./links-out.ts";
import type { Parts } from "./parts.ts";
import { widthOf, wrapped } from "./text-lines.ts";
import { textTable } from "./text-table.ts";

const WIDTH = 72;
/** A table may reach further than text that is read line by line: still less than the 78 of a mail's line (RFC 5322, 2.1.1). */
const TABLE_MORE = 5;
const NO_BREAK = "\u00A0";

/** Addresses in the order in which they are met; the text refers to them by number. */
type Links = string[];

/** The issue as plain text: 72 columns, tables 77, headings underlined, addresses at the end. */
export function plainText(parts: Parts): string {
  const { filled, arranged, notices } = parts;
  const links: Links = [];
  const head = [
    [filled.publication, `${printDate(filled.date, "full")}, ${filled.edition} edition`],
    ...(notices.length > 0 ? [notices.flatMap((notice) => wrapped(notice, WIDTH))] : []),
    headingLines(wordsText(arranged.title, links), 1, WIDTH),
    wrapped(wordsText(arranged.standfirst, links), WIDTH),
  ];
  const body = blocksLines(arranged.blocks, WIDTH, links);
  const addresses = links.map((href, index) => `[${index + 1}] ${href}`);
  const foot = addresses.length > 0 ? [headingLines("Links", 2, WIDTH), addresses] : [];
  const lines = [
    ...joinedBlocks(head),
    "",
    ...body,
    ...[...foot, ...senderLines(parts)].flatMap((block) => ["", ...block]),
  ];
  return `${lines
    .join("\n")
    .replaceAll(NO_BREAK, " ")
    .replace(/\n{3,}/g, "\n\n")
    .trim()}\n`;
}

/** Who sends it, why, and how to leave: templates/layouts/email-foot.txt.hbs. */
function senderLines(parts: Parts): readonly (readonly string[])[] {
  const delivery = deliverySlot(parts);
  if (!delivery) return [];
  const raw = (words: string | null) => words && finished(words);
  const slots = Object.fromEntries(Object.entries(delivery).map(([name, words]) => [name, raw(words)]));
  const publication = finished(parts.filled.publication);
  const text = dressed("email-foot.txt.hbs", { publication, delivery: slots }, parts.dress);
  return [["-".repeat(WIDTH)], wrapped(text.trim(), WIDTH)];
}

function joinedBlocks(blocks: readonly (readonly string[])[]): readonly string[] {
  return blocks
    .filter((lines) => lines.length > 0)
    .flatMap((lines, index) => (index === 0 ? lines : ["", ...lines]));
}

function blocksLines(blocks: readonly Block[], width: number, links: Links): readonly string[] {
  return joinedBlocks(blocks.map((block) => blockLines(block, width, links)));
}

function blockLines(block: Block, width: number, links: Links): readonly string[] {
  switch (block.kind) {
    case "heading":
      return headingLines(wordsText(block.words, links), block.level, width);
    case "paragraph":
      return wrapped(wordsText(block.words, links), width);
    case "list":
      return listLines(block, width, links);
    case "table":
      return tableLines(block, width, links);
    case "image":
      return imageLines(block.image, width);
    case "exhibit":
      return exhibitLines(block, width, links);
    case "pair":
      return joinedBlocks(block.exhibits.map((exhibit) => exhibitLines(exhibit, width, links)));
    case "panel":
      return blocksLines(block.blocks, width - 4, links).map((line) => (line === "" ? "" : `    ${line}`));
    case "groups":
    case "zone":
      return blocksLines(block.blocks, width, links);
    case "code":
      return block.text.split("\n");
    case "rule":
      return ["-".repeat(width)];
  }
}

/** Underlined: = for the title and section names, - for what stands below. */
function headingLines(text: string, level: number, width: number): readonly string[] {
  const lines = wrapped(text, width);
  const longest = Math.max(...lines.map(widthOf));
  return [...lines, (level <= 2 ? "=" : "-").repeat(longest)];
}

function listLines({ start, entries }: List, width: number, links: Links): readonly string[] {
  return entries.flatMap((blocks, index) => {
    const sign = start === null ? "- " : `${start + index}. `;
    const indent = " ".repeat(sign.length);
    const lines = blocksLines(blocks, width - sign.length, links);
    return lines.map((line, row) => (row === 0 ? sign + line : line && indent + line));
  });
}

function exhibitLines({ shown, captions, notes }: Exhibit, width: number, links: Links): readonly string[] {
  return joinedBlocks([
    captions.flatMap(({ words }) => wrapped(wordsText(words, links), width)),
    blockLines(shown, width, links),
    ...notes.map(({ words }) => wrapped(wordsText(words, links), width)),
  ]);
}

function imageLines({ kind, alt }: Image, width: number): readonly string[] {
  return alt === "" ? [] : wrapped(`${kind === "chart" ? "Chart" : "Picture"}: ${alt}`, width);
}

/** A column of nothing but images has nothing to say here. */
function tableLines({ aligns, head, rows }: Table, width: number, links: Links): readonly string[] {
  const isImage = (cell: Cell | undefined) => cell?.length === 1 && cell[0]!.kind === "image";
  const kept = head.map((_, column) => column).filter((column) => !rows.every((row) => isImage(row[column])));
  const texts = (cells: readonly Cell[]) => kept.map((column) => wordsText(cells[column] ?? [], links));
  return textTable(
    { aligns: kept.map((column) => aligns[column] ?? null), head: texts(head), rows: rows.map(texts) },
    width + TABLE_MORE,
  );
}

function wordsText(words: readonly Inline[], links: Links): string {
  return words.map((word) => wordText(word, links)).join("");
}

/** A figure keeps its unit on its line. */
function wordText(word: Inline, links: Links): string {
  switch (word.kind) {
    case "figure":
      return word.text.replaceAll(" ", NO_BREAK);
    case "break":
      return "\n";
    case "strong":
    case "emphasis":
      return wordsText(word.words, links);
    case "link":
      return linkText(word.href, wordsText(word.words, links), links);
    default:
      // A line of a template or of a writer ends nothing.
      return plainWords([word]).replaceAll("\n", " ");
  }
}

/** `words [1]`; an address that is its own words needs no number. */
function linkText(href: string, words: string, links: Links): string {
  if (href.startsWith("#") || href === words || href === `mailto:${words}`) return words;
  if (!links.includes(href)) links.push(href);
  return `${words}${NO_BREAK}[${links.indexOf(href) + 1}]`;
}
