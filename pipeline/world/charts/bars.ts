import { columnsSketch } from "./bar-columns.ts";
import { type BarsSpec, rowsSketch } from "./bar-rows.ts";
import type { Measure } from "./fonts.ts";
import type { Sketch } from "./sketch.ts";

/** Bars from a zero line: rows with names, or columns over dates. */
export function barsSketch(spec: BarsSpec, measure: Measure): Sketch {
  return spec.layout === "rows" ? rowsSketch(spec, measure) : columnsSketch(spec, measure);
}
