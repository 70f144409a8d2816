import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Built } from "../../pipeline/build.ts";
import { printGuards } from "../../pipeline/check/print-guards.ts";
import { type PdfFacts, pdfFacts } from "../../pipeline/paper/facts.ts";
import { readPdf } from "../../pipeline/paper/read-pdf.ts";
import { openWorld } from "../../pipeline/world/real-world.ts";
import { checkedOf } from "../support/checked.ts";
import { builtIssue } from "../support/worlds.ts";

const world = openWorld({ environment: process.env, tell: () => undefined });
let built: Built;
let facts: PdfFacts;
beforeAll(async () => {
  built = await builtIssue("2025-09-18", { world, edition: (one) => ({ ...one, papers: ["a4", "letter"] }) });
  facts = pdfFacts(readPdf(built.artifacts["issue.pdf"]!));
}, 60_000);
afterAll(() => world.close());

describe("the structure of a printed issue", () => {
  it("has one title and headings in order, each section's among them in the order of the issue", () => {
    const levels = facts.headings.map(({ level }) => level);
    expect([levels[0], levels.filter((level) => level === 1).length]).toEqual([1, 1]);
    const skips = levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1);
    expect(skips).toEqual([]);
    const sections = facts.headings.filter(({ level }) => level === 2).map((heading) => heading.words());
    const titles = built.report.sections
      .map(({ title }) => title)
      .filter((title) => sections.includes(title));
    expect(titles.length).toBeGreaterThan(6);
    expect(sections.filter((words) => titles.includes(words)).toSorted()).toEqual(titles.toSorted());
  });

  it("has tables with header cells, and figures with words in their place", () => {
    expect(facts.tables.length).toBeGreaterThan(6);
    expect(facts.tables.filter(({ heads }) => heads < 2)).toEqual([]);
    expect(facts.figures.length).toBeGreaterThan(5);
    for (const { alt } of facts.figures) expect(alt).toMatch(/\w+ .*\d/);
  });

  it("is read in the order in which it is meant: title, standfirst, figures, contents, sections, notes", () => {
    const reading = facts.reading();
    const { title, standfirst } = built.filled;
    const stations = [
      title,
      standfirst.slice(0, 40),
      "Key figures",
      "Inside",
      ...facts.contents.map(({ words }) => words),
    ];
    let at = 0;
    for (const station of stations) {
      const found = reading.indexOf(station.replace(/\s+/g, " "), at);
      expect(found, `${station} after ${reading.slice(Math.max(0, at - 40), at)}`).toBeGreaterThanOrEqual(at);
      at = found + station.length;
    }
    expect(reading).not.toMatch(/\ufffd/);
  });

  it("has its language, its title and contents that lead where they say", () => {
    expect(facts).toMatchObject({ language: "en", tagged: true, titleShown: true, outlined: true });
    expect(facts.title).toContain(built.filled.title);
    expect(facts.contents.length).toBeGreaterThan(6);
    for (const { words, said, leads } of facts.contents) expect([words, said]).toEqual([words, leads]);
  });

  it("passes its guards on both papers", () => {
    const findings = printGuards({ ...checkedOf(), artifacts: built.artifacts });
    expect(findings.filter(({ verdict }) => verdict === "refused")).toEqual([]);
    expect(findings.filter(({ verdict }) => verdict === "passed")).toHaveLength(2);
  });
});
