import type { ChartSpec } from "../../pipeline/model/chart.ts";

/** A drawing of 200 by 100 pixels with these parts in it. */
export function drawingOf(parts: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" role="img" width="200" height="100" viewBox="0 0 200 100"><title>made up</title>${parts}</svg>`;
}

/** A line of five values that is sound in every way, and whose alt text says where it ends. */
export const soundLine: Extract<ChartSpec, { kind: "line" }> = {
  kind: "line",
  id: "made-up",
  alt: "A made-up spread: 81 bp on 5 November 2025, mean 109.3 bp.",
  width: 200,
  height: 100,
  unitWord: "bp",
  dates: ["2025-10-30", "2025-10-31", "2025-11-03", "2025-11-04", "2025-11-05"],
  values: [90, 88, null, 82, 81],
  end: { figure: "made-up.level", value: 81, text: "81 bp" },
  levels: [{ label: { figure: "made-up.mean", value: 109.3, text: "109.3 mean" } }],
  points: [],
  bands: [],
};
