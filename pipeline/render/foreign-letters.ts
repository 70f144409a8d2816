import type { Theme } from "../model/theme.ts";
import type { Files } from "../world/world.ts";
import { fontUri, packagedFile } from "./fonts.ts";
import { fontNames } from "./theme-css.ts";

interface ForeignFont {
  readonly name: string;
  /** Only these; the others repeat what other fonts have. Left out: all. */
  readonly pieces?: readonly string[];
}

/** Fonts for letters that the theme's own have not: Chinese, Japanese and Korean, Arabic, Hebrew, pictures. The first that has one sets it. */
const FONTS: readonly ForeignFont[] = [
  { name: "noto-sans-arabic", pieces: ["arabic"] },
  { name: "noto-sans-hebrew", pieces: ["hebrew"] },
  { name: "noto-emoji" },
  { name: "noto-sans-sc" },
];
/** The name under which pages know them all. */
const FAMILY = "Noto";
/** The same for all: of faces of one family whose weights differ, a browser looks for letters in one kind only. */
const WEIGHTS = "100 900";
/** All but what the packages of a theme's fonts are cut for: Latin, Greek, Cyrillic, and the marks between their words. */
const FOREIGN = /[^\0-\u04FF\u1E00-\u1EFF\u2000-\u20CF\u2122\u2190-\u2193\u2212\u2215\uFEFF\uFFFD]/gu;

/** A piece of a font as its package cuts it: a woff2 file and the letters in it. */
export interface ForeignFace {
  /** As in CSS: `U+0590-05FF,U+200C`. */
  readonly range: string;
  readonly bytes: Uint8Array;
}

/**
 * The pieces of fonts that show the words' foreign letters on paper, where no reader's own font can stand in. Screens have theirs, and
 * each piece weighs some 50 kB. Nothing is read for words without such letters; a letter that no font has stays without.
 */
export async function readForeignFaces(
  { files }: { readonly files: Pick<Files, "read"> },
  words: string,
): Promise<readonly ForeignFace[]> {
  const letters = foreignLetters(words);
  const faces: ForeignFace[] = [];
  for (const font of FONTS) {
    if (letters.size === 0) break;
    faces.push(...(await facesFor(letters, font, files)));
  }
  return faces;
}

/** Each once, by code point. */
function foreignLetters(words: string): Set<number> {
  return new Set(words.match(FOREIGN)?.map((letter) => letter.codePointAt(0)!));
}

/** The pieces of one font that hold any of the letters, which are taken out of them. */
async function facesFor(
  letters: Set<number>,
  { name, pieces: only }: ForeignFont,
  files: Pick<Files, "read">,
): Promise<ForeignFace[]> {
  const folder = `@fontsource-variable/${name}`;
  const list = await bytesOf(`${folder}/unicode.json`, files);
  const pieces = Object.entries(JSON.parse(new TextDecoder().decode(list)) as Record<string, string>);
  const faces: ForeignFace[] = [];
  // Pieces of one font overlap, and a picture that is joined of several needs them in one.
  const found = new Set<number>();
  for (const [piece, range] of pieces) {
    if (only && !only.includes(piece)) continue;
    const held = spansOf(range);
    const here = [...letters].filter((letter) => held.some(([from, to]) => letter >= from && letter <= to));
    if (here.length === 0) continue;
    for (const letter of here) found.add(letter);
    const file = `${folder}/files/${name}-${piece.replace(/[[\]]/g, "")}-wght-normal.woff2`;
    faces.push({ range, bytes: await bytesOf(file, files) });
  }
  for (const letter of found) letters.delete(letter);
  return faces;
}

async function bytesOf(name: string, files: Pick<Files, "read">): Promise<Uint8Array> {
  const path = packagedFile(name);
  const bytes = path === null ? null : await files.read(path);
  if (bytes) return bytes;
  throw new Error(`${name} is a dependency of this program and is not there: run npm ci`);
}

/** `U+590-5ff,U+20aa` as [from, to] pairs. */
function spansOf(range: string): readonly (readonly [number, number])[] {
  return range.split(",").map((span) => {
    const [from = "", to = from] = span.trim().replace(/^U\+/i, "").split("-");
    return [Number.parseInt(from.replaceAll("?", "0"), 16), Number.parseInt(to.replaceAll("?", "f"), 16)];
  });
}

/** The faces as CSS, and the page's two faces with them behind; empty where there are none. */
export function foreignCss(faces: readonly ForeignFace[], { fonts: { serif, sans } }: Theme): string {
  if (faces.length === 0) return "";
  const rules = faces.map(
    ({ range, bytes }) =>
      `@font-face{font-family:"${FAMILY}";font-weight:${WEIGHTS};src:url(${fontUri(bytes)}) format("woff2");unicode-range:${range}}`,
  );
  const behind = [serif, sans].map(({ family, fallbacks }) =>
    fontNames({ family, fallbacks: [FAMILY, ...fallbacks] }),
  );
  // A chart names its own font on its letters: a rule is stronger than that.
  return [
    ...rules,
    `:root{--serif:${behind[0]};--sans:${behind[1]}}body{font-variant-emoji:text}svg text{font-family:var(--sans)}`,
  ].join("\n");
}
