import { describe, expect, it } from "vitest";
import { comparison } from "../../../../pipeline/check/prose/rules/comparison.ts";
import { instrument } from "../../../../pipeline/check/prose/rules/instrument.ts";
import { position } from "../../../../pipeline/check/prose/rules/position.ts";
import { rank } from "../../../../pipeline/check/prose/rules/rank.ts";
import { sectorComparison } from "../../../../pipeline/check/prose/rules/sector-comparison.ts";
import { july, november } from "../../seed-markets.ts";
import { factsFrom, factsWith, figureOf, ruledOn, verdictOn } from "./facts-of-a-day.ts";

describe("comparison", () => {
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
      expect(
        ruledOn(comparison, facts, "Spreads are 9.2 bp inside their five-year average.")[0],
      ).toMatchObject({
        message: "IG spread at 52.751 bp is 9.1 bp below its five-year average of 61.9 bp.",
        remedy: "Write 9.1 bp below.",
        figures: ["ig-spread.level", "ig-spread.mean"],
      });
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
});

describe("position", () => {
  /** The spread stands at 52.751, 55 % of the way up from 50 to 55. */
  const facts = factsFrom(november);
  const said = (text: string) => verdictOn(position, facts, text, "ig-spread");

  describe("a place in a band", () => {
    for (const text of [
      "Spreads are in the upper half of the 50–55 bp band.",
      "We are in the middle of its band.",
      "Spreads sit in the middle-high of that range.",
      "Spreads are in the lower half of a 50–60 bp range.",
      "Spreads are near the bottom of the 52–57 bp range.",
      "Spreads sit in the middle third of the 50-55 band.",
    ])
      it(`passes: ${text}`, () => expect(said(text)).toBe("verified"));

    for (const text of [
      "We're back toward the lower half of the 50–55 bp equilibrium band.",
      "At ~52.8 we're near the middle-low of that range.",
      "Spreads are near the top of the 50–55 bp range.",
      "Spreads are at the upper end of the 40–50 bp band.",
      "Spreads sit in the lower third of the band.",
    ])
      it(`is contradicted: ${text}`, () => expect(said(text)).toBe("contradicted"));

    it("is told with the share and the cut", () => {
      expect(
        ruledOn(position, facts, "Spreads are in the lower half of the 50–55 bp band.")[0],
      ).toMatchObject({
        message:
          "IG spread at 52.751 bp stands 55% of the way up from 50 to 55 bp; the lower half ends at 50%.",
        figures: ["ig-spread.level"],
      });
    });

    for (const text of [
      "Spreads could fall to the lower half of the 50–55 bp band.",
      "The 10-year yield is in the lower half of the 50–55 bp band.",
      "Spreads are near the top of the five-year range.",
      "The bottom of the cycle is behind us.",
      "On Monday spreads were in the lower half of the 50–55 bp band.",
      "Spreads are in the lower half of the table.",
    ])
      it(`is left alone: ${text}`, () => expect(said(text)).toBe("left alone"));
  });
});

describe("instrument", () => {
  /** The OAS stood at 81, the CDX index at 52.751. */
  const facts = factsFrom(november);
  const said = (text: string) => verdictOn(instrument, facts, text);

  describe("a level under another instrument's name", () => {
    it("is contradicted, with both named", () => {
      expect(said("IG OAS: ~52.8 bp (last 52.751)")).toBe("contradicted, contradicted");
      expect(said("CDX closed at 81 bp.")).toBe("contradicted");
      expect(ruledOn(instrument, facts, "IG OAS at 52.8 bp.")[0]).toMatchObject({
        message:
          "The OAS (US.ICE.IG.OAS) stood at 81 bp on 5 November 2025; 52.751 bp is the level of the CDX (CDX.NA.IG.5Y).",
        remedy: "Call it CDX, or write 81 bp.",
      });
    });

    it("is left alone where it is its own level, no level of either, a change, or of other credit", () => {
      for (const text of [
        "IG OAS at 81 bp.",
        "CDX at 52.8 bp.",
        "IG OAS at 60 bp.",
        "HY OAS at 52.8 bp.",
        "IG OAS 52.8 bp tighter.",
        "Spreads at 52.8 bp.",
        "The OAS is not the CDX index at 52.8 bp.",
      ])
        expect(said(text), text).toBe("left alone");
    });
  });
});

describe("rank", () => {
  const facts = factsWith("2025-11-05", [
    figureOf("rates-shock.ust-30y.rank-3", 117, "count"),
    figureOf("rates-shock.ust-30y.ranked-3", 12_024, "count"),
    figureOf("rates-shock.ust-30y.percentile-1", 98.6, "percentile"),
  ]);

  describe("a rank", () => {
    it("is the issue's own among as many", () => {
      expect(verdictOn(rank, facts, "The move was 117th of 12,024.")).toBe("verified");
      expect(verdictOn(rank, facts, "The move was 118th of 12,024.")).toBe("contradicted");
      expect(ruledOn(rank, facts, "The move was 118th of 12,024.")[0]).toMatchObject({
        message: "It is rank 117 of 12024 (made up).",
        figures: ["rates-shock.ust-30y.rank-3", "rates-shock.ust-30y.ranked-3"],
      });
    });

    it("among another number is left alone", () => {
      expect(verdictOn(rank, facts, "The move was 117th of 400.")).toBe("left alone");
      expect(verdictOn(rank, facts, "The 5th of November.")).toBe("left alone");
    });
  });

  describe("a percentile", () => {
    it("is one of the subject's own, rounded once", () => {
      expect(verdictOn(rank, facts, "The 30-year yield is in its 99th percentile.")).toBe("verified");
      expect(verdictOn(rank, facts, "The 30-year yield is in its 97th percentile.")).toBe("contradicted");
    });

    it("of moves, of another window or of nothing named is left alone", () => {
      expect(verdictOn(rank, facts, "The 30-year yield's rise is in the 97th percentile of moves.")).toBe(
        "left alone",
      );
      expect(verdictOn(rank, facts, "That is the 97th percentile.")).toBe("left alone");
    });
  });
});
