import { describe, expect, it } from "vitest";
import { sectorAttribution } from "../../../pipeline/sections/sector-attribution/sector-attribution.ts";
import { filledSection, sectionWords } from "../../support/section-words.ts";
import { type SectorDay, sectorDay } from "./sector-day.ts";

const said = (day?: SectorDay) => sectionWords(sectorAttribution, sectorDay(day));
const finding = (day?: SectorDay) => /### (.*)/.exec(said(day))![1]!;
const week = ["2025-11-03", "2025-11-04", "2025-11-05", "2025-11-06", "2025-11-07"];
const tech = (own: number, all: number): SectorDay => ({ returns: { INFORMATION_TECHNOLOGY: own }, all });

describe("what a reader sees of the sectors", () => {
  it("is a finding that the figures bear out", () => {
    expect(finding({ all: -1 })).toMatch(
      /^(All eleven sectors fall|Not one of eleven sectors rises|Eleven sectors of eleven end lower)$/,
    );
    expect(finding({ all: 1 })).toMatch(/rise|falls|higher/);
    expect(finding({ all: 0 })).toBe("Not one sector moves");
    expect(finding(tech(-2, 0.4))).toMatch(
      /^Ten sectors rise, yet the index falls$|^The index falls 0\.44% although ten of eleven/,
    );
    expect(finding(tech(2, -0.4))).toMatch(
      /^Ten sectors fall, yet the index rises$|^The index rises 0\.44% although ten of eleven/,
    );
    expect(finding(tech(-0.6, 0.3))).toMatch(/barely moves|over ten rising sectors|near where it was/);
  });

  it("does not call an index lifted by one sector when two share the lead", () => {
    const words = said({ returns: { FINANCIALS: 1, CONSUMER_DISCRETIONARY: 1.18, ENERGY: -1 } });
    expect(words).toContain("Consumer Discretionary share the largest contribution, +0.13 pp each.");
  });

  it("tells contribution and own return apart, each with its unit", () => {
    const words = said({ returns: { REAL_ESTATE: 3, INFORMATION_TECHNOLOGY: 1, ENERGY: -1 }, all: 0.1 });
    expect(words).toContain(
      "Real Estate had the best return, +3.00%; at 2.0% of the index that is +0.06 pp.",
    );
    expect(words).toContain("| Real Estate | 2.0 | +3.00 | +0.06 |");
    expect(words).toContain("| Sector | weight, % | own return, % | contribution, pp |");
  });

  it("says so when count and weight disagree", () => {
    const heavy = { INFORMATION_TECHNOLOGY: -1, FINANCIALS: -1, HEALTH_CARE: -1 };
    expect(said({ returns: heavy, all: 0.1 })).toContain(
      "So more sectors rose than fell, but not by weight: 57% of the index is in sectors that fell.",
    );
  });

  it("states a residual, and from 0.03 pp that it is not spread", () => {
    expect(said({ all: 0.5, index: 0.52 })).toContain(
      "> **Check.** The contributions sum to +0.50 pp and the index moved +0.52%: a residual of +0.020 pp.",
    );
    expect(said({ all: 0.5, index: 0.54 })).toContain(
      "a residual of +0.040 pp, which is stated here and not spread over the sectors.",
    );
  });

  it("gives no reasons, on a day when nothing moved least of all", () => {
    const words = said({ all: 0 });
    expect(words).toContain("No sector's own return differed from zero by as much as 0.005%.");
    expect(words).toContain("(0.00%)");
    expect(words).not.toMatch(/gave the most|took the most|share the/);
    expect(words).not.toMatch(/−0\.00|\+0\.00/);
  });

  it("lists each chart's numbers in the order in which it draws them", () => {
    const words = said({ returns: { REAL_ESTATE: 3, INFORMATION_TECHNOLOGY: 1 } });
    expect(words).toMatch(
      /!\[Contributions to the S&P 500 in percentage points: Information Technology \+0\.35,/,
    );
    expect(words).toMatch(/!\[Own returns of the sectors in percent: Real Estate \+3\.00,/);
  });

  it("prints the same number in text, table and chart, each in the ledger", () => {
    const { ledger } = filledSection(sectorAttribution, sectorDay({ returns: { FINANCIALS: 1 } }));
    const entry = ledger.entries.find(({ id }) => id === "sector-attribution.contribution.financials");
    expect(entry?.places).toEqual(["text", "sector-attribution-contributions"]);
    expect(entry?.printed).toContain("+0.13");
  });

  it("reads as words without holes, five days in a row, whatever the day was like", () => {
    const days: SectorDay[] = [
      { all: -1 },
      { all: 1 },
      { all: 0 },
      tech(-2, 0.4),
      tech(0.6, -0.3),
      { returns: { ENERGY: -1 }, all: 0.2 },
    ];
    for (const day of days)
      for (const date of week)
        expect(said({ ...day, date })).not.toMatch(/undefined|NaN|null|\{\{| {2}| [.,;]|\.\./);
  });

  it("does not read like a form five days in a row", () => {
    const day: SectorDay = { returns: { ENERGY: -1, FINANCIALS: 1 }, all: 0.2 };
    const openings = week.map((date) =>
      said({ ...day, date })
        .split("\n\n")
        .slice(1, 3)
        .join("\n"),
    );
    expect(new Set(openings).size).toBeGreaterThanOrEqual(3);
    for (const [index, opening] of openings.entries()) expect(opening).not.toBe(openings[index + 1]);
  });

  it("puts a sentence in place of what is missing", () => {
    expect(said({ returns: { ENERGY: null } })).toContain("(Energy)");
  });
});
