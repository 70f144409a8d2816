import { beforeAll, describe, expect, it } from "vitest";
import type { Built } from "../../pipeline/build.ts";
import { compileTemplates } from "../../pipeline/fill/compile-templates.ts";
import { fill } from "../../pipeline/fill/fill.ts";
import type { ReadyTemplates } from "../../pipeline/fill/templates.ts";
import type { Job } from "../../pipeline/job.ts";
import { readJob } from "../../pipeline/job.ts";
import type { IssueCorrection } from "../../pipeline/model/correction.ts";
import { allSections } from "../../pipeline/sections/all.ts";
import { builtIssue, paperWorld, projectRoot } from "../support/worlds.ts";

const DAY = "2026-11-20";
const NOW = "2026-11-20T22:00:00Z";

const correction: IssueCorrection = {
  cause: "our mistake",
  note: "The spread was read from [the wrong](https://example.com) row.",
  on: "2026-11-22",
  editions: {
    free: {
      replaces: "2026-11-20/free/1",
      changes: [
        { id: "ig-spread.level", name: "Investment-grade spread: level", was: "81 bp", is: "82 bp" },
        { id: "ig-spread.tight", name: "Investment-grade spread: tight", was: "75 bp", is: null },
        { id: "watch.x", name: "What to watch: x", was: null, is: "−0.36%" },
      ],
    },
  },
};

describe("an issue that corrects one which went out", () => {
  let built: Built;
  let job: Job;
  let templates: ReadyTemplates;
  beforeAll(async () => {
    const world = paperWorld(NOW);
    built = await builtIssue(DAY, { world });
    job = await readJob({ root: projectRoot, date: DAY }, allSections, world);
    templates = compileTemplates(job.templates);
  });
  const words = (given: IssueCorrection | null, edition: "free" | "paid" = "free") =>
    fill(built.report, { ...job.content, correction: given }, templates, { ...job.edition, edition });

  it("says so above all else: when, why, and each figure as it was and as it is", () => {
    const { markdown, standfirst } = words(correction);
    const said = markdown.slice(markdown.lastIndexOf(standfirst) + standfirst.length).trimStart();
    expect(said.split("\n\n").slice(0, 2)).toEqual([
      "**Corrected on 22 November** (our mistake). The spread was read from \\[the wrong\\](https:\\//example.com) row.",
      [
        "- Investment-grade spread: level: was 81 bp, is 82 bp",
        "- Investment-grade spread: tight: was 75 bp, is no longer printed",
        "- What to watch: x: was not printed, is −0.36%",
      ].join("\n"),
    ]);
  });

  it("is as before in the edition that is not corrected, and without a correction", () => {
    const plain = words(null).markdown;
    expect(plain).not.toContain("Corrected");
    expect(words(correction, "paid").markdown).not.toContain("Corrected");
  });

  it("goes on saying what an edition corrected where the other one is corrected anew", () => {
    const { free } = correction.editions;
    const paid = { replaces: "2026-11-20/paid/2", changes: [] };
    const { editions: _, ...made } = correction;
    const later = {
      ...made,
      note: "Another.",
      editions: { paid },
      earlier: [{ ...made, editions: { free } }],
    };
    expect(words(later).markdown).toBe(words(correction).markdown);
    expect(words(later, "paid").markdown).toContain("Another.");
  });

  it("lists six figures and says that there are more", () => {
    const many = Array.from({ length: 9 }, (_, n) => ({ id: `a.${n}`, name: `A: ${n}`, was: "1", is: "2" }));
    const { markdown } = words({
      ...correction,
      editions: { free: { replaces: `${DAY}/free/1`, changes: many } },
    });
    expect(markdown.match(/^- A: /gm)).toHaveLength(6);
    expect(markdown).toContain("- A: 5: was 1, is 2, with what follows from these");
  });

  it("keeps title and standfirst of its head", () => {
    expect(words(correction).title).toBe(words(null).title);
    expect(words(correction).standfirst).toBe(words(null).standfirst);
  });
});
