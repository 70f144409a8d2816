import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { GlobalFonts, type SKRSContext2D } from "@napi-rs/canvas";
import {
  FOREIGN_FONTS,
  type FontPiece,
  type ForeignFont,
  foreignLetters,
  piecesIn,
} from "../../model/foreign-fonts.ts";

const resolve = createRequire(import.meta.url).resolve;
const asked = new Set<number>();
const families = new Set<string>();

/** Makes the letters of a text that no theme's font has known to every canvas of this thread; one that no font has stays a blank box. */
export function learnLetters(text: string): void {
  for (const letter of foreignLetters(text)) {
    if (asked.has(letter)) continue;
    asked.add(letter);
    learn(letter);
  }
}

/** Sets a text as `set` does; the fonts of foreign letters are of all weights in one file, and thin unless told. */
export function setInWeight(
  brush: object,
  text: string,
  { bold, set }: { bold: boolean; set: () => void },
): void {
  if (foreignLetters(text).size === 0) {
    set();
    return;
  }
  const canvas = brush as Pick<SKRSContext2D, "save" | "restore" | "fontVariationSettings">;
  canvas.save();
  canvas.fontVariationSettings = `"wght" ${bold ? 600 : 400}`;
  set();
  canvas.restore();
}

/** The families with such letters as they follow a theme's own in CSS; empty as long as there are none. */
export function foreignFamilies(): string {
  return [...families].map((name) => `, "${name}"`).join("");
}

/** A font comes in pieces, and a family of a canvas has but one file of a weight: each piece is a family. */
function learn(letter: number): void {
  for (const font of FOREIGN_FONTS) {
    const piece = piecesOf(font).find(({ holds }) => holds(letter));
    if (!piece) continue;
    const name = piece.file.replace(/^files\/|-wght-normal\.woff2$/g, "");
    if (families.has(name)) return;
    GlobalFonts.registerFromPath(resolve(`@fontsource-variable/${font.name}/${piece.file}`), name);
    families.add(name);
    return;
  }
}

const known = new Map<ForeignFont, readonly FontPiece[]>();

function piecesOf(font: ForeignFont): readonly FontPiece[] {
  const list = () =>
    JSON.parse(readFileSync(resolve(`@fontsource-variable/${font.name}/unicode.json`), "utf8"));
  const pieces = known.get(font) ?? piecesIn(font, list());
  known.set(font, pieces);
  return pieces;
}
