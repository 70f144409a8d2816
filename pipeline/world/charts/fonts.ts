import { createRequire } from "node:module";
import { GlobalFonts } from "@napi-rs/canvas";
import { createCanvas } from "canvas";
import type { ChartFont, ChartLook } from "../../model/chart.ts";
import { foreignFamilies, learnLetters } from "./foreign-letters.ts";

export interface Face {
  readonly size: number;
  readonly bold: boolean;
}

/** The width of a text in px. */
export type Measure = (text: string, face: Face) => number;

/** How wide words are, and the sizes in which a chart sets them. */
export interface Letters {
  readonly measure: Measure;
  readonly sizes: ChartLook["sizes"];
}

/** The face in the words of CSS, under the name by which the canvases of this thread know it. */
export type FontName = (face: Face) => string;

/** Names by files: two themes may each have another font of one name. */
const loaded = new Map<string, string>();

/** Makes a look's two weights known to every canvas of this thread. @throws Error if a file is missing or no font */
export function loadFont({ family, regular, bold }: ChartFont): FontName {
  const key = JSON.stringify([family, regular, bold]);
  const name = loaded.get(key) ?? `${family} ${loaded.size}`;
  if (!loaded.has(key)) {
    for (const file of [regular, bold]) register(file, name);
    loaded.set(key, name);
  }
  return ({ size, bold }) => `${bold ? 600 : 400} ${size}px "${name}"${foreignFamilies()}`;
}

function register(file: string, name: string): void {
  const [, base64] = /^data:[^,]*;base64,(.*)$/.exec(file) ?? [];
  const isKnown =
    base64 === undefined
      ? GlobalFonts.registerFromPath(createRequire(import.meta.url).resolve(file), name)
      : GlobalFonts.register(Buffer.from(base64, "base64"), name) !== null;
  if (!isKnown) throw new Error(`No font could be read from ${file.slice(0, 80)}.`);
}

/** A text is measured for every place it might stand at, and most texts come back on the next day's chart. */
const REMEMBERED = 2_000;

/** Measures with the fonts as they will be drawn. */
export function measureWithCanvas(nameOf: FontName): Measure {
  const brush = createCanvas(1, 1).getContext("2d")!;
  const known = new Map<string, number>();
  return (text, face) => {
    learnLetters(text);
    const font = nameOf(face);
    const key = `${font}|${text}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    if (known.size >= REMEMBERED) known.clear();
    brush.font = font;
    const { width } = brush.measureText(text);
    known.set(key, width);
    return width;
  };
}
