import { FOREIGN_FONTS, type ForeignFont, foreignLetters, piecesIn } from "../model/foreign-fonts.ts";
import type { Theme } from "../model/theme.ts";
import type { Files } from "../world/world.ts";
import { fontUri, packagedFile } from "./fonts.ts";
import { fontNames } from "./theme-css.ts";

/** The name under which pages know them all. */
const FAMILY = "Noto";
/** The same for all: of faces of one family whose weights differ, a browser looks for letters in one kind only. */
const WEIGHTS = "100 900";
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
  const letters = new Set(foreignLetters(words));
  const faces: ForeignFace[] = [];
  for (const font of FOREIGN_FONTS) {
    if (letters.size === 0) break;
    faces.push(...(await facesFor(letters, font, files)));
  }
  return faces;
}

/** The pieces of one font that hold any of the letters, which are taken out of them. */
async function facesFor(
  letters: Set<number>,
  font: ForeignFont,
  files: Pick<Files, "read">,
): Promise<ForeignFace[]> {
  const folder = `@fontsource-variable/${font.name}`;
  const list = await bytesOf(`${folder}/unicode.json`, files);
  const faces: ForeignFace[] = [];
  // Pieces of one font overlap, and a picture that is joined of several needs them in one.
  const found = new Set<number>();
  for (const { file, range, holds } of piecesIn(font, JSON.parse(new TextDecoder().decode(list)))) {
    const here = [...letters].filter(holds);
    if (here.length === 0) continue;
    for (const letter of here) found.add(letter);
    faces.push({ range, bytes: await bytesOf(`${folder}/${file}`, files) });
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
