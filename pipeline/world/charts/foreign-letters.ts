import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { GlobalFonts, type SKRSContext2D } from "@napi-rs/canvas";

/** What a theme's own font is cut for: Latin, Greek, Cyrillic, and the marks between their words. */
const AT_HOME =
  /^[\0-\u04FF\u1E00-\u1EFF\u2000-\u20CF\u2122\u2190-\u2193\u2212\u2215\u2260-\u2265\uFEFF\uFFFD]*$/;
/** The first that has a letter sets it. */
const PACKAGES = ["noto-sans-arabic", "noto-sans-hebrew", "noto-emoji", "noto-sans-sc"] as const;

const resolve = createRequire(import.meta.url).resolve;
const asked = new Set<string>();
const families = new Set<string>();

/** Makes the letters of a text that no theme's font has known to every canvas of this thread; one that no font has stays a blank box. */
export function learnLetters(text: string): void {
  if (AT_HOME.test(text)) return;
  for (const letter of text) {
    if (asked.has(letter) || AT_HOME.test(letter)) continue;
    asked.add(letter);
    learn(letter.codePointAt(0)!);
  }
}

/** Sets a text as `set` does; the fonts of foreign letters are of all weights in one file, and thin unless told. */
export function setInWeight(
  brush: object,
  text: string,
  { bold, set }: { bold: boolean; set: () => void },
): void {
  if (AT_HOME.test(text)) {
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
  for (const font of PACKAGES) {
    const piece = piecesOf(font).find(({ spans }) =>
      spans.some(([from, to]) => letter >= from && letter <= to),
    );
    if (!piece) continue;
    const name = `${font} ${piece.name}`;
    if (!families.has(name)) {
      GlobalFonts.registerFromPath(
        resolve(`@fontsource-variable/${font}/files/${font}-${piece.name}-wght-normal.woff2`),
        name,
      );
      families.add(name);
    }
    return;
  }
}

interface Piece {
  readonly name: string;
  readonly spans: readonly (readonly [from: number, to: number])[];
}
const known = new Map<string, readonly Piece[]>();

function piecesOf(font: string): readonly Piece[] {
  const found = known.get(font);
  if (found) return found;
  const list: Record<string, string> = JSON.parse(
    readFileSync(resolve(`@fontsource-variable/${font}/unicode.json`), "utf8"),
  );
  const pieces = Object.entries(list).map(([name, range]) => ({
    name: name.replace(/[[\]]/g, ""),
    spans: range.split(",").map(spanOf),
  }));
  known.set(font, pieces);
  return pieces;
}

/** `U+590-5ff` or `U+20aa`. */
function spanOf(text: string): readonly [number, number] {
  const [from = "", to = from] = text.trim().slice(2).split("-");
  return [Number.parseInt(from, 16), Number.parseInt(to, 16)];
}
