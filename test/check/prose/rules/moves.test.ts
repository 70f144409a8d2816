import { describe, expect, it } from "vitest";
import { direction } from "../../../../pipeline/check/prose/rules/direction.ts";
import { superlative } from "../../../../pipeline/check/prose/rules/superlative.ts";
import { addDays } from "../../../../pipeline/finance/dates.ts";
import { seriesOf } from "../../../support/snapshots.ts";
import { november } from "../../seed-markets.ts";
import { factsFrom, factsWith, figureOf, ruledOn, verdictOn } from "./facts-of-a-day.ts";

describe("direction", () => {
  /** 10y +7 bp, 2s10s +2 bp, IG spread −0.85 bp, S&P 500 +0.36 %, MOVE +6.5 %, dollar +0.04 %. */
  const facts = factsFrom(november);
  const said = (text: string) => verdictOn(direction, facts, text);

  describe("a word for a move of the day", () => {
    for (const text of [
      "The 10-year yield rose.",
      "10s pushed ~7 bp higher to ~4.16%.",
      "Stocks gained with the 10-year yield rising.",
      "The tape held up despite rising 10s.",
      "Spreads tightened alongside stocks.",
      "Rates: the curve steepened modestly.",
      "The S&P 500 closed up 0.36%.",
      "Info Tech slipped, and Health Care rose.",
      "The dollar was little changed.",
      "USD steady",
      "IG spreads are tighter today.",
      "Spreads tightened on Wednesday.",
    ])
      it(`passes as the figure has it: ${text}`, () => expect(said(text)).toMatch(/^verified(, verified)?$/));

    for (const text of [
      "The 10-year yield fell.",
      "10s pushed ~7 bp lower to ~4.16%.",
      "Stocks gained with the 10-year yield falling.",
      "The S&P 500 closed down.",
      "Health Care fell.",
      "MOVE muted",
      "MOVE was unchanged.",
      "MOVE held steady on Wednesday.",
    ])
      it(`is contradicted where the figure went the other way: ${text}`, () =>
        expect(said(text)).toBe("contradicted"));

    it("is told with the change and, of a still thing, with its usual day", () => {
      expect(ruledOn(direction, facts, "The 10-year yield fell.")[0]).toMatchObject({
        message: "On the day 10-year yield rose (+7 bp).",
        figures: ["key-figures.long-yield.change"],
      });
      expect(ruledOn(direction, facts, "MOVE muted")[0]?.message).toMatch(
        /^On the day MOVE changed by \+6\.5%, [\d.]+ of a usual day \([\d.]+%\); "muted" is said below 0\.5, and not from 1 on\.$/,
      );
    });
  });

  describe("a word for a move is left alone", () => {
    for (const text of [
      "The 10-year yield did not fall.",
      "The 10-year yield failed to fall.",
      "The 10-year yield would fall on a soft print.",
      "If the 10-year yield fell, stocks would cheer.",
      "Has the 10-year yield fallen or fell it?",
      "The President said the 10-year yield fell.",
      "The desk heard “the 10-year yield fell” all day.",
      "The 10-year yield fell on Monday.",
      "The 10-year yield fell on the week.",
      "The 10-year yield has been down since April.",
      "The German 10-year yield fell.",
      "The 10-year yield on Italian bonds fell.",
      "The 10-year yield is lower than the Bund's was.",
      "A 10-year yield rally would help.",
      "The 10-year yield is falling as a trend.",
      "Mortgage spreads rose.",
      "AUD/USD fell.",
      "The dollar fell against the yen.",
      "The USD fell early and recovered.",
      "The Dow and the index fell.",
      "Inflation fell.",
      "Steady spreads are what carry needs.",
    ])
      it(text, () => expect(said(text)).toBe("left alone"));
  });

  describe("a move without a figure", () => {
    it("is not verifiable, and says which day is missing", () => {
      const [ruled] = ruledOn(direction, facts, "Stocks rose and gold fell.");
      expect(ruled).toMatchObject({ verdict: "not verifiable" });
      expect(ruled?.message).toContain(
        "No change of gold (by the fund GLD) from the day before to 2025-11-05 is at hand.",
      );
    });

    it("of a market without a close is not contradicted by a hair", () => {
      expect(said("The dollar fell.")).toBe("not verifiable");
      expect(said("The dollar rose.")).toBe("verified");
    });

    it("over a span is held against that span's own figure, and left alone without one", () => {
      const spans = factsWith("2025-11-05", [
        figureOf("sector-attribution.to-date.month.index-return", -0.64, "percent", "SPX"),
        figureOf("regime.2s10s.change-20", -3, "bp", "UST.10Y - UST.2Y"),
        figureOf("key-figures.slope.change", 2, "bp", "UST.10Y - UST.2Y"),
      ]);
      expect(verdictOn(direction, spans, "The S&P 500 is down this month.")).toBe("verified");
      expect(verdictOn(direction, spans, "The S&P 500 rose this month.")).toBe("contradicted");
      expect(verdictOn(direction, spans, "The S&P 500 rose this quarter.")).toBe("left alone");
      expect(verdictOn(direction, spans, "Over 20 days 2s10s steepened 3 bp.")).toBe("contradicted");
      expect(verdictOn(direction, spans, "Over 30 days 2s10s steepened 3 bp.")).toBe("left alone");
    });
  });

  describe("a sector that did little", () => {
    it("is held against its own usual day, out of its returns", () => {
      const days = Array.from({ length: 80 }, (_, index) => addDays("2025-11-05", index - 79));
      const returns = Object.fromEntries(days.map((day, index) => [day, (index % 3) - 1]));
      const figure = figureOf("sector-attribution.return.health-care", 0.04, "percent", "SPX");
      const facts = factsWith("2025-11-05", [figure], [seriesOf("SPX.SECTOR.HEALTH_CARE.RETURN", returns)]);
      expect(verdictOn(direction, facts, "Health Care was little changed.")).toBe("verified");
      expect(verdictOn(direction, factsWith("2025-11-05", [figure]), "Health Care was little changed.")).toBe(
        "not verifiable",
      );
    });
  });
});

