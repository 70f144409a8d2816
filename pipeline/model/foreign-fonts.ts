/** A font for letters that a theme's own fonts have not, by the name of its package. */
export interface ForeignFont {
  readonly name: string;
  /** Only these of its pieces; the others repeat what other fonts have. Left out: all. */
  readonly pieces?: readonly string[];
}

/** Chinese, Japanese and Korean, Arabic, Hebrew, pictures. The first that has a letter sets it, on pages and in charts. */
export const FOREIGN_FONTS: readonly ForeignFont[] = [
  { name: "noto-sans-arabic", pieces: ["arabic"] },
  { name: "noto-sans-hebrew", pieces: ["hebrew"] },
  { name: "noto-emoji" },
  { name: "noto-sans-sc" },
];

/** All but what the packages of a theme's fonts are cut for: Latin, Greek, Cyrillic, and the marks between their words. */
const FOREIGN = /[^\0-\u04FF\u1E00-\u1EFF\u2000-\u20CF\u2122\u2190-\u2193\u2212\u2215\uFEFF\uFFFD]/gu;

/** The code points of a text's foreign letters, each once. */
export function foreignLetters(text: string): ReadonlySet<number> {
  return new Set(text.match(FOREIGN)?.map((letter) => letter.codePointAt(0)!));
}

/** A piece of a font: one file of its package, and the letters in it. */
export interface FontPiece {
  /** Below the package: `files/noto-sans-sc-4-wght-normal.woff2`. */
  readonly file: string;
  /** As in CSS: `U+0590-05FF,U+200C`. */
  readonly range: string;
  holds(letter: number): boolean;
}

/** @param list of the package's unicode.json: ranges by the names of pieces, `[4]` or `hebrew` */
export function piecesIn(
  { name, pieces: only }: ForeignFont,
  list: Readonly<Record<string, string>>,
): readonly FontPiece[] {
  const wanted = Object.entries(list).filter(([piece]) => only === undefined || only.includes(piece));
  return wanted.map(([piece, range]) => {
    const spans = range.split(",").map(spanOf);
    return {
      file: `files/${name}-${piece.replace(/[[\]]/g, "")}-wght-normal.woff2`,
      range,
      holds: (letter) => spans.some(([from, to]) => letter >= from && letter <= to),
    };
  });
}

/** `U+590-5ff`, `U+20aa` or `U+4??`. */
function spanOf(text: string): readonly [from: number, to: number] {
  const [from = "", to = from] = text.trim().replace(/^U\+/i, "").split("-");
  return [Number.parseInt(from.replaceAll("?", "0"), 16), Number.parseInt(to.replaceAll("?", "f"), 16)];
}
