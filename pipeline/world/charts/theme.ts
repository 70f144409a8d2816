import type { ChartColours, ChartLook } from "../../model/chart.ts";

/** A colour by its part in the chart: sketches name parts, and the look says at the end which colour each is. */
export type Part = keyof ChartColours;

/** Every part under its own name. Chart.js and the canvas hand them on as they are. */
export const colours = {
  ink: "ink",
  grey: "grey",
  hairline: "hairline",
  band: "band",
  positive: "positive",
  negative: "negative",
  paper: "paper",
} as const satisfies { readonly [Name in Part]: Name };

/** The colour of a part. @throws Error for what is no part: a sketch may name no colour of its own */
export function colourOf(part: string, { colours }: Pick<ChartLook, "colours">): string {
  const found = (colours as unknown as Readonly<Record<string, string | undefined>>)[part];
  if (found === undefined) throw new Error(`a chart is drawn in the parts of its look, not in ${part}`);
  return found;
}
