import { describe, expect, it } from "vitest";
import { breadth } from "../../../../pipeline/check/prose/rules/breadth.ts";
import { count } from "../../../../pipeline/check/prose/rules/count.ts";
import { july } from "../../seed-markets.ts";
import { factsFrom, factsWith, figureOf, ruledOn, verdictOn } from "./facts-of-a-day.ts";

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
    for (const text of ["A broader rally.", "If a broad rally comes, sell.", "The broad rally of last week."])
      expect(verdictOn(breadth, facts, text), text).toBe("left alone");
  });
});
