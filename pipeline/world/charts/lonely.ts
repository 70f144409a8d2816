import type { Pixel, Shape } from "./marks.ts";
import type { Part } from "./theme.ts";

/** A value between two gaps has no line of its own: it becomes a dot as thick as the line. Gaps are pixels whose y is NaN. */
export function lonelyDots(pixels: readonly Pixel[], colour: Part): Shape[] {
  const missing = (pixel: Pixel | undefined) => pixel === undefined || Number.isNaN(pixel.y);
  return pixels
    .filter((pixel, index) => !missing(pixel) && missing(pixels[index - 1]) && missing(pixels[index + 1]))
    .map(({ x, y }) => ({ kind: "dot", x, y, radius: 0.9, colour }));
}
