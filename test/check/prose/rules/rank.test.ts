import { describe, expect, it } from "vitest";
import { rank } from "../../../../pipeline/check/prose/rules/rank.ts";
import { factsWith, figureOf, ruledOn, verdictOn } from "./facts-of-a-day.ts";

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
