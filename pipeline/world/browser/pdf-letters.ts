import { inflateSync } from "node:zlib";

const STREAM = /(\d+) 0 obj\n(<<(?:(?!endobj)[\s\S])*?)>> stream\r?\n/g;
const GLYPHS = /<(\w+)> (?:<(\w+)> )?<(\w+)>\n/g;
/** The glyph that stands where a font has none for the letter: an empty box. */
const NO_SHAPE = "0000";
const BLANKS = [0x20, 0xa0, 0x202f];

/**
 * How many letters a PDF by Chromium shows, blanks and empty boxes not counted: the glyphs of its text operators, in every font.
 * A tenth of the time of a real reader, which is too slow to ask of every print. A ligature counts as its letters.
 */
export function lettersShown(pdf: Uint8Array): number {
  const bytes = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength);
  const text = bytes.toString("latin1");
  const streams = streamsOf(text, bytes);
  const fonts = fontsOf(text, streams);
  let letters = 0;
  for (const content of streams.values()) letters += lettersOf(content, fonts);
  return letters;
}

interface PdfFont {
  /** Hex digits of one glyph: 4 in a composite font, 2 in a simple one. */
  readonly digits: number;
  /** Letters of the glyphs that do not show exactly one, by their hex: 0 of a blank, 2 of the ligature fi. */
  readonly worth: ReadonlyMap<string, number>;
}

/** Page contents, forms and glyph tables, inflated, by object number; pictures and font files are left alone. */
function streamsOf(text: string, bytes: Buffer): Map<string, string> {
  const streams = new Map<string, string>();
  for (const found of text.matchAll(STREAM)) {
    const [whole, object = "", head = ""] = found;
    const length = Number(/\/Length (\d+)/.exec(head)?.[1] ?? 0);
    if (/\/Subtype \/Image|\/Length1|\/N 3/.test(head) || !head.includes("/FlateDecode")) continue;
    const start = found.index + whole.length;
    streams.set(object, inflateSync(bytes.subarray(start, start + length)).toString("latin1"));
  }
  return streams;
}

function fontsOf(text: string, streams: ReadonlyMap<string, string>): Map<string, PdfFont> {
  const heads = text.matchAll(/(\d+) 0 obj\n<<\/Type \/Font\n((?:(?!endobj)[\s\S])*)/g);
  return new Map(
    [...heads].map(([, object = "", head = ""]) => {
      const glyphTable = streams.get(/\/ToUnicode (\d+) 0 R/.exec(head)?.[1] ?? "") ?? "";
      return [object, { digits: head.includes("/Type0") ? 4 : 2, worth: worthOf(glyphTable) }];
    }),
  );
}

/** `<01CD> <0020>` names the letter of one glyph, `<007D> <00660069>` its letters, `<0103> <0105> <0031>` three in a row. */
function worthOf(glyphTable: string): Map<string, number> {
  const worth = new Map([[NO_SHAPE, 0]]);
  for (const [, first = "", last = first, code = ""] of glyphTable.matchAll(GLYPHS)) {
    const [from, to, letter] = [first, last, code].map((hex) => Number.parseInt(hex, 16)) as [
      number,
      number,
      number,
    ];
    if (code.length > 4) worth.set(first, code.length / 4);
    else {
      for (const blank of BLANKS) {
        const glyph = from + blank - letter;
        if (glyph >= from && glyph <= to) worth.set(hexOf(glyph, first.length), 0);
      }
    }
  }
  return worth;
}

function hexOf(glyph: number, digits: number): string {
  return glyph.toString(16).toUpperCase().padStart(digits, "0");
}

/** Chromium names a font by its object: `/F4 10.5 Tf` chooses object 4, `<00A700BE> Tj` shows two of its glyphs. */
function lettersOf(content: string, fonts: ReadonlyMap<string, PdfFont>): number {
  let letters = 0;
  let font: PdfFont | undefined;
  for (const [, object, glyphs = ""] of content.matchAll(/\/F(\d+) [\d.]+ Tf|<([\dA-F]+)> Tj/g)) {
    if (object) font = fonts.get(object);
    else if (font) letters += lettersOfGlyphs(glyphs, font);
  }
  return letters;
}

function lettersOfGlyphs(glyphs: string, { digits, worth }: PdfFont): number {
  let letters = 0;
  for (let start = 0; start < glyphs.length; start += digits) {
    letters += worth.get(glyphs.slice(start, start + digits)) ?? 1;
  }
  return letters;
}
