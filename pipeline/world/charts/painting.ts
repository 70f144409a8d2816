import { createCanvas, Path2D, type VectorPath } from "canvas";
import type { ChartSpec } from "../../model/chart.ts";
import type { Drawn } from "./marks.ts";
import { paintShapes, paintWords, type Wear } from "./paint.ts";
import { pngOf } from "./png.ts";
import { colourOf, colours } from "./theme.ts";

/** Pixels of a PNG to one of the drawing. */
const SHARPNESS = 2;

/** The same picture as the SVG, in pixels on the look's paper. */
export function paintedPng(
  { width, height }: Pick<ChartSpec, "width" | "height">,
  { paths, marks }: Drawn,
  wear: Wear,
): Promise<Uint8Array> {
  const { look } = wear;
  const size = { width: width * SHARPNESS, height: height * SHARPNESS };
  const canvas = createCanvas(size.width, size.height);
  const brush = canvas.getContext("2d")!;
  brush.fillStyle = look.colours.paper;
  brush.fillRect(0, 0, size.width, size.height);
  brush.scale(SHARPNESS, SHARPNESS);
  paintShapes(brush, marks.under, look);
  for (const path of paths) paintPath(brush, path, wear);
  paintShapes(brush, marks.over, look);
  paintWords(brush, marks.words, wear);
  const exact = Object.values(colours).map((part) => colourOf(part, look));
  return pngOf(canvas.data(), size, exact);
}

function paintPath(brush: CanvasRenderingContext2D, path: VectorPath, { look }: Wear): void {
  if ("fill" in path) {
    brush.fillStyle = colourOf(path.fill, look);
    brush.fill(new Path2D(path.d));
    return;
  }
  brush.strokeStyle = colourOf(path.stroke, look);
  brush.lineWidth = path.width;
  brush.lineJoin = path.join;
  brush.setLineDash([...path.dash]);
  brush.stroke(new Path2D(path.d));
}
