import { describe, expect, it } from "vitest";
import { sampleSource } from "../../pipeline/collect/sources/sample.ts";
import { computeSection, sectionOf } from "../../pipeline/desk/compute-section.ts";
import { figuresIn } from "../../pipeline/finance/view-figures.ts";
import { readJob } from "../../pipeline/job.ts";
import { allSections } from "../../pipeline/sections/all.ts";
import { builtIssue, paperWorld, projectRoot } from "../support/worlds.ts";

const DATE = "2025-09-18";
const world = paperWorld();
const job = await readJob({ root: projectRoot, date: DATE }, allSections, world);
const source = sampleSource("normal", projectRoot);

describe("one section without its issue", () => {
  it("has the figures that it has in the issue", async () => {
    const { report } = await builtIssue(DATE);
    for (const id of ["ig-spread", "sector-attribution"]) {
      const { section, simulated, date } = await computeSection(id, { job, source }, world);
      expect({ simulated, date }).toEqual({ simulated: true, date: DATE });
      const inIssue = report.sections.find((one) => one.id === id);
      // The hash of a simulated series is of the days that were asked for, which differ.
      const said = (view: unknown) => figuresIn(view).map((figure) => `${figure.id} ${figure.value}`);
      expect(said(section.view)).toEqual(said(inIssue?.view));
      expect(said(section.view).length).toBeGreaterThan(20);
    }
  });

  it("is refused under an id that is no section, with the nearest one", () => {
    expect(() => sectionOf("ig-sprea")).toThrow('There is no section "ig-sprea". Did you mean "ig-spread"?');
  });
});

describe("the figures of a view", () => {
  it("are all that stand in it, once each, and not what they were made of", async () => {
    const { section } = await computeSection("ig-spread", { job, source }, world);
    const figures = figuresIn(section.view);
    const ids = figures.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)]);
    expect(ids).toContain("ig-spread.level");
    expect(ids).not.toContain("ig-spread.previous");
    expect(figuresIn(null)).toEqual([]);
  });
});
