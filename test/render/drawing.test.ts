import { expect, test } from "vitest";
import type { ChartSpec } from "../../pipeline/model/chart.ts";
import { cut, inlineSvg, svgKeys } from "../../pipeline/render/drawing.ts";
import { drawingOf, partsFrom, sampleText, specOf } from "../support/rendering.ts";

const drawn = inlineSvg(drawingOf(specOf("ig-spread")), { id: "ig-spread", alt: `Spread at "83 bp"` });

test("a chart in a page takes the page's width and is read aloud as its alt text", () => {
  expect(drawn).toMatch(/^<svg viewBox="0 0 640 280" role="img" aria-label="Spread at &quot;83 bp&quot;">/);
});

test("two charts in one page do not take each other's clip paths", () => {
  expect(drawn).toContain('<clipPath id="ig-spread-cl_1">');
  expect(drawn).toContain('clip-path="url(#ig-spread-cl_1)"');
});

test("a chart's words are not a tooltip over the whole of it", () => {
  const svg = '<svg width="1" height="1"><title>All the numbers.</title><path d=""/></svg>';
  expect(inlineSvg(svg, { id: "a", alt: "All." })).not.toContain("<title>");
});

test("for a narrow place a chart is drawn anew, with room for all its bars", () => {
  expect(cut(specOf("ig-spread"), "narrow")).toMatchObject({ width: 340, height: 218 });
  expect(cut(specOf("sector-returns"), "narrow")).toMatchObject({ width: 340, height: 238 });
});

test("for paper a line is drawn across the page and flatter", () => {
  expect(cut(specOf("ig-spread"), "flat")).toMatchObject({ width: 672, height: 185 });
  expect(cut(specOf("ig-spread"), "wide")).toEqual(specOf("ig-spread"));
});

test("small multiples stand two by two where it is narrow, each as tall as it was", () => {
  const panel = { name: "One", values: [], ends: null };
  const eight = {
    kind: "panels",
    id: "eight",
    alt: "",
    width: 640,
    height: 276,
    across: 4,
    dates: [],
    scale: "own",
    nothing: "n/a",
    panels: Array.from({ length: 8 }, () => panel),
  } as const satisfies ChartSpec;
  expect(cut({ ...eight, dates: [], panels: [...eight.panels] }, "narrow")).toMatchObject({
    width: 340,
    across: 2,
    height: 469,
  });
  expect(cut({ ...eight, dates: [], panels: [...eight.panels] }, "mail")).toMatchObject({
    width: 480,
    across: 4,
    height: 235,
  });
});

test("dots are drawn for the wider column of a front page on paper", () => {
  const dots: ChartSpec = {
    kind: "dots",
    id: "dots",
    alt: "",
    width: 640,
    height: 200,
    unitWord: "sd",
    rows: [],
  };
  expect(cut(dots, "flat")).toMatchObject({ width: 364, height: 170 });
  expect(cut(dots, "narrow")).toMatchObject({ width: 340, height: 170 });
});

test("a sparkline is narrow already", () => {
  const spark = specOf("key-figures-index");
  expect(cut(spark, "narrow")).toBe(spark);
});

test("a page asks for the drawings that it shows, each once", () => {
  const { arranged } = partsFrom(sampleText);
  const print = svgKeys(arranged.blocks, "print").filter((key) => !key.startsWith("key-figures"));
  const web = svgKeys(arranged.blocks, "web").filter((key) => !key.startsWith("key-figures"));
  const paired = ["sector-contributions/narrow", "sector-returns/narrow"];
  expect(print).toEqual([...paired, "ig-spread/flat", "policy-path/narrow"]);
  expect(web).toEqual([...paired, "ig-spread/wide", "ig-spread/narrow", "policy-path/narrow"]);
});
