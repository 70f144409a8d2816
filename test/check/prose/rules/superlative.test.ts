import { describe, expect, it } from "vitest";
import { superlative } from "../../../../pipeline/check/prose/rules/superlative.ts";
import { seriesOf } from "../../../support/snapshots.ts";
import { factsWith, figureOf, ruledOn, verdictOn } from "./facts-of-a-day.ts";

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
    expect(ruledOn(superlative, facts, "The 10-year yield is at its highest since 2022.")[0]).toMatchObject({
      message: "10-year yield closed at 4.39%; on 14 January 2025 it was higher, at 4.79%.",
      figures: ["key-figures.long-yield.level"],
    });
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
