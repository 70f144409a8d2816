import { describe, expect, it } from "vitest";
import { compileTemplates } from "../../pipeline/fill/compile-templates.ts";
import { fill } from "../../pipeline/fill/fill.ts";
import { figuresOf } from "../../pipeline/finance/figures.ts";
import type { Report } from "../../pipeline/model/report.ts";
import type { Mover } from "../../pipeline/model/told.ts";
import { absent } from "../../pipeline/sections/absent.ts";
import { nothingWritten } from "../support/nothing-written.ts";
import { shippedEdition, shippedTemplates } from "../support/section-words.ts";
import { origin } from "../support/snapshots.ts";

const ready = compileTemplates({
  ...shippedTemplates,
  "title.md.hbs": "A title",
  "standfirst.md.hbs": "A standfirst",
});
const content = { ...nothingWritten, lead: "The writer's words." };

function moverOf(key: string, name: string | null, size: number, since = "2025-11-04"): Mover {
  const make = figuresOf("regime", key.replace(/[^a-z0-9]+/gi, "-").toLowerCase());
  const seen = { series: key, unit: "percent", origin } as const;
  const before = { ...seen, date: since, value: 4.1 };
  const level = make.observed("level", { ...seen, date: "2025-11-05", value: 4.17 });
  const inputs = [{ ...seen, date: "2025-11-05", value: 4.17 }, before];
  return {
    key,
    name,
    level,
    change: make.derived("change", { value: 7, unit: "bp", inputs, method: "made up" }),
    size: make.derived("size", { value: size, unit: "sd", inputs, method: "change / what is usual" }),
  };
}

function issue(changed: readonly Mover[], more: { readonly appendix?: boolean } = {}) {
  const report: Report = {
    date: "2025-11-05",
    previousDate: "2025-11-04",
    simulated: false,
    notices: [],
    dated: [],
    changed: [...changed],
    sections: [{ id: "mag7", title: "The seven", view: null, ...absent("no-headline"), identities: [] }],
    omitted: [],
  };
  return fill(report, { ...content, ...more }, ready, shippedEdition);
}

describe("what changed", () => {
  it("stands between the writer's opening and the sections, under a name that the contents list", () => {
    const { markdown, marked } = issue([moverOf("UST.10Y", "10-year Treasury", 1.34)]);
    const places = ["The writer's words.", "## What changed", "## The seven"].map((text) =>
      markdown.indexOf(text),
    );
    expect(places.every((place) => place > 0)).toBe(true);
    expect([...places].sort((a, b) => a - b)).toEqual(places);
    expect(marked).toContain("\uE003section:what-changed\uE004");
  });

  it("gives of each its change, its level and how unusual that is, the first one in the heading", () => {
    const { markdown, ledger, charts } = issue([
      moverOf("UST.10Y", "10-year Treasury", 2.41),
      moverOf("UST.2Y", "2-year Treasury", -1.2, "2025-10-31"),
    ]);
    expect(markdown).toMatch(/### .*10-year Treasury, \+7 bp/);
    expect(markdown).toContain("![10-year Treasury +7 bp to 4.17% (+2.4 sd) and");
    expect(markdown).toContain(
      "and 2-year Treasury since Friday +7 bp to 4.17% (−1.2 sd).](charts/what-changed.png)",
    );
    expect(charts).toMatchObject([
      {
        kind: "dots",
        unitWord: "sd",
        rows: [
          {
            name: "10-year Treasury",
            label: { text: "+2.4" },
            change: { text: "+7 bp" },
            level: { text: "4.17%" },
          },
          { name: "2-year Treasury since Friday", label: { text: "−1.2", value: -1.2 } },
        ],
      },
    ]);
    expect(ledger.entries.map(({ id }) => id)).toContain("regime.ust-10y.size");
  });

  it("leads with the day's largest, and says that six are the largest where the list is full", () => {
    const six = Array.from({ length: 6 }, (_, index) => moverOf(`S${index}`, `Series ${index}`, 9 - index));
    const { markdown } = issue(six);
    expect(markdown).toContain("### Series 0, +7 bp: the day's largest move by its own history");
    expect(markdown).toContain("of the same figure: the six largest, one of each move, from one on.");
    expect(issue(six.slice(1)).markdown).toContain("of the same figure, from one on.");
  });

  it("words what is no series by its key, and leaves a name from outside as it is", () => {
    const { charts } = issue([
      moverOf("regime.2s10s", null, 3),
      moverOf("signals.volatility", null, 2.2),
      moverOf("policy-path.total", null, 2),
      moverOf("other.thing", null, 1.5),
      moverOf("X", "[x](y) | z", 1.2),
    ]);
    const [chart] = charts;
    expect(chart?.kind === "dots" && chart.rows.map(({ name }) => name)).toEqual([
      "2s10s slope",
      "Cross-asset volatility",
      "The policy path's sum",
      "other.thing",
      "[x](y) | z",
    ]);
  });

  it("says in one line that nothing moved much", () => {
    const { markdown, charts } = issue([]);
    expect(charts).toEqual([]);
    expect(markdown).toContain("Nothing that can be measured by its own changes moved by as much as one");
  });
});

describe("the appendix", () => {
  it("ends the issue with the method of each printed figure, by section, where it is asked for", () => {
    const { markdown, ledger } = issue([moverOf("UST.10Y", "10-year Treasury", 2.41)], { appendix: true });
    expect(markdown).toContain("## Method\n\n**regime**");
    expect(markdown).toContain("| regime.ust-10y.level | 4.17% | as observed |");
    expect(markdown.indexOf("## Method")).toBeGreaterThan(markdown.indexOf("## The seven"));
    expect(ledger.entries).toHaveLength(3);
    expect(issue([moverOf("UST.10Y", "10-year Treasury", 2.41)]).markdown).not.toContain("## Method");
  });
});
