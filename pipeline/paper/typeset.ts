import type { PdfFont } from "./pdf-fonts.ts";

/** A line of text in the shapes that a PDF has already. */
export interface Typeset {
  readonly font: number;
  /** The glyphs in hex, as `Tj` shows them. */
  readonly glyphs: string;
  /** In points. */
  readonly width: number;
}

/** Letters of one shape, of which a font's table names only one. */
const ALIKE: Readonly<Record<string, string>> = {
  "\u2019": "\u02bc",
  "\u00a0": " ",
  "\u2011": "-",
  "\u2013": "-",
};

/**
 * Sets a line in the first font that has all its letters, without kerning.
 *
 * @param size in points
 * @returns null where no font has them all
 */
export function typeset(text: string, size: number, fonts: readonly PdfFont[]): Typeset | null {
  const letters = [...text];
  for (const { object, glyphs, advance } of fonts) {
    const chosen = letters.map((letter) => glyphs.get(letter) ?? glyphs.get(ALIKE[letter] ?? ""));
    if (!chosen.every((glyph) => glyph !== undefined)) continue;
    const width = chosen.reduce((sum, glyph) => sum + advance(glyph), 0);
    const hex = chosen.map((glyph) => glyph.toString(16).toUpperCase().padStart(4, "0")).join("");
    return { font: object, glyphs: hex, width: (width * size) / 1000 };
  }
  return null;
}

/**
 * Fonts in the order in which running words try them: the family's regular one, then its others, then the rest.
 *
 * @param family as CSS names it: "Inter", "IBM Plex Sans"
 */
export function byPreference(fonts: Iterable<PdfFont>, family: string): readonly PdfFont[] {
  const wanted = family.replace(/[\s"']/g, "").toLowerCase();
  const rank = ({ name }: PdfFont) => {
    const [own = "", style = "regular"] = name.toLowerCase().split("-");
    if (wanted === "" || !own.startsWith(wanted)) return 2;
    return /^(regular|roman|book)$/.test(style) ? 0 : 1;
  };
  return [...fonts].sort((one, other) => rank(one) - rank(other) || one.object - other.object);
}
