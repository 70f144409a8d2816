import { createCanvas, type Image, loadImage } from "@napi-rs/canvas";
import { describe, expect, it } from "vitest";
import { chartsHere } from "../../../pipeline/world/charts/drawing.ts";
import { inShippedLook } from "../../support/theme.ts";
import { SPECS } from "./specs.ts";
import { type SeenWord, wordsIn } from "./svg-words.ts";

const charts = inShippedLook(chartsHere());
const SHARPNESS = 2;
const some = [
  "line-five-years",
  "lines-that-meet",
  "line-gaps",
  "steps-nine",
  "rows-foreign",
  "columns-eighteen",
  "spark-gaps",
];

/** Brightness, 0 to 255, pixel after pixel. */
function shades(image: Image, width: number, height: number): Uint8Array {
  const brush = createCanvas(width, height).getContext("2d");
  brush.fillStyle = "#fff";
  brush.fillRect(0, 0, width, height);
  brush.drawImage(image, 0, 0, width, height);
  const { data } = brush.getImageData(0, 0, width, height);
  return Uint8Array.from(
    { length: width * height },
    (_, at) => (data[4 * at]! + data[4 * at + 1]! + data[4 * at + 2]!) / 3,
  );
}

/** Letters apart, since a picture of an SVG knows no fonts of ours. */
async function wordless(svg: string, width: number, height: number): Promise<Uint8Array> {
  const large = svg
    .replace(/<text.*?<\/text>/g, "")
    .replace(/ width="\d+" height="\d+"/, ` width="${width}" height="${height}"`);
  return shades(await loadImage(Buffer.from(large)), width, height);
}

/** The pixels of a word, letters that hang included. */
function pixelsOf({ left, right, top, bottom }: SeenWord, width: number): number[] {
  const [x0, x1, y0, y1] = [left - 1, right + 1, top - 2, bottom + 2].map((edge) =>
    Math.round(edge * SHARPNESS),
  ) as [number, number, number, number];
  const found: number[] = [];
  for (let y = Math.max(0, y0); y < y1; y += 1)
    for (let x = Math.max(0, x0); x < Math.min(x1, width); x += 1) found.push(y * width + x);
  return found;
}

describe("SVG and PNG of one chart", () => {
  it.each(some)("show the same marks and words in the same places: %s", async (id) => {
    const spec = SPECS.find((one) => one.id === id)!;
    const [width, height] = [SHARPNESS * spec.width, SHARPNESS * spec.height];
    const svg = await charts.svg(spec);
    const bare = await wordless(svg, width, height);
    const png = shades(await loadImage(Buffer.from(await charts.png(spec))), width, height);
    const lettered = new Set<number>();
    for (const word of wordsIn(svg)) {
      const pixels = pixelsOf(word, width);
      const inked = pixels.filter((at) => Math.abs(png[at]! - bare[at]!) > 60).length;
      // Letters cover a tenth to a third of their box; a minus sign least.
      expect(inked / pixels.length, word.text).toBeGreaterThan(0.03);
      for (const at of pixels) lettered.add(at);
    }
    const other = bare.reduce(
      (sum, shade, at) => sum + (!lettered.has(at) && Math.abs(shade - png[at]!) > 40 ? 1 : 0),
      0,
    );
    // Two painters soften the edges of a line a little differently.
    expect(other / bare.length).toBeLessThan(0.001);
  });
});
