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

/** Measures with the fonts as they will be drawn. */
export function measureWithCanvas(): Measure {
  const brush = createCanvas(1, 1).getContext("2d")!;
  return (text, face) => {
    brush.font = cssFont(face);
    return brush.measureText(text).width;
  };
}

/** The face in the words of CSS. */
export function cssFont({ size, bold }: Face): string {
  return `${bold ? 600 : 400} ${size}px ${fontFamily}`;
}
