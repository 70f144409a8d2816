import { describe, expect, it } from "vitest";
import { contrast } from "../../../pipeline/desk/settings/contrast.ts";
import type { Palette } from "../../../pipeline/model/theme.ts";
import { apart, greyOf, type Vision, WITHOUT_A_CONE } from "../../support/colour-vision.ts";
import { shippedTheme } from "../../support/theme.ts";

/** CIE76: two sides of a diverging pair are plainly two to every eye, two neighbouring shades are seen as two. */
const [TWO_SIDES, TWO_SHADES, LINE_FROM_GREY] = [40, 12, 10];
/** L*: steps of a ramp on paper that has black only; how far shades of the same strength may differ; what is still seen of a band. */
const [STEP, SAME_STRENGTH, BAND] = [7, 3, 3];
/** L* between the pair in grey: told apart side by side and no more. Side of the zero line, sign and label say it as well. */
const PAIR_IN_GREY = 6;
/** WCAG 2.2, 1.4.3 and 1.4.11: numbers wear their lines' colours, and lines run over bands. */
const [WORDS, SHAPES] = [4.5, 3];
const VISIONS: readonly Vision[] = ["full", ...(Object.keys(WITHOUT_A_CONE) as Vision[])];

const times: readonly (readonly [string, Palette])[] = [
  ["day", shippedTheme.colours.light],
  ["night", shippedTheme.colours.dark],
];

describe.each(times)("the shipped colours by %s", (time, { paper, grey, heat, chart }) => {
  it.each(VISIONS)("tell above from below, and a line from the grey of its axes: %s vision", (vision) => {
    expect(apart(chart.positive, chart.negative, vision)).toBeGreaterThan(TWO_SIDES);
    for (const line of [chart.positive, chart.negative])
      expect(apart(line, grey, vision)).toBeGreaterThan(LINE_FROM_GREY);
    heat.above.forEach((shade, at) => {
      expect(apart(shade, heat.below[at]!, vision)).toBeGreaterThan(TWO_SHADES);
    });
  });

  it("stand on their ground: lines and their numbers on paper, lines on a band", () => {
    for (const line of [chart.positive, chart.negative]) {
      expect(contrast(line, paper)).toBeGreaterThan(WORDS);
      expect(contrast(line, chart.band)).toBeGreaterThan(SHAPES);
    }
    expect(Math.abs(greyOf(chart.band) - greyOf(paper))).toBeGreaterThan(BAND);
  });

  it("grow in the heat tables with the strength, step by step, on both sides alike, in grey too", () => {
    const away = time === "day" ? -1 : 1;
    for (const shades of [heat.above, heat.below]) {
      const greys = [paper, ...shades].map(greyOf);
      for (const [at, shade] of greys.slice(1).entries())
        expect((shade - greys[at]!) * away).toBeGreaterThan(STEP);
    }
    heat.above.forEach((shade, at) => {
      expect(Math.abs(greyOf(shade) - greyOf(heat.below[at]!))).toBeLessThan(SAME_STRENGTH);
    });
  });
});

it("above and below can be told apart on a printer that has black only", () => {
  const { positive, negative } = shippedTheme.colours.light.chart;
  expect(Math.abs(greyOf(positive) - greyOf(negative))).toBeGreaterThan(PAIR_IN_GREY);
});

describe("the simulation of eyes", () => {
  it("leaves white and greys as they are, for a cone's loss moves no neutral", () => {
    for (const neutral of ["#ffffff", "#808080", "#000000"])
      for (const vision of VISIONS) expect(apart(neutral, neutral, vision)).toBe(0);
    for (const rows of Object.values(WITHOUT_A_CONE))
      for (const row of rows) expect(row.reduce<number>((sum, part) => sum + part, 0)).toBeCloseTo(1, 5);
  });

  it("takes red and green together without the long or the middle cone, and blue and green without the short", () => {
    const [red, green] = ["#b85c3a", "#7d7a2f"];
    expect(apart(red, green)).toBeGreaterThan(30);
    expect(apart(red, green, "deuteranopia")).toBeLessThan(15);
    const [blue, teal] = ["#2f7fa8", "#2f8f86"];
    expect(apart(blue, teal, "tritanopia")).toBeLessThan(apart(blue, teal) / 2);
  });

  it("knows how light a colour is", () => {
    expect(greyOf("#ffffff")).toBeCloseTo(100, 3);
    expect(greyOf("#000000")).toBe(0);
    // sRGB's middle grey.
    expect(greyOf("#777777")).toBeCloseTo(50.03, 1);
  });
});
