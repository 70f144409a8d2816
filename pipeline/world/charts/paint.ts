import type { ChartLook } from "../../model/chart.ts";
import type { FontName } from "./fonts.ts";
import { setInWeight } from "./foreign-letters.ts";
import { dashesOf, type Shape, type Word } from "./marks.ts";
import { colourOf } from "./theme.ts";

type Brush = CanvasRenderingContext2D;

/** A look, and the name of its font on this thread. */
export interface Wear {
  readonly look: ChartLook;
  readonly fontName: FontName;
}

/** Draws shapes to pixels. */
export function paintShapes(brush: Brush, shapes: readonly Shape[], look: ChartLook): void {
  for (const shape of shapes) {
    brush.save();
    paintShape(brush, shape, look);
    brush.restore();
  }
}

function paintShape(brush: Brush, shape: Shape, look: ChartLook): void {
  brush.fillStyle = colourOf(shape.colour, look);
  brush.strokeStyle = brush.fillStyle;
  brush.beginPath();
  if (shape.kind === "box") brush.fillRect(shape.x, shape.y, shape.width, shape.height);
  else if (shape.kind === "dot") {
    brush.arc(shape.x, shape.y, shape.radius, 0, 2 * Math.PI);
    brush.fill();
  } else {
    brush.lineWidth = shape.width ?? 1;
    brush.setLineDash([...dashesOf(shape.dash)]);
    brush.moveTo(shape.from.x, shape.from.y);
    brush.lineTo(shape.to.x, shape.to.y);
    brush.stroke();
  }
}

/** Sets words in pixels, run after run. */
export function paintWords(brush: Brush, words: readonly Word[], { look, fontName }: Wear): void {
  brush.textAlign = "left";
  brush.textBaseline = "alphabetic";
  for (const { x, y, anchor, size, colour, runs } of words) {
    const widths = runs.map(({ text, bold }) => {
      brush.font = fontName({ size, bold });
      return brush.measureText(text).width;
    });
    const whole = widths.reduce((sum, width) => sum + width, 0);
    let left = x - { start: 0, middle: whole / 2, end: whole }[anchor];
    brush.fillStyle = colourOf(colour, look);
    for (const [index, { text, bold }] of runs.entries()) {
      brush.font = fontName({ size, bold });
      const from = left;
      setInWeight(brush, text, { bold, set: () => brush.fillText(text, from, y) });
      left += widths[index]!;
    }
  }
}
