import { beforeAll, describe, expect, it } from "vitest";
import { identities } from "../../pipeline/check/identities.ts";
import { compute } from "../../pipeline/compute/compute.ts";
import { roundHalfAway } from "../../pipeline/finance/rounding.ts";
import type { Figure } from "../../pipeline/model/figure.ts";
import type { Finding } from "../../pipeline/model/finding.ts";
import type { Report } from "../../pipeline/model/report.ts";
import { allSections } from "../../pipeline/sections/all.ts";
import { checkedOf } from "../support/checked.ts";
import { builtIssue } from "../support/worlds.ts";
import { EFFR, edition, july, november, snapshotFrom } from "./seed-markets.ts";

/** The sections that those issues print; of the others' figures they have none. */
const printing = ["key-figures", "sector-attribution", "ig-spread", "policy-path"];
const chosen = allSections.filter(({ id }) => printing.includes(id));

interface Issue {
  readonly report: Report;
  readonly figures: ReadonlyMap<string, Figure>;
  readonly findings: readonly Finding[];
}

/** A day's figures by id, however the views hold them. */
function issueOf(printed: typeof july): Issue {
  const report = compute(snapshotFrom(printed), edition, { chosen, all: allSections });
  const figures = new Map<string, Figure>();
  const walk = (part: unknown): void => {
    if (typeof part !== "object" || part === null) return;
    if ("kind" in part && part.kind === "figure") figures.set((part as Figure).id, part as Figure);
    else for (const inner of Object.values(part)) walk(inner);
  };
  for (const { view } of report.sections) walk(view);
  return { report, figures, findings: identities(checkedOf({ sections: report.sections })) };
}

let first: Issue;
let second: Issue;
const printedBy = ({ figures }: Issue, id: string, decimals: number) => {
  const figure = figures.get(id);
  if (!figure) throw new Error(`no figure ${id} among ${[...figures.keys()].join(", ")}`);
  return roundHalfAway(figure.value, decimals);
};
const slug = (key: string) => key.toLowerCase().replaceAll("_", "-");

beforeAll(() => {
  first = issueOf(july);
  second = issueOf(november);
});

describe("the figures of a published issue", () => {
  it("come out for every sector as they were printed, from weights that make up the index", () => {
    for (const [issue, { sectors }] of [
      [first, july],
      [second, november],
    ] as const) {
      for (const [key, [contribution, ownReturn]] of Object.entries(sectors)) {
        expect(printedBy(issue, `sector-attribution.contribution.${slug(key)}`, 2), key).toBe(contribution);
        expect(printedBy(issue, `sector-attribution.return.${slug(key)}`, 2), key).toBe(ownReturn);
      }
    }
  });

  it("sum as they were printed, and the index return is that of its closes, not the sum", () => {
    expect(printedBy(first, "sector-attribution.sum", 2)).toBe(0.1);
    expect(printedBy(first, "sector-attribution.index-return", 2)).toBe(0.06);
    expect(printedBy(first, "sector-attribution.residual", 2)).toBe(-0.03);
    expect(printedBy(second, "sector-attribution.sum", 2)).toBe(0.35);
    expect(printedBy(second, "sector-attribution.index-return", 2)).toBe(0.36);
  });

  it("put nine of eleven sectors up on a day on which the index hardly moved", () => {
    expect([
      printedBy(first, "sector-attribution.up", 0),
      printedBy(first, "sector-attribution.down", 0),
    ]).toEqual([9, 2]);
  });

  it("place the spread: 9.1 inside its mean, 6.7 above the tight, 58.4 below the wides of 2022", () => {
    expect(printedBy(first, "ig-spread.level", 2)).toBe(51.11);
    expect(printedBy(first, "ig-spread.mean", 2)).toBe(62.75);
    expect(printedBy(first, "ig-spread.high-2020", 1)).toBe(151.8);
    const of = (name: string) => printedBy(second, `ig-spread.${name}`, 1);
    expect([of("level"), of("mean"), of("tight"), of("high-2022")]).toEqual([52.8, 61.9, 46.1, 111.2]);
    expect([of("inside"), of("above-tight"), of("below-high-2022")]).toEqual([9.1, 6.7, 58.4]);
    expect(printedBy(second, "ig-spread.band-position", 0)).toBe(55);
  });

  it("end the path at 3.10 percent: 4.33 less 122.8 bp, not the midpoint of the range less it", () => {
    expect(printedBy(first, "policy-path.effr", 2)).toBe(EFFR);
    expect(printedBy(first, "policy-path.cumulative.2026-12-09", 1)).toBe(-122.8);
    expect(printedBy(first, "policy-path.rate.2026-12-09", 2)).toBe(3.1);
    expect(printedBy(first, "policy-path.step.2025-09-17", 2)).toBe(-14.75);
    expect(printedBy(first, "policy-path.chance.2025-09-17", 0)).toBe(59);
  });

  it("hold every identity that the sections state", () => {
    for (const { findings, report } of [first, second]) {
      const silent = report.sections.filter(({ unavailable }) => unavailable !== null).map(({ id }) => id);
      expect(silent).toEqual([]);
      expect(new Set(findings.map(({ verdict }) => verdict))).toEqual(new Set(["passed"]));
      expect(findings.map(({ place }) => place)).toEqual(
        expect.arrayContaining(["sector-attribution", "policy-path"]),
      );
    }
  });
});

describe("the whole issue of such a day", () => {
  it("prints each of them as it is, and no gate refuses it", async () => {
    for (const printed of [july, november]) {
      const series = Object.values(snapshotFrom(printed).series);
      const answer = {
        ...{ series, headlines: [], refused: [], notices: [], simulated: false },
        ...{ visits: [], judgements: [] },
      };
      const source = { id: "published", answer: async () => answer };
      const { findings, filled } = await builtIssue(printed.date, {
        source,
        edition: () => ({ ...edition, sections: printing, paidOnly: [] }),
      });
      // The press of this world is a stand-in: what it prints is no PDF.
      const refused = findings.filter(({ verdict, gate }) => verdict === "refused" && gate !== "print");
      expect(refused).toEqual([]);
      expect(filled.ledger.entries.length).toBeGreaterThan(100);
      const gates = findings.filter(({ verdict }) => verdict === "passed").map(({ gate }) => gate);
      for (const gate of [
        "completeness",
        "freshness",
        "identities",
        "agreement",
        "same observation",
        "charts",
        "pages",
      ])
        expect(gates, gate).toContain(gate);
    }
  });
});
