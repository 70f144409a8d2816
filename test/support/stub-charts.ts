import type { DressedChart } from "../../pipeline/model/chart.ts";
import { pngOf } from "../../pipeline/world/charts/png.ts";
import type { Charts } from "../../pipeline/world/world.ts";

const SIDE = 8;
let square: Promise<Uint8Array> | null = null;

/** Drawings that no gate finds blank, made of nothing: a stroke for each line, a box for each bar. */
export const stubCharts: Pick<Charts, "warm" | "svg" | "png"> = {
  warm: () => undefined,
  svg: async (spec) => {
    const { id, width, height, alt } = spec;
    return `<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 ${width} ${height}"><title>${id} ${alt.length}</title><path fill="none" d="M0 0L1 1L2 0L3 1"/>${boxes(spec)}</svg>`;
  },
  png: async (spec) => {
    square ??= drawnSquare();
    // What stands behind a picture's end is passed over: another chart is another picture.
    return Buffer.concat([await square, Buffer.from(JSON.stringify(spec))]);
  },
};

function boxes(spec: DressedChart): string {
  const count = "bars" in spec ? spec.bars.length : "rows" in spec ? spec.rows.length : 0;
  return '<path fill="#000000" d="M0 0H1V1Z"/>'.repeat(count);
}

function drawnSquare(): Promise<Uint8Array> {
  const pixels = new Uint8Array(SIDE * SIDE * 4).fill(255);
  pixels.fill(0, 0, SIDE * 4);
  return pngOf(pixels, { width: SIDE, height: SIDE }, ["#ffffff", "#000000"]);
}
