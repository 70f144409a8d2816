import { describe, expect, it } from "vitest";
import { compileTemplates } from "../../pipeline/fill/compile-templates.ts";
import { fill } from "../../pipeline/fill/fill.ts";
import type { Templates } from "../../pipeline/fill/templates.ts";
import { figuresOf } from "../../pipeline/finance/figures.ts";
import type { Edition } from "../../pipeline/model/edition.ts";
import type { IssueContent } from "../../pipeline/model/issue.ts";
import type { Report } from "../../pipeline/model/report.ts";
import { absent } from "../../pipeline/sections/absent.ts";
import { nothingWritten } from "../support/nothing-written.ts";
import { origin } from "../support/snapshots.ts";

const own = figuresOf("ig-spread");
const observation = (date: string, value: number) => ({
  series: "US.ICE.IG.OAS",
  date,
  value,
  unit: "bp" as const,
  origin,
  line: 7,
});
const level = own.observed("level", observation("2025-11-05", 81));
const before = own.observed("before", observation("2025-10-31", 83));
const change = own.difference("change", level, before);

const content = nothingWritten;
const edition = { title: "Macro Regime Tracker", edition: "free" } as Edition;

const frame: Templates = {
  "issue.md.hbs": "# [[title]]\n\n[[standfirst]]\n\n[[lead]]\n\n[[sections]]\n",
  "title.md.hbs": "Spreads at {{figure views.ig-spread.level}}",
  "standfirst.md.hbs": "As of {{date date}}.",
  "partials/not-available.md.hbs": "{{reason.kind}}; the newest are of {{date reason.newest}}.",
  "partials/place.md.hbs": "from {{figure view.level}}",
};

/** The issue that one section template makes of one view. */
function said(
  template: string,
  view: unknown = { level, change, name: "ICE [x](y)", none: null },
  rest: Partial<IssueContent> = {},
  partials: Readonly<Record<string, string>> = {},
) {
  const report: Report = {
    date: "2025-11-05",
    previousDate: "2025-11-04",
    simulated: false,
    notices: [],
    dated: [],
    changed: [],
    sections: [
      {
        id: "ig-spread",
        title: "Investment-grade spread",
        view,
        ...(view === null ? absent("no-sectors", { newest: "2025-11-03" }) : { unavailable: null }),
        identities: [],
      },
    ],
    omitted: [],
  };
  const ready = compileTemplates({ ...frame, ...partials, "sections/ig-spread.md.hbs": template });
  return fill(report, { ...content, ...rest }, ready, edition);
}

