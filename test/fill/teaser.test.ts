import { describe, expect, it } from "vitest";
import { factsOf } from "../../pipeline/desk/scaffold/scaffold-facts.ts";
import { compileTemplates } from "../../pipeline/fill/compile-templates.ts";
import { fill } from "../../pipeline/fill/fill.ts";
import { lintTemplates } from "../../pipeline/fill/lint/lint.ts";
import type { Edition } from "../../pipeline/model/edition.ts";
import { marks } from "../../pipeline/model/marks.ts";
import { type Absence, type Report, ReportSchema } from "../../pipeline/model/report.ts";
import { arrange } from "../../pipeline/render/arrange.ts";
import { readMarkdown } from "../../pipeline/render/markdown.ts";
import { allSections } from "../../pipeline/sections/all.ts";
import { shippedEdition, shippedTemplates } from "../support/section-words.ts";

const unavailable: Absence = { kind: "no-headline", names: [], newest: null, until: null, count: null };
const section = (id: string) => ({ id, title: `The ${id}`, view: null, unavailable, identities: [] });
const omitted = (id: string, at: number | null) => ({ id, title: `The ${id}`, at });
const report = (left: Report["omitted"]): Report => ({
  date: "2025-11-05",
  previousDate: "2025-11-04",
  simulated: false,
  notices: [],
  dated: [],
  changed: [],
  sections: [section("headlines"), section("regime")],
  omitted: left,
});
const content = {
  lead: null,
  correction: null,
  title: "A day",
  standfirst: "It passed.",
  notes: {},
  texts: [],
  pasted: null,
  edits: { pin: [], drop: [], retitle: [] },
  images: {},
};
const ready = compileTemplates(shippedTemplates);
const said = (left: Report["omitted"], more: Partial<Edition> = {}) =>
  fill(report(left), content, ready, { ...shippedEdition, edition: "free", ...more });
const headings = (markdown: string) => [...markdown.matchAll(/^## The (.*)$/gm)].map(([, id]) => id);

describe("a section that the free edition leaves out", () => {
  it("stands as a teaser at its place: first, between, last, two in a row", () => {
    const orderOf = (...left: Report["omitted"]) => headings(said(left).markdown);
    expect(orderOf(omitted("mag7", 0))).toEqual(["mag7", "headlines", "regime"]);
    expect(orderOf(omitted("mag7", 1), omitted("models", 1))).toEqual([
      "headlines",
      "mag7",
      "models",
      "regime",
    ]);
    expect(orderOf(omitted("mag7", 2))).toEqual(["headlines", "regime", "mag7"]);
  });

  it("has no teaser where no edition prints it; the footer names it all the same", () => {
    const { markdown } = said([omitted("mag7", 1), omitted("models", null)]);
    expect(headings(markdown)).toEqual(["headlines", "mag7", "regime"]);
    expect(markdown).toContain("Note: Not in this edition: The mag7 and The models.");
  });

  it("is told in the desk's own words, as words: no Markdown, no link, no mark of ours", () => {
    const says = `How [seven](javascript:x) move <b>and</b> why. ${marks.figure}a.b${marks.text}9%${marks.end}`;
    const { markdown, ledger } = said([omitted("mag7", 1)], { teasers: { mag7: says } });
    expect(markdown).toContain(
      "How \\[seven\\](javascript:x) move \\<b>and\\</b> why. a.b9% This section stands",
    );
    expect(ledger.entries).toEqual([]);
  });

  it("says how to get it where there is a site, and is whole without one and without words", () => {
    const teaser = (more: Partial<Edition>) =>
      said([omitted("mag7", 1)], more)
        .markdown.split("## The mag7\n\n")[1]
        ?.split("\n")[0];
    expect(teaser({ subscribe: "https://example.org/subscribe" })).toBe(
      "This section stands in the paid edition: [how to get it](<https://example.org/subscribe>).",
    );
    expect(teaser({})).toBe("This section stands in the paid edition.");
  });

  it("has the name that contents and links know, and no text of a writer's own in the scaffold", () => {
    const filled = said([omitted("mag7", 1)]);
    const { contents, blocks } = arrange(readMarkdown(filled.marked), { notices: [], charts: [] });
    expect(contents.map(({ id }) => id)).toEqual(["what-changed", "headlines", "mag7", "regime"]);
    expect(blocks).toContainEqual(expect.objectContaining({ kind: "zone", name: "section", id: "mag7" }));
    expect(factsOf(filled).map(({ id }) => id)).toEqual(["what-changed", "headlines", "regime"]);
  });

  it("is said by a template that lint knows: a field that is not there is told with its line", () => {
    const templates = { ...shippedTemplates, "partials/teaser.md.hbs": "{{says}}\n{{figure view.level}}\n" };
    const { faults } = lintTemplates(templates, allSections);
    const places = faults.flatMap(({ place }) => (place?.includes("teaser") ? [place] : []));
    expect(places).toEqual(["templates/partials/teaser.md.hbs:2"]);
  });

  it("of a report that an older program left has no place, and is named in the footer", () => {
    const { omitted: left } = ReportSchema.parse({
      ...report([]),
      omitted: [{ id: "mag7", title: "The mag7" }],
    });
    expect(left).toEqual([omitted("mag7", null)]);
  });
});
