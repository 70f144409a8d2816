import { describe, expect, it } from "vitest";
import { comparison } from "../../../../pipeline/check/prose/rules/comparison.ts";
import { sectorComparison } from "../../../../pipeline/check/prose/rules/sector-comparison.ts";
import { july, november } from "../../seed-markets.ts";
import { factsFrom, ruledOn, verdictOn } from "./facts-of-a-day.ts";

/** Level 52.751, mean 61.9, tight 46.1, high of 2022 111.2. */
const facts = factsFrom(november);
const said = (text: string) => verdictOn(comparison, facts, text, "ig-spread");

describe("a level against its own history", () => {
  for (const text of [
    "5-yr average: ~61.9 bp → ~9 bp inside",
    "Cycle tights: ~46.1 bp → ~6–7 bp above",
    "2022 wides: ~111.2 bp → ~58 bp tighter",
    "Spreads are 9.1 bp inside their five-year average.",
    "Spreads stand below the five-year average.",
    "Spreads are more than 50 bp below the 2022 wides.",
    "Spreads are above cycle tights.",
  ])
    it(`passes: ${text}`, () => expect(said(text)).toBe("verified"));

  for (const text of [
    "5-yr average: ~61.9 bp → ~11 bp inside",
    "5-yr average: ~61.9 bp → ~9 bp above",
    "Cycle tights: ~46.1 bp → ~8–9 bp above",
    "Spreads are 9.2 bp inside their five-year average.",
    "Spreads stand above the five-year average.",
    "Spreads are more than 60 bp below the 2022 wides.",
  ])
    it(`is contradicted: ${text}`, () => expect(said(text)).toBe("contradicted"));

  it("is told with both levels", () => {
    expect(ruledOn(comparison, facts, "Spreads are 9.2 bp inside their five-year average.")[0]).toMatchObject(
      {
        message: expect.stringContaining("IG spread at 52.751 bp is 9.149 bp below 61.9 bp (arithmetic mean"),
        figures: ["ig-spread.level", "ig-spread.mean"],
      },
    );
  });

  for (const text of [
    "Spreads could fall below cycle tights.",
    "Spreads are without threatening cycle tights.",
    "The 10-year yield is above its five-year average.",
    "Breadth is below average.",
    "Spreads stood above the five-year average last month.",
  ])
    it(`is left alone: ${text}`, () => expect(said(text)).toBe("left alone"));
});

describe("a place among the sectors", () => {
  const day = factsFrom(july);
  const told = (text: string) => verdictOn(sectorComparison, day, text);

  it("is by contribution or by return, as the words say", () => {
    expect(told("Health Care (+0.14 pp) – Top contributor.")).toBe("verified");
    expect(told("Staples (+0.05 pp) – Top contributor.")).toBe("contradicted");
    expect(told("Health Care (+1.52%) – Strongest performer.")).toBe("verified");
    expect(told("Real Estate (+1.46%) – Strongest performer.")).toBe("contradicted");
    expect(told("Info Tech (–0.31 pp) – Clear laggard.")).toBe("verified");
    expect(told("Real Estate was the laggard.")).toBe("contradicted");
    expect(told("Gains were led by Health Care.")).toBe("verified");
    expect(told("Gains were led by Info Tech.")).toBe("contradicted");
    expect(told("Losses were led by Info Tech.")).toBe("verified");
    expect(ruledOn(sectorComparison, day, "Staples was the top contributor.")[0]?.message).toMatch(
      /^Staples is sector \d of 11 by contribution \(\+0\.05 pp\), the largest first\.$/,
    );
  });

  it("against the index or another sector is by own return", () => {
    expect(told("Health Care outperformed.")).toBe("verified");
    expect(told("Health Care lagged.")).toBe("contradicted");
    expect(told("Info Tech underperformed Staples.")).toBe("verified");
    expect(told("Staples outperformed Health Care.")).toBe("contradicted");
  });

  it("is left alone where it is another day's, supposed, or of nothing that is a sector", () => {
    for (const text of [
      "Health Care lagged last week.",
      "Health Care may lag.",
      "Cyclicals outperformed.",
      "Gains were led by Nvidia.",
      "The 10-year yield was the top contributor.",
    ])
      expect(told(text), text).toBe("left alone");
  });
});
