import { createRequire } from "node:module";
import { createCanvas, registerFont } from "canvas";
import { fontFamily } from "./theme.ts";

const WEIGHTS = [400, 600] as const;

export interface Face {
  readonly size: number;
  readonly bold: boolean;
}

/** The width of a text in px. */
export type Measure = (text: string, face: Face) => number;

/** Makes our two weights of Inter known to every canvas of this process. @throws Error if a file is missing or no font */
export function loadFonts(): void {
  const { resolve } = createRequire(import.meta.url);
  for (const weight of WEIGHTS) {
    registerFont(resolve(`@fontsource/inter/files/inter-latin-${weight}-normal.woff2`), {
      family: fontFamily,
    });
  }
}

/** A text is measured for every place it might stand at, and most texts come back on the next day's chart. */
const REMEMBERED = 2_000;

/** Measures with the fonts as they will be drawn. */
export function measureWithCanvas(): Measure {
  const brush = createCanvas(1, 1).getContext("2d")!;
  const known = new Map<string, number>();
  return (text, face) => {
    const font = cssFont(face);
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

/** The face in the words of CSS. */
export function cssFont({ size, bold }: Face): string {
  return `${bold ? 600 : 400} ${size}px ${fontFamily}`;
}
