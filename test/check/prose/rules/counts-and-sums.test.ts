import { describe, expect, it } from "vitest";
import { breadth } from "../../../../pipeline/check/prose/rules/breadth.ts";
import { count } from "../../../../pipeline/check/prose/rules/count.ts";
import { steps } from "../../../../pipeline/check/prose/rules/steps.ts";
import { sum } from "../../../../pipeline/check/prose/rules/sum.ts";
import { terminal } from "../../../../pipeline/check/prose/rules/terminal.ts";
import { july, november } from "../../seed-markets.ts";
import { factsFrom, factsWith, figureOf, ruledOn, verdictOn } from "./facts-of-a-day.ts";

describe("count", () => {
  /** Nine of eleven sectors rose. */
  const facts = factsFrom(july);

  describe("a count of sectors", () => {
    for (const text of [
      "Nine of eleven sectors rose.",
      "Nine of the eleven sectors ended higher.",
      "2 of 11 sectors fell.",
      "Most sectors gained.",
    ])
      it(`passes: ${text}`, () => expect(verdictOn(count, facts, text)).toBe("verified"));

    for (const text of [
      "Eight of eleven sectors rose.",
      "Nine of ten sectors rose.",
      "All eleven sectors rose.",
      "Every sector rose.",
      "Most sectors fell.",
      "Three of eleven sectors declined.",
    ])
      it(`is contradicted: ${text}`, () => expect(verdictOn(count, facts, text)).toBe("contradicted"));

    it("is told with the weight behind it", () => {
      expect(ruledOn(count, facts, "Eight of eleven sectors rose.")[0]).toMatchObject({
        message: "Of 11 sectors, 9 rose and 2 fell; those that rose hold 58% of the weight.",
        figures: ["sector-attribution.up", "sector-attribution.down"],
      });
    });

    for (const text of [
      "Nine of eleven sectors have risen this week.",
      "Nine of eleven sectors could rise.",
      "Nine of eleven sectors matter.",
      "Nine of eleven economists rose.",
    ])
      it(`is left alone: ${text}`, () => expect(verdictOn(count, facts, text)).toBe("left alone"));

    it("of single shares is not verifiable", () => {
      expect(verdictOn(count, facts, ">300 S&P advancers")).toBe("not verifiable");
    });
  });

  describe("a count of the seven", () => {
    const seven = factsWith("2025-11-05", [
      figureOf("mag7.up", 5, "count"),
      figureOf("mag7.down", 2, "count"),
      figureOf("mag7.counted", 7, "count"),
    ]);

    it("is the issue's own", () => {
      expect(verdictOn(count, seven, "Five of the Magnificent Seven rose.")).toBe("verified");
      expect(verdictOn(count, seven, "Four of the Magnificent Seven rose.")).toBe("contradicted");
      expect(verdictOn(count, seven, "Nine of eleven sectors rose.")).toBe("not verifiable");
    });
  });

  describe("a word for breadth", () => {
    it("counts sectors, and says so where it is true of weight alone", () => {
      const [ruled] = ruledOn(
        breadth,
        facts,
        "The combination of narrow participation, policy drift and risk.",
      );
      expect(ruled?.verdict).toBe("contradicted");
      expect(ruled?.message).toBe(
        'Of the sectors, 9 of 11 rose, with 58% of the weight; "narrow" is said. Narrow is true of weight at most: say so.',
      );
      expect(verdictOn(breadth, facts, "It was a broad rally.")).toBe("verified");
      expect(verdictOn(breadth, facts, "It was a broad selloff.")).toBe("contradicted");
      expect(verdictOn(breadth, facts, "Breadth was narrow.")).toBe("contradicted");
    });

    it("is left alone where it compares, supposes or speaks of another span", () => {
      for (const text of [
        "A broader rally.",
        "If a broad rally comes, sell.",
        "The broad rally of last week.",
      ])
        expect(verdictOn(breadth, facts, text), text).toBe("left alone");
    });
  });
});

describe("sum", () => {
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
      expect(ruledOn(sum, facts, "61.9 − 52.8 = 9.4")[0]?.message).toBe(
        "61.9 less 52.8 is 9.1; 9.4 is said.",
      );
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
});

describe("path", () => {
  /** −122.8 bp by December 2026, 11 to 12 of them at each meeting of 2026. */
  const facts = factsFrom(july);

  describe("steps at every meeting of a span", () => {
    it("are contradicted by the steps that are priced, with what they would sum to", () => {
      const text = "Cuts of –14 to –16 bp are now priced for every meeting from March to December 2026.";
      const [ruled] = ruledOn(steps, facts, text);
      expect(ruled?.verdict).toBe("contradicted");
      expect(ruled?.message).toMatch(
        /^Of the 7 meetings from 18 March 2026 to 9 December 2026, 7 have another step priced: 18 Mar 2026 −12, /,
      );
      expect(ruled?.message).toMatch(
        /7 such steps make −98 to −112 bp; these have −79\.6 of the −122\.8 bp up to then\.$/,
      );
      expect(ruled && text.slice(ruled.from, ruled.to)).toContain("–14 to –16");
    });

    it("pass where each lies within what is said", () => {
      for (const text of [
        "Cuts of 11 to 12 bp are priced for every meeting from March to December 2026.",
        "Some −11 to −12 bp is priced for each meeting from March 2026 to December 2026.",
      ])
        expect(verdictOn(steps, facts, text), text).toBe("verified");
    });

    it("are not verifiable past the last price", () => {
      const text = "Cuts of 11 to 12 bp are priced for every meeting from March 2026 to April 2027.";
      expect(verdictOn(steps, facts, text)).toBe("not verifiable");
    });

    it("are left alone where they are supposed or have no span", () => {
      expect(
        verdictOn(steps, facts, "Cuts of 14 bp would be priced for every meeting from March to June 2026."),
      ).toBe("left alone");
      expect(verdictOn(steps, facts, "Cuts of 14 bp are priced for every meeting.")).toBe("left alone");
    });
  });

  describe("a terminal rate", () => {
    it("at the last listed meeting is the end of the horizon", () => {
      const [ruled] = ruledOn(terminal, facts, "Terminal Rate Seen at: 3.10% (Dec 2026)");
      expect(ruled?.verdict).toBe("contradicted");
      expect(ruled?.message).toContain("the last listed meeting: it is the end of the horizon, not a turn.");
      expect(verdictOn(terminal, facts, "The terminal rate is pinned at 3.10%.")).toBe("contradicted");
    });

    it("passes where the path has turned", () => {
      const rate = (decision: string, value: number) =>
        figureOf(`policy-path.rate.${decision}`, value, "percent", "ZQ.2026-01");
      const turned = factsWith("2025-11-05", [
        figureOf("policy-path.effr", 3.87, "percent", "US.EFFR"),
        ...[rate("2025-12-10", 3.7), rate("2026-10-28", 3.1), rate("2026-12-09", 3.2)],
      ]);
      expect(verdictOn(terminal, turned, "The terminal rate is 3.10% (Oct 2026).")).toBe("verified");
      expect(verdictOn(terminal, turned, "The terminal rate is 3.20% (Dec 2026).")).toBe("contradicted");
    });

    it("is left alone where no rate, no path or another month is named", () => {
      for (const text of [
        "The terminal rate matters.",
        "A terminal rate of 3.10% (Nov 2026).",
        "Terminal at 2.00%.",
      ])
        expect(verdictOn(terminal, facts, text), text).toBe("left alone");
      expect(verdictOn(terminal, factsWith("2025-11-05", []), "The terminal rate is 3.10%.")).toBe(
        "left alone",
      );
    });
  });
});
