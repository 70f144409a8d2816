import { describe, expect, it } from "vitest";
import { shippedEdition } from "../../support/section-words.ts";
import { madeUpFacts } from "./made-up-facts.ts";

const facts = madeUpFacts();
const named = (text: string) =>
  facts.mentions({ text }).map(({ subject, from, to }) => `${text.slice(from, to)}: ${subject}`);

describe("what prose is held against", () => {
  it("knows subjects by the longest words at each place", () => {
    expect(named("10s and the S&P 500 fell, IG OAS and CDX IG did not.")).toEqual([
      "10s: ten-year",
      "S&P 500: s-p-500",
      "IG OAS: ig-oas",
      "CDX IG: cdx",
    ]);
  });

  it("takes a five-year mean for no five-year yield, and 2s10s for no ten-year", () => {
    expect(named("The 5-yr average of spreads; 2s10s.")).toEqual(["spreads: ig-spread", "2s10s: 2s10s"]);
  });

  it("takes words with a capital by it, and others in any case", () => {
    expect(named("Energy of the market, GOLD, Gold's day, move.")).toEqual([
      "Energy: energy",
      "GOLD: gold",
      "Gold's: gold",
    ]);
  });

  it("knows the meetings ahead by their months, the next one without a year", () => {
    expect(named("the December FOMC, the December 2026 cut, December")).toEqual([
      "December FOMC: meeting 2025-12-10",
      "December 2026 cut: meeting 2026-12-09",
    ]);
  });

  it("takes a month for its meeting where prices are spoken of, and nowhere else", () => {
    expect(named("The market prices 15.5 bp for December")).toEqual(["for December: meeting 2025-12-10"]);
    expect(named("December is 62% priced")).toEqual(["December is: meeting 2025-12-10"]);
    expect(named("We wait for December")).toEqual([]);
  });

  it("takes spreads for those that the edition follows, and an OAS for the OAS", () => {
    const { ig } = shippedEdition;
    const ofCdx = madeUpFacts({ ...shippedEdition, ig: { ...ig, series: "CDX.NA.IG.5Y" } });
    expect(["ig-spread", "ig-oas", "cdx"].map((subject) => ofCdx.seriesOf(subject))).toEqual([
      "CDX.NA.IG.5Y",
      "US.ICE.IG.OAS",
      "CDX.NA.IG.5Y",
    ]);
    expect(facts.seriesOf("ig-spread")).toBe("US.ICE.IG.OAS");
    expect([ofCdx.level("ig-spread"), ofCdx.level("ig-oas")?.value]).toEqual([null, 81]);
  });

  it("gives a subject what is made of its series alone, and what it is told by id", () => {
    expect(facts.of("ten-year").map(({ id }) => id)).toEqual([
      "key-figures.long-yield.level",
      "key-figures.long-yield.previous",
      "key-figures.long-yield.change",
    ]);
    expect(facts.of("energy", "contribution").map(({ id }) => id)).toEqual([
      "sector-attribution.contribution.energy",
    ]);
    expect(facts.of("meeting 2025-12-10", "chance").map(({ value }) => value)).toEqual([62]);
    expect(facts.of("nobody")).toEqual([]);
  });

  it("names a subject's level, its day's change and its series where there is one", () => {
    expect([
      facts.level("ten-year")?.value,
      facts.dayChange("ten-year")?.value,
      facts.seriesOf("ten-year"),
    ]).toEqual([4.17, 7, "UST.10Y"]);
    expect([facts.level("gold"), facts.seriesOf("2s10s"), facts.history("GOLD.GLD")]).toEqual([
      null,
      null,
      null,
    ]);
    expect(facts.history("WTI")?.values).toEqual([60.56, 59.6]);
  });

  it("reads a word of movement in the sense that its subject gives it", () => {
    const [rallied] = facts.moves({ text: "They rallied." });
    expect([rallied?.signOf("s-p-500"), rallied?.signOf("ten-year"), rallied?.signOf(null)]).toEqual([
      1, -1, 1,
    ]);
    const [tightened] = facts.moves({ text: "They tightened." });
    expect([tightened?.signOf("ig-spread"), tightened?.signOf("s-p-500")]).toEqual([-1, null]);
  });
});
