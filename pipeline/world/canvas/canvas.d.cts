/** What was drawn on a vector canvas, in order: a filled or a stroked path. */
export type VectorPath = FilledPath | StrokedPath;
export interface FilledPath {
  /** In the words of SVG, lengths to a tenth of a px. */
  readonly d: string;
  readonly fill: string;
}
export interface StrokedPath {
  readonly d: string;
  readonly stroke: string;
  readonly width: number;
  readonly join: CanvasLineJoin;
  /** Lengths of dashes and gaps; empty for none. */
  readonly dash: readonly number[];
}
export interface VectorCanvas extends HTMLCanvasElement {
  readonly paths: readonly VectorPath[];
}
export interface PixelCanvas extends HTMLCanvasElement {
  /** Red, green, blue and opacity, row by row. */
  data(): Uint8Array;
}
/** A canvas that keeps paths. */
export function createCanvas(width: number, height: number, type: "svg"): VectorCanvas;
/** A canvas that draws to pixels. */
export function createCanvas(width: number, height: number): PixelCanvas;
/** Makes a font file known under `family`. @throws Error if the file is no font */
export function registerFont(path: string, face: { readonly family: string }): void;
/** A path as an element of SVG. */
export function pathElement(path: VectorPath): string;
/** How a path is drawn, as attributes of SVG. */
export function pathLook(path: VectorPath): string;
/** Where a path goes, corner by corner, px. */
export interface Course {
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  close(): void;
  /** In the words of SVG. */
  words(): string;
}
export function newCourse(): Course;
export const Path2D: typeof globalThis.Path2D;
export const Image: unknown;
