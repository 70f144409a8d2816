import { describe, expect, it } from "vitest";
import { position } from "../../../../pipeline/check/prose/rules/position.ts";
import { november } from "../../seed-markets.ts";
import { factsFrom, ruledOn, verdictOn } from "./facts-of-a-day.ts";

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
    expect(ruledOn(position, facts, "Spreads are in the lower half of the 50–55 bp band.")[0]).toMatchObject({
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
