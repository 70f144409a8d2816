import { describe, expect, it } from "vitest";
import { sum } from "../../../../pipeline/check/prose/rules/sum.ts";
import { november } from "../../seed-markets.ts";
import { factsFrom, ruledOn, verdictOn } from "./facts-of-a-day.ts";

const facts = factsFrom(november);
const said = (text: string) => verdictOn(sum, facts, text);

describe("a sum in a sentence", () => {
  it("holds as far as the rounding of its terms", () => {
    expect(said("61.9 − 52.8 = 9.1")).toBe("verified");
    expect(said("52.8 - 46.1 = 6.7")).toBe("verified");
    expect(said("111.2 less 52.8 is 58.4.")).toBe("verified");
    expect(said("4.33% − 122.8 bp = 3.10%")).toBe("verified");
    expect(said("0.16 + 0.09 + 0.05 = 0.30")).toBe("verified");
    expect(said("61.9 − 52.8 = 9.4")).toBe("contradicted");
    expect(said("4.375% − 122.8 bp = 3.10%")).toBe("contradicted");
    expect(said("0.16 + 0.09 + 0.05 = 0.34")).toBe("contradicted");
    expect(ruledOn(sum, facts, "61.9 − 52.8 = 9.4")[0]?.message).toBe("61.9 less 52.8 is 9.1; 9.4 is said.");
  });

  it("is none where numbers only stand beside each other", () => {
    for (const text of ["50–55 bp", "61.9 and 52.8, 9.1", "From 4.10% to 4.17%", "2 + 3", "9 = 9"])
      expect(said(text), text).toBe("left alone");
  });
});

describe("the index over its contributions", () => {
  it("is its return, or what the parts make with their rounding", () => {
    expect(said("**Weighted contribution (index +0.36 pp)**")).toBe("verified");
    expect(said("**Weighted contribution (index +0.35 pp)**")).toBe("verified");
    expect(said("**Weighted contribution (index +0.45 pp)**")).toBe("contradicted");
    expect(ruledOn(sum, facts, "**Weighted contribution (index +0.36 pp)**")[0]?.message).toBe(
      "The index returned +0.36%. The parts sum to 0.35, 0.36 is said; 11 parts, each rounded, may miss it by up to 0.055.",
    );
  });
});
