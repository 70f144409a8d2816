import { createCanvas, Path2D, type VectorPath } from "canvas";
import type { ChartSpec } from "../../model/chart.ts";
import type { Drawn } from "./marks.ts";
import { paintShapes, paintWords } from "./paint.ts";
import { pngOf } from "./png.ts";
import { colours } from "./theme.ts";

/** Pixels of a PNG to one of the drawing. */
const SHARPNESS = 2;

/** The same picture as the SVG, in pixels on white. */
export function paintedPng(
  { width, height }: Pick<ChartSpec, "width" | "height">,
  { paths, marks }: Drawn,
): Promise<Uint8Array> {
  const size = { width: width * SHARPNESS, height: height * SHARPNESS };
  const canvas = createCanvas(size.width, size.height);
  const brush = canvas.getContext("2d")!;
  brush.fillStyle = colours.paper;
  brush.fillRect(0, 0, size.width, size.height);
  brush.scale(SHARPNESS, SHARPNESS);
  paintShapes(brush, marks.under);
  for (const path of paths) paintPath(brush, path);
  paintShapes(brush, marks.over);
  paintWords(brush, marks.words);
  return pngOf(canvas.data(), size, Object.values(colours));
}

function paintPath(brush: CanvasRenderingContext2D, path: VectorPath): void {
  if ("fill" in path) {
    brush.fillStyle = path.fill;
    brush.fill(new Path2D(path.d));
    return;
  }
  brush.strokeStyle = path.stroke;
  brush.lineWidth = path.width;
  brush.lineJoin = path.join;
  brush.setLineDash([...path.dash]);
  brush.stroke(new Path2D(path.d));
}
