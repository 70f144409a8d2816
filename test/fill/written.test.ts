import { describe, expect, it } from "vitest";
import { readWritten } from "../../pipeline/desk/texts/read-written.ts";
import { PipelineError } from "../../pipeline/errors.ts";
import { compileTemplates } from "../../pipeline/fill/compile-templates.ts";
import { fill } from "../../pipeline/fill/fill.ts";
import { sayWritten } from "../../pipeline/fill/written.ts";
import { figuresOf } from "../../pipeline/finance/figures.ts";
import type { Edition } from "../../pipeline/model/edition.ts";
import type { IssueContent } from "../../pipeline/model/issue.ts";
import type { Report } from "../../pipeline/model/report.ts";
import type { WrittenText } from "../../pipeline/model/written.ts";
import { nothingWritten } from "../support/nothing-written.ts";
import { origin } from "../support/snapshots.ts";

const text = (id: string, raw: string): WrittenText =>
  readWritten({ id, file: `content/issues/2025-11-05/${id}.md`, line: 1, column: 1, raw }).text;
const say = (raw: string) => sayWritten(text("lead", raw), ({ id }) => `<${id}>`);

describe("a writer's text", () => {
  it.each([
    ["A.\n\n<!-- c -->\n\nB.", "A.\n\n\nB."],
    ["A\n<!-- c -->\nB", "A\nB"],
    ["- a\n  <!-- c\n d -->\n- <!-- e -->\n- b", "- a\n- b"],
    ["A <!-- c --> b <!-- d -->.", "A b."],
    ["A<!-- c -->b", "Ab"],
    ["<!-- c --> A", "A"],
    ["Fell. <!-- overrule: so --> Rose.", "Fell. Rose."],
    ["<!-- c -->\n\n- <!-- d -->\n", ""],
    ["no gap  here", "no gap  here"],
  ])("loses its comments with the lines that held nothing else: %j", (raw, printed) => {
    expect(say(raw)).toBe(printed);
  });

  it("prints quotes and notes with numbers that make no link, and ends with what they stand for", () => {
    const raw =
      'At {{quote "52.4" "ISM Services"}}, paid 70[^p]; {{quote "52.4" "ISM Services"}}.\n\n[^p]: Prices Paid.\n';
    expect(say(raw)).toBe(
      "At 52.4 \\[a\\], paid 70 \\[b\\]; 52.4 \\[a\\].\n\nNote: \\[a\\] ISM Services. \\[b\\] Prices Paid.",
    );
  });

  it("prints no notes in a title", () => {
    expect(sayWritten(text("title", 'ISM at {{quote "52.4" "ISM"}}'), () => "")).toBe("ISM at 52.4");
  });

  it("cannot set our marks", () => {
    expect(say('a\uE000b {{quote "c\uE003" "d\uE006"}}')).toBe("ab c \\[a\\]\n\nNote: \\[a\\] d.");
  });
});

const own = figuresOf("ig-spread");
const observed = (name: string, date: string, value: number) =>
  own.observed(name, { series: "US.ICE.IG.OAS", date, value, unit: "bp", origin, line: 7 });
const level = observed("level", "2025-11-05", 81);
const before = observed("before", "2025-10-31", 83);
const change = own.difference("change", level, before);
const none = nothingWritten;
const templates = compileTemplates({
  "issue.md.hbs": "# [[title]]\n\n[[standfirst]]\n\n[[lead]]\n\n[[sections]]\n",
  "title.md.hbs": "Title",
  "standfirst.md.hbs": "Standfirst.",
  "sections/ig-spread.md.hbs": "Said.",
});

function filled(content: Partial<IssueContent>) {
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
        title: "Spread",
        view: { level, deep: [{ change }] },
        unavailable: null,
        identities: [],
      },
    ],
    omitted: [],
  };
  const edition = { title: "Macro Regime Tracker", edition: "free" } as Edition;
  return fill(report, { ...none, ...content }, templates, edition);
}

/** An issue with these texts, as the desk reads them. */
function written(texts: Readonly<Record<string, string>>) {
  const { lead = null, title = null, standfirst = null, ...notes } = texts;
  return filled({
    lead,
    title,
    standfirst,
    notes,
    texts: Object.entries(texts).map(([id, raw]) => text(id, raw)),
  });
}

describe("an issue with writers' texts", () => {
  it("prints figures by their ids, marked and in the ledger like any other", () => {
    const { markdown, ledger, title } = written({
      lead: 'At {{figure "ig-spread.level"}} ({{bare "ig-spread.level" decimals=1}}), {{change "ig-spread.change"}}, down {{size "ig-spread.change"}}.',
      title: 'Spreads at {{figure "ig-spread.level"}}',
      "ig-spread":
        '{{words "ig-spread.change"}} {{ordinal "ig-spread.level"}} {{bareChange "ig-spread.change"}}',
    });
    expect(title).toBe("Spreads at 81 bp");
    expect(markdown).toContain("At 81 bp (81.0), −2 bp, down 2 bp.");
    expect(markdown).toContain("−2 81st −2");
    const level = ledger.entries.find(({ id }) => id === "ig-spread.level");
    expect(level?.printed).toEqual(["81 bp", "81.0", "81st"]);
  });

  it("tells every figure that it has not, with file, line and the nearest", () => {
    const texts = { lead: 'a\n\n{{figure "ig-spread.levle"}}', "ig-spread": '{{figure "nope.nope"}}' };
    const thrown = (() => {
      try {
        return written(texts);
      } catch (error) {
        return error;
      }
    })();
    expect(thrown).toBeInstanceOf(PipelineError);
    const { message, code } = thrown as PipelineError;
    expect(code).toBe("content-invalid");
    expect(message.split("\n")).toEqual([
      'content/issues/2025-11-05/lead.md:3: The issue has no figure "ig-spread.levle" on this day. Did you mean "ig-spread.level"?',
      expect.stringMatching(
        /ig-spread\.md:1: The issue has no figure "nope\.nope" on this day\. There are: /,
      ),
    ]);
  });

  it("leaves texts of sections that it does not print unread", () => {
    const texts = [text("regime", '{{figure "regime.none"}}')];
    expect(filled({ texts }).markdown).toBe(filled({}).markdown);
  });
});
