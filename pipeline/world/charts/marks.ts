import type { VectorPath } from "canvas";
import type { Part } from "./theme.ts";

/**
 * What we lay ourselves, beside the bars and lines of Chart.js: its labels cannot keep clear of each other or of the line, so no word and
 * no small shape passes through it.
 * All lengths are px of the drawing, y downwards.
 */
export interface Run {
  readonly text: string;
  readonly bold: boolean;
}

/** One line of text. `y` is its baseline. */
export interface Word {
  readonly x: number;
  readonly y: number;
  readonly anchor: "start" | "middle" | "end";
  readonly size: number;
  readonly colour: Part;
  readonly runs: readonly Run[];
}

export type Shape =
  | {
      readonly kind: "box";
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly colour: Part;
    }
  | {
      readonly kind: "dot";
      readonly x: number;
      readonly y: number;
      readonly radius: number;
      readonly colour: Part;
    }
  | {
      readonly kind: "rule";
      readonly from: Pixel;
      readonly to: Pixel;
      readonly colour: Part;
      /** 1 where left out. */
      readonly width?: number;
      /** Length of a dash and of the gap after it, or of both where they are equal; empty for none. */
      readonly dash?: number | readonly number[];
    };

export interface Pixel {
  readonly x: number;
  readonly y: number;
}

/** `under` the bars and lines, `over` them, and the words on top. */
export interface Marks {
  readonly under: readonly Shape[];
  readonly over: readonly Shape[];
  readonly words: readonly Word[];
}

/** The lengths of a rule's dashes and gaps, none for a drawn-out one. */
export function dashesOf(dash: number | readonly number[] = []): readonly number[] {
  return typeof dash === "number" ? [dash, dash] : dash;
}

/** A horizontal or vertical rule on whole pixels, which stays sharp. */
export function rule(from: Pixel, to: Pixel, colour: Part): Shape {
  const sharp = ({ x, y }: Pixel): Pixel => ({ x: Math.floor(x) + 0.5, y: Math.floor(y) + 0.5 });
  return from.x === to.x
    ? {
        kind: "rule",
        from: { ...from, x: sharp(from).x },
        to: { ...to, x: sharp(to).x },
        colour,
      }
    : { kind: "rule", from: { ...from, y: sharp(from).y }, to: { ...to, y: sharp(to).y }, colour };
}

/** A chart as it was laid: Chart.js's bars, lines and grid, and our marks around them. Both pictures are made of it. */
export interface Drawn {
  readonly paths: readonly VectorPath[];
  readonly marks: Marks;
}
