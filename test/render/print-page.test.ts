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

  test("names publication and day on every page; the cover has its own masthead, and the section's name comes later", () => {
    expect(page).toContain('@top-left{content:"Macro Regime Tracker"}@top-right{content:""}');
    expect(page).toContain('@bottom-left{content:"Wednesday 5 November 2025 · paid edition"}');
    expect(page).toContain("@page:first{@top-left{content:none}@top-right{content:none}}");
  });

  test("has room for two lines of notices at its feet, and all of them on the first page", () => {
    const notices = Array.from({ length: 8 }, (_, at) => `Notice ${at}: ${"made up ".repeat(6)}`.trim());
    const many = printPage(partsFrom(sampleText, { notices }), svgs, "a4");
    const foot = /@bottom-left\{content:"([^"]*)"/.exec(many)![1]!;
    expect(foot).toContain(`${notices[0]} · ${notices[1]}`);
    expect(foot).toMatch(/ · more notices on page 1$/);
    expect(foot.length).toBeLessThan(250);
    for (const notice of notices) expect(many).toContain(`<p>${notice}</p>`);
  });

  test("sets a long title smaller", () => {
    const titled = (title: string) => printPage(partsFrom(`# ${title}\n\nStandfirst.`, { title }), {}, "a4");
    expect(titled("a".repeat(105))).toContain(`<h1>${"a".repeat(105)}</h1>`);
    expect(titled("a".repeat(150))).toContain(`<h1><span class="long">`);
    expect(titled("a".repeat(300))).toContain(`<h1><span class="longest">`);
  });

  test("leads to every section that follows, and to the notes on method, each of which is there", () => {
    const text = `${sampleText}\n\n@@section:extra@@\n\n## Extra\n\nText.\n\nNote: how it is made.\n\n@@end@@`;
    const led = printPage(partsFrom(text), svgs, "a4");
    const ids = [...led.matchAll(/<a class="to-page" href="#([^"]+)"/g)].map(([, id]) => id!);
    expect(ids).toContain("extra");
    expect(ids.at(-1)).toBe("notes-on-method");
    expect(ids).not.toContain("key-figures");
    for (const id of ids) expect(led).toContain(`<section id="${id}"`);
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
      "0 0 672 185",
      "0 0 340 218",
    ]);
  });
});
