import type { PdfFile } from "./pdf-file.ts";
import type { PdfPage } from "./pdf-pages.ts";
import { references, referred } from "./pdf-words.ts";

/** A font of a PDF: which shapes of it are inside, and what they say. */
export interface PdfFont {
  readonly object: number;
  /** Without the prefix of the subset: "Inter-Regular". */
  readonly name: string;
  readonly embedded: boolean;
  /** Hex digits of one glyph: 4 in a composite font, 2 in a simple one. */
  readonly digits: number;
  /** What a glyph says. */
  readonly says: ReadonlyMap<number, string>;
  /** The glyph that shows a letter by default, where the font is a composite one. */
  readonly glyphs: ReadonlyMap<string, number>;
  /** How far a glyph moves on, in thousandths of the size. */
  advance(glyph: number): number;
}

/** Every font that the pages name, by its object, in the order of these. */
export function readFonts(file: PdfFile, pages: readonly PdfPage[]): ReadonlyMap<number, PdfFont> {
  const named = pages.flatMap(({ dictionary }) =>
    references(/\/Font <<([^>]*)>>/.exec(dictionary)?.[1] ?? ""),
  );
  const objects = [...new Set(named)].sort((a, b) => a - b);
  return new Map(objects.map((object) => [object, fontOf(file, object)]));
}

function fontOf(file: PdfFile, object: number): PdfFont {
  const dictionary = file.object(object);
  const descendant = references(/\/DescendantFonts \[([^\]]*)\]/.exec(dictionary)?.[1] ?? "")[0];
  const own = descendant === undefined ? dictionary : file.object(descendant);
  const descriptor = file.object(referred(own, "FontDescriptor") ?? 0);
  const letters = atNeed(() =>
    lettersOf(file.stream(referred(dictionary, "ToUnicode") ?? 0).toString("latin1")),
  );
  const widths = atNeed(() => widthsOf(/\/W \[([\s\S]*)\]/.exec(own)?.[1] ?? ""));
  const usual = Number(/\/DW (-?[\d.]+)/.exec(own)?.[1] ?? 1000);
  const name = /\/(?:BaseFont|FontName) \/(?:[A-Z]{6}\+)?([^\s/>]+)/.exec(`${own}${descriptor}`)?.[1];
  return {
    object,
    name: name ?? "unnamed",
    // The shapes of a Type 3 font are drawings within the PDF.
    embedded: dictionary.includes("/Type3") || /\/FontFile[23]? \d/.test(descriptor),
    digits: descendant === undefined ? 2 : 4,
    get says() {
      return letters().says;
    },
    get glyphs() {
      return descendant === undefined ? new Map() : letters().glyphs;
    },
    advance: (glyph) => widths().get(glyph) ?? usual,
  };
}

/** Most readers ask for few of a font's tables. */
function atNeed<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

const BLOCK = /begin(bfchar|bfrange)\n([\s\S]*?)end\1/g;
const LINE = /<(\w+)> (?:<(\w+)> )?<(\w+)>/g;

/**
 * Reads a ToUnicode table. Several glyphs may show one letter, such as the tabular figures. Chromium lists those that the font shows by default
 * in rising order, the others as they came: the default ones are taken.
 */
function lettersOf(table: string): Pick<PdfFont, "says" | "glyphs"> {
  const says = new Map<number, string>();
  const usual = new Map<string, number>();
  const others = new Map<string, number>();
  for (const [, , lines = ""] of table.matchAll(BLOCK)) {
    const read = [...lines.matchAll(LINE)].flatMap(([, first = "", last = first, code = ""]) =>
      rangeOf(first, last, code),
    );
    const rising = read.every(([glyph], index) => index === 0 || glyph > read[index - 1]![0]);
    const glyphs = rising ? usual : others;
    for (const [glyph, letter] of read) {
      says.set(glyph, letter);
      if (!glyphs.has(letter)) glyphs.set(letter, glyph);
    }
  }
  return { says, glyphs: new Map([...others, ...usual]) };
}

function rangeOf(first: string, last: string, code: string): readonly (readonly [number, string])[] {
  const [from, to] = [Number.parseInt(first, 16), Number.parseInt(last, 16)];
  const letters = code.replace(/..../g, (unit) => String.fromCharCode(Number.parseInt(unit, 16)));
  if (from === to) return [[from, letters]];
  const start = letters.codePointAt(0) ?? 0;
  return Array.from({ length: to - from + 1 }, (_, step) => [
    from + step,
    String.fromCodePoint(start + step),
  ]);
}

/** `16 [654 0 730] 155 158 307`: one after the other from 16 on, and the same from 155 to 158. */
function widthsOf(array: string): Map<number, number> {
  const widths = new Map<number, number>();
  const entries = array.matchAll(/(\d+)\s*\[([^\]]*)\]|(\d+) (\d+) (-?[\d.]+)/g);
  for (const [, first, list = "", from, to, width] of entries) {
    if (first !== undefined)
      for (const [step, one] of list.trim().split(/\s+/).entries())
        widths.set(Number(first) + step, Number(one));
    else for (let glyph = Number(from); glyph <= Number(to); glyph += 1) widths.set(glyph, Number(width));
  }
  return widths;
}
