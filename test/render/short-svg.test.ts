import { expect, test } from "vitest";
import { shortSvg } from "../../pipeline/render/short-svg.ts";
import { chartsHere } from "../../pipeline/world/charts/drawing.ts";
import { inShippedLook } from "../support/theme.ts";
import { SPECS } from "../world/charts/specs.ts";

const charts = inShippedLook(chartsHere());

test("a drawing in a page leaves its face and how letters are set to the page, and keeps all else", async () => {
  const svg = await charts.svg(SPECS.find(({ id }) => id === "line-five-years")!);
  const short = shortSvg(svg);
  expect(short).not.toMatch(/font-family|text-rendering|font-feature-settings/);
  const group = /<g [^>]*>/;
  expect(short.replace(group, "")).toBe(svg.replace(group, ""));
});

test("a drawing without words stays as it is", () => {
  expect(shortSvg("<svg><circle r='2'/></svg>")).toBe("<svg><circle r='2'/></svg>");
});
