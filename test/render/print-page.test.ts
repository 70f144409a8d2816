import { describe, expect, test } from "vitest";
import { printPage } from "../../pipeline/render/print-page.ts";
import { partsFrom, sampleText, svgsFor } from "../support/rendering.ts";

const parts = partsFrom(sampleText, { edition: "paid" });
const svgs = svgsFor(parts, "print");
const page = printPage(parts, svgs, "a4");

describe("the printed page", () => {
  test("is cut for the paper that was asked for", () => {
    expect(page).toContain("@page{size:A4;");
    expect(printPage(parts, svgs, "letter")).toContain("@page{size:letter;");
  });

  test("names publication, day and edition on every page but the cover, which has its own masthead", () => {
    expect(page).toContain('@top-left{content:"Macro Regime Tracker"}');
    expect(page).toContain('@top-right{content:"Wednesday 5 November 2025   paid edition"}');
    expect(page).toContain("@page:first{@top-left{content:none}@top-right{content:none}}");
  });

  test("prints figures as words, a number and its unit on one line", () => {
    expect(page).not.toContain("<data");
    expect(page).toContain('<span class="figure">83 bp</span>');
    expect(page).toContain("moved +0.37%.");
  });

  test("draws charts as they are seen there: alone in full width, in pairs at half", () => {
    const boxes = [...page.matchAll(/<svg viewBox="([^"]+)"/g)].map(([, box]) => box);
    expect(boxes.filter((box) => box === "0 0 120 28")).toHaveLength(6);
    expect(boxes.filter((box) => box !== "0 0 120 28")).toEqual([
      "0 0 340 238",
      "0 0 340 238",
      "0 0 672 218",
      "0 0 340 218",
    ]);
  });
});