describe("a section's words", () => {
  it("print a figure once, clean for people and marked for render", () => {
    const { markdown, marked } = said(
      "Spreads are {{figure view.level}}, {{change view.change}}{{since view.change}}.",
    );
    expect(markdown).toContain("Spreads are 81 bp, −2 bp since Friday.");
    expect(marked).toContain("\uE000ig-spread.level\uE00181 bp\uE002");
    expect(markdown).not.toMatch(/[\uE000-\uF8FF]/);
  });

  it("enter what was printed in the ledger, with inputs down to the line", () => {
    const { ledger } = said("{{figure view.level}} and again {{bare view.level}}; {{change view.change}}");
    const entry = ledger.entries.find(({ id }) => id === "ig-spread.level");
    expect(entry?.printed).toEqual(["81 bp", "81"]);
    expect(entry?.figure.inputs[0]).toMatchObject({ line: 7, origin });
    expect(ledger.entries.map(({ id }) => id)).toEqual(["ig-spread.change", "ig-spread.level"]);
  });

  it("leave a figure that was not chosen out of the ledger", () => {
    const { ledger, markdown } = said(
      "{{#vary}}one{{or}}{{change view.change}}{{or}}three{{or}}four{{or}}five{{/vary}}",
    );
    expect(ledger.entries.some(({ id }) => id === "ig-spread.change")).toBe(markdown.includes("−2 bp"));
  });

  it("change from one weekday to the next and return the same for the same day", () => {
    const template = "{{#vary}}A{{or}}B{{or}}C{{/vary}}";
    expect(said(template).markdown).toBe(said(template).markdown);
  });

  it("escape names and words from outside wherever a bare mustache prints them", () => {
    expect(said("{{view.name}}").markdown).toContain("ICE \\[x\\](y)");
  });

  it("say n/a where nothing is known", () => {
    expect(said("{{figure view.none}} {{change view.none}}{{since view.none}}").markdown).toContain(
      "n/a n/a",
    );
  });

  it("give way to the stated form when the section is not available", () => {
    expect(said("never", null).markdown).toContain("; the newest are of 3 November 2025.");
  });

  it("keep the writer's words apart and take our marks out of them", () => {
    const { marked } = said("x", undefined, {
      notes: { "ig-spread": "Judgement\uE000 here." },
      lead: "The lead.",
    });
    expect(marked).toContain("\uE003note:ig-spread\uE004\n\nJudgement here.\n\n\uE003end\uE004");
    expect(marked).toContain("\uE003lead\uE004\n\nThe lead.\n\n\uE003end\uE004");
  });

  it("put title, date and description into front matter", () => {
    const { markdown, title } = said("x");
    expect(title).toBe("Spreads at 81 bp");
    expect(markdown.startsWith("---\ntitle: Spreads at 81 bp\ndate: 2025-11-05\n")).toBe(true);
  });
});

describe("an editor's slip", () => {
  const fault = (template: string) => {
    try {
      said(template);
    } catch (error) {
      return String((error as Error).message);
    }
    return "no fault";
  };

  it("in a field is named with template, line and the nearest field", () => {
    expect(fault("fine\n{{figure view.levle}}")).toBe(
      'templates/sections/ig-spread.md.hbs:2: There is no field "levle". Did you mean "level"? Correct the template; templates/README.md lists fields and helpers.',
    );
    expect(fault("{{#if view.chnage}}x{{/if}}")).toContain(
      'templates/sections/ig-spread.md.hbs:1: There is no field "chnage". Did you mean "change"?',
    );
    expect(fault("{{#each view.lines}}x{{/each}}")).toContain('There is no field "lines"');
  });

  it("in a helper's name, a partial's name or a brace is named with its line", () => {
    expect(fault("\n{{figrue view.level}}")).toContain('ig-spread.md.hbs:2: There is no helper "figrue".');
    expect(fault("\n\n{{> plaec}}")).toContain('ig-spread.md.hbs:3: There is no partial "plaec".');
    expect(fault("a\n{{#if view.level}}")).toMatch(/ig-spread\.md\.hbs:\d+: The template cannot be read/);
    expect(fault("{{{view.name}}}")).toContain("A triple-stash prints words unescaped.");
  });

  it("that would print a number without its mark is refused", () => {
    expect(fault("{{view.level}}")).toContain("The figure ig-spread.level is printed without a helper.");
    expect(fault("{{view.level.value}}")).toContain('"value" is asked of a figure.');
    expect(fault("{{figure view.name}}")).toContain('The helper "figure" wants a figure');
  });

  it("in a partial is named there", () => {
    expect(said("{{> place}}").markdown).toContain("from 81 bp");
  });

  it("is none in a partial alone on its line: what stands below it keeps its paragraph", () => {
    expect(said("Above.\n\n{{> place}}\n\nBelow.").markdown).toContain("Above.\n\nfrom 81 bp\n\nBelow.");
  });

  it("in partials that call each other twice and twice again ends in a moment", () => {
    const doubling = Object.fromEntries(
      Array.from({ length: 26 }, (_, at) => [
        `partials/p${at}.md.hbs`,
        at === 25 ? "x" : `{{> p${at + 1}}}{{> p${at + 1}}}`,
      ]),
    );
    expect(() => said("{{> p0}}", undefined, undefined, doubling)).toThrow("called more than 100000 times");
  });
});
