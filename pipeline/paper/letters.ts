import type { PdfFile } from "./pdf-file.ts";
import type { PdfFont } from "./pdf-fonts.ts";
import type { PdfPage } from "./pdf-pages.ts";
import { references } from "./pdf-words.ts";
import type { ReadPdf } from "./read-pdf.ts";

const SHOWN = /\/F(\d+) [\d.]+ Tf|<([\dA-F]+)> Tj/g;
const BLANK = /^[\s\u00a0\u2009\u202f]*$/;

/**
 * How many letters a PDF by Chromium shows, blanks and empty boxes not counted: the glyphs of its text operators, in every font.
 * A tenth of the time of a real reader, which is too slow to ask of every print. A ligature counts as its letters.
 */
export function lettersShown({ file, catalogue, fonts }: ReadPdf): number {
  const worths = new Map<number, Uint8Array>();
  const worthOf = (font: PdfFont) => {
    const known = worths.get(font.object) ?? worthsOf(font);
    worths.set(font.object, known);
    return known;
  };
  let letters = 0;
  for (const object of drawingStreams(file, catalogue.pages)) {
    let font: PdfFont | undefined;
    for (const [, named, glyphs = ""] of file.stream(object).toString("latin1").matchAll(SHOWN)) {
      if (named) font = fonts.get(Number(named));
      else if (font) letters += lettersOf(glyphs, font.digits, worthOf(font));
    }
  }
  return letters;
}

/** What pages draw, and the forms that they draw in turn. */
function drawingStreams(file: PdfFile, pages: readonly PdfPage[]): ReadonlySet<number> {
  const streams = new Set<number>();
  const enter = (dictionary: string) => {
    for (const object of references(/\/XObject <<([^>]*)>>/.exec(dictionary)?.[1] ?? "")) {
      const form = streams.has(object) ? "" : file.object(object);
      if (!form.includes("/Subtype /Form")) continue;
      streams.add(object);
      enter(form);
    }
  };
  for (const { contents, dictionary } of pages) {
    for (const object of contents) streams.add(object);
    enter(dictionary);
  }
  return streams;
}

/** Chromium names a font by its object: `/F4 10.5 Tf` chooses object 4, `<00A700BE> Tj` shows two of its glyphs. */
function lettersOf(glyphs: string, digits: number, worths: Uint8Array): number {
  if (glyphs.length === digits) return worths[Number.parseInt(glyphs, 16)] ?? 1;
  let letters = 0;
  for (let start = 0; start < glyphs.length; start += digits)
    letters += worths[Number.parseInt(glyphs.slice(start, start + digits), 16)] ?? 1;
  return letters;
}

/** Letters of each glyph: 0 of a blank, 2 of the ligature fi. Glyph 0 is the empty box that stands where a font has no shape. */
function worthsOf({ says, digits }: PdfFont): Uint8Array {
  const worths = new Uint8Array(16 ** digits).fill(1);
  worths[0] = 0;
  for (const [glyph, text] of says) worths[glyph] = BLANK.test(text) ? 0 : text.length;
  return worths;
}
