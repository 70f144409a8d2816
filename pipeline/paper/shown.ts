import type { PdfFont } from "./pdf-fonts.ts";
import { wordsOf } from "./pdf-words.ts";

/** Glyphs that are shown, and pieces in which they say something else, such as an apostrophe whose glyph is named otherwise. */
const SHOWN = /<([\dA-Fa-f]+)> Tj|(\/ActualText ?<[^>]*>|\/ActualText ?\((?:\\[\s\S]|[^\\)])*\))|EMC/g;

/** What a block of text says. */
export function wordsShown(block: string, font: PdfFont): string {
  let [words, instead] = ["", false];
  for (const [whole, hex, actual] of block.matchAll(SHOWN)) {
    if (hex !== undefined && !instead)
      words += glyphsOf(hex, font)
        .map((glyph) => font.says.get(glyph) ?? "\ufffd")
        .join("");
    else if (actual !== undefined) {
      words += wordsOf(actual, "ActualText") ?? "";
      instead = true;
    } else if (whole === "EMC") instead = false;
  }
  return words;
}

/** How far the glyphs that a block shows last move on, in thousandths of the size. */
export function lastAdvance(block: string, font: PdfFont): number {
  const end = block.lastIndexOf("> Tj");
  const start = block.lastIndexOf("<", end);
  if (end < 0) return 0;
  return glyphsOf(block.slice(start + 1, end), font).reduce((sum, glyph) => sum + font.advance(glyph), 0);
}

function glyphsOf(hex: string, { digits }: PdfFont): readonly number[] {
  if (hex.length === digits) return [Number.parseInt(hex, 16)];
  const glyphs: number[] = [];
  for (let at = 0; at + digits <= hex.length; at += digits)
    glyphs.push(Number.parseInt(hex.slice(at, at + digits), 16));
  return glyphs;
}
