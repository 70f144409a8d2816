import { describe, expect, it } from "vitest";
import { chartsHere } from "../../../pipeline/world/charts/drawing.ts";
import { inShippedLook } from "../../support/theme.ts";
import { SPECS } from "./specs.ts";
import { cornersOf, wordsIn } from "./svg-words.ts";

const charts = inShippedLook(chartsHere());
const every = SPECS.map((spec) => [spec.id, spec] as const);

interface Edges {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

function numbersOf(tag: string, names: readonly string[]): number[] {
  return names.map((name) => Number(new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? 0));
}

/** What each path, box and dot covers, strokes left out. */
function shapesIn(svg: string): Edges[] {
  const paths = [...svg.matchAll(/ d="([^"]*)"/g)].map(([, d]) => {
    const corners = cornersOf(d!);
    const [xs, ys] = [corners.map(({ x }) => x), corners.map(({ y }) => y)];
    return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
  });
  const boxes = [...svg.matchAll(/<rect[^>]*>/g)].map(([tag]) => {
    const [x, y, width, height] = numbersOf(tag, ["x", "y", "width", "height"]) as [
      number,
      number,
      number,
      number,
    ];
    return { left: x, right: x + width, top: y, bottom: y + height };
  });
  const dots = [...svg.matchAll(/<circle[^>]*>/g)].map(([tag]) => {
    const [x, y, r] = numbersOf(tag, ["cx", "cy", "r"]) as [number, number, number];
    return { left: x - r, right: x + r, top: y - r, bottom: y + r };
  });
  return [...paths, ...boxes, ...dots];
}

describe("the frame of a chart", () => {
  it.each(every)("holds all of %s", async (_, spec) => {
    for (const width of spec.kind === "spark" ? [spec.width] : [340, 600, spec.width]) {
      const svg = await charts.svg({ ...spec, width });
      const shapes = shapesIn(svg);
      expect(shapes.length).toBeGreaterThan(0);
      for (const { left, right, top, bottom } of shapes) {
        expect(Math.min(left, top)).toBeGreaterThanOrEqual(-0.01);
        expect(right).toBeLessThanOrEqual(width + 0.5);
        expect(bottom).toBeLessThanOrEqual(spec.height + 0.5);
      }
    }
  });

  it.each(every)("is told with the width of each word of %s", async (_, spec) => {
    const svg = await charts.svg(spec);
    const told = [...svg.matchAll(/<text [^>]*data-w="([\d.]+)"/g)].map(([, width]) => Number(width));
    const words = wordsIn(svg);
    expect(told).toHaveLength(words.length);
    for (const [index, { left, right }] of words.entries()) expect(told[index]).toBeCloseTo(right - left, 0);
  });
});
