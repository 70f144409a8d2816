import { columnsSketch } from "./bar-columns.ts";
import { type BarsSpec, rowsSketch } from "./bar-rows.ts";
import type { Letters } from "./fonts.ts";
import type { Sketch } from "./sketch.ts";

/** Bars from a zero line: rows with names, or columns over dates. */
export function barsSketch(spec: BarsSpec, letters: Letters): Sketch {
  return spec.layout === "rows" ? rowsSketch(spec, letters) : columnsSketch(spec, letters);
}