describe("superlative", () => {
  /** A yield from 2019 on: high in October 2023, below it ever since, and higher today than at any time since March 2025. */
  const history = {
    "2019-06-03": 2.1,
    "2022-10-24": 4.25,
    "2023-10-19": 4.98,
    "2024-05-01": 4.63,
    "2025-01-14": 4.79,
    "2025-03-27": 4.38,
    "2025-09-16": 4.04,
    "2025-11-04": 4.1,
    "2025-11-05": 4.39,
  };
  const facts = factsWith(
    "2025-11-05",
    [figureOf("key-figures.long-yield.level", 4.39, "percent", "UST.10Y")],
    [seriesOf("UST.10Y", history)],
  );
  const said = (text: string) => verdictOn(superlative, facts, text);

  describe("a superlative", () => {
    for (const text of [
      "The 10-year yield rose to its highest since January.",
      "The 10-year yield is at the highest level since January 2025.",
      "The 10-year yield hit an 8-month high.",
      "The 10-year yield closed at 4.39%, the highest in nine months.",
    ])
      it(`passes where no later close was beyond it: ${text}`, () => expect(said(text)).toBe("verified"));

    for (const text of [
      "The 10-year yield rose to its highest since 2022.",
      "The 10-year yield is at a record high.",
      "The 10-year yield hit a one-year high.",
      "The 10-year yield set an all-time low.",
      "The 10-year yield is at its lowest since March.",
      "The 10-year yield closed at the highest of the year.",
    ])
      it(`is contradicted by a close beyond it: ${text}`, () => expect(said(text)).toBe("contradicted"));

    it("names the close that was beyond it", () => {
      expect(ruledOn(superlative, facts, "The 10-year yield is at its highest since 2022.")[0]).toMatchObject(
        {
          message: "10-year yield closed at 4.39%; on 14 January 2025 it was higher, at 4.79%.",
          figures: ["key-figures.long-yield.level"],
        },
      );
    });

    it("takes the number of years with it", () => {
      const text = "The 10-year yield is the highest in nine months.";
      const [ruled] = ruledOn(superlative, facts, text);
      expect(ruled && text.slice(ruled.from, ruled.to)).toBe("highest in nine months");
      expect(ruled?.covers).toMatchObject([{ value: 9 }]);
    });

    it("is not verifiable where the history does not reach back so far, and says from when it reaches", () => {
      const short = factsWith(
        "2025-11-05",
        [],
        [seriesOf("UST.10Y", { "2025-09-16": 4.04, "2025-11-05": 4.39 })],
      );
      const [since] = ruledOn(superlative, short, "The 10-year yield rose to its highest since 2022.");
      expect(since).toMatchObject({ verdict: "not verifiable" });
      expect(since?.message).toContain("since 16 September 2025, where its history begins");
      expect(verdictOn(superlative, short, "The 10-year yield is at a record high.")).toBe("not verifiable");
      expect(verdictOn(superlative, short, "Gold is at a record high.")).toBe("not verifiable");
    });

    for (const text of [
      "The 10-year yield is near record highs.",
      "The 10-year yield clings to record high territory.",
      "The 10-year yield could hit a record high.",
      "The 10-year yield is off its record high.",
      "The 10-year yield touched an intraday record high.",
      "The 10-year yield rose as deliveries hit a record high.",
      "ISM at an 8-month high.",
      "The 10-year yield's five-year high is 4.98%.",
      "The 10-year yield fell from its record high.",
      "Debt in delinquency rose to a record 14.4%.",
    ])
      it(`is left alone: ${text}`, () => expect(said(text)).toBe("left alone"));
  });
});
