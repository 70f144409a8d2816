import { describe, expect, it } from "vitest";
import { sentencesOf } from "../../../pipeline/check/prose/read-sentences.ts";
import type { Numeral } from "../../../pipeline/check/prose/sentence.ts";

/** One sentence, read as a writer's text for Wednesday 5 November 2025. */
function sentence(raw: string) {
  const pieces = [{ kind: "words" as const, from: 0, to: raw.length }];
  const [first] = sentencesOf({ id: "lead", file: "lead.md", line: 1, column: 1, raw, pieces }, "2025-11-05");
  return first!;
}

const brief = ({ value, unit, factor, isAbout, bound }: Numeral) =>
  [isAbout ? "about" : "", bound === null ? "" : bound > 0 ? "over" : "under", value * factor, unit ?? ""]
    .filter((part) => part !== "")
    .join(" ");

describe("the numerals of a sentence", () => {
  it.each([
    ["yields at 4.17% and ~4.16%", ["4.17 percent", "about 4.16 percent"]],
    ["−0.36 pp, –0.31 pp, -0.02 pp, ﹣1 bp, －2 bp", ["-0.36 pp", "-0.31 pp", "-0.02 pp", "-1 bp", "-2 bp"]],
    ["a rise – 14 bp – and word—3.5%", ["14 bp", "3.5 percent"]],
    ["+7bp, 7 basis points, a 25-basis-point cut, 25-bp, 3 bps", ["7 bp", "7 bp", "25 bp", "25 bp", "3 bp"]],
    [
      "half a percent, a quarter of a percentage point, three-quarters of a percent",
      ["about 0.5 percent", "about 0.25 pp", "about 0.75 percent"],
    ],
    ["half a dozen, a third of the sectors, the third quarter", []],
    ["4 percent, 4 per cent, 5 pct, 2 percentage points", ["4 percent", "4 percent", "5 percent", "2 pp"]],
    [
      "$2.8T, $300B, €3bn, US$1.5 trillion, -$4m, $1,200",
      [
        "2800000000000 money",
        "300000000000 money",
        "3000000000 money",
        "1500000000000 money",
        "-4000000 money",
        "1200 money",
      ],
    ],
    ["the S&P 500 at 6,796.29, sales of 4.01M and 300k", ["6796.29", "4010000", "300000"]],
    [
      "nine of eleven sectors; nine-of-ten; one of eleven",
      ["9", "11", "9", "10", "1", "11"].filter((_, at) => at < 2 || at > 3),
    ],
    [
      "the 99th percentile, 1.8 sd, 2 standard deviations, 2.0 times",
      ["99 ordinal", "1.8 sd", "2 sd", "2 times"],
    ],
    ["36 days, three trading days, 18 months", ["36 days", "3 days", "18"]],
    [
      "about 3, some 4, near 51 bp, roughly 5, ≈ 0, 6 or so",
      ["about 3", "about 4", "about 51 bp", "about 5", "about 0", "about 6"],
    ],
    [
      "at > 90 bp, over 40%, more than 5, < 60 bp, fewer than 10, under 3",
      ["over 90 bp", "over 40 percent", "over 5", "under 60 bp", "under 10", "under 3"],
    ],
    ["3 bp over five days, 9 bp below 61.9", ["3 bp", "5 days", "9 bp", "61.9"]],
    ["4½% and 3¼", ["4.5 percent", "3.25"]],
    ["4,17 and .5%", ["4.17", "0.5 percent"]],
    ["cut to zero; no one knows; one print is fine; one more", ["0"]],
    ["ISM Services **52.4** (8-month high)", ["52.4"]],
  ])("%j", (raw, expected) => {
    expect(sentence(raw).numerals.map(brief)).toEqual(expected);
  });

  it.each([
    "the 10-year, 10y, 10Y, 5-yr, 2s10s, 10s30s, 2s/10s, ten-year, 30-year, 3m10y and 10 year yields",
    "S&P 500, S&P500, Russell 2000, Nasdaq 100, Nasdaq-100, G7, Mag 7, the Magnificent Seven, Mag7",
    "60/40, 24/7, 9:30, 2.0x, H.15, CDX.NA.IG.5Y, COVID-19, FY26, Q1, 80s, the low-50s, v1.2.3",
    "see https://x.org/2025/5 and [^1] and a two-way, one-off 8-month high",
    "1) Capital and (2) rates",
    `9${"9".repeat(400)}`,
  ])("leave out what counts nothing: %s", (raw) => {
    expect(sentence(raw).numerals.map(brief)).toEqual([]);
  });

  it("stand where they stand, sign and unit with them, and keep their places", () => {
    const { text, numerals } = sentence("Index (−0.360 pp) and $2.80T");
    expect(
      numerals.map(({ from, to, decimals, sign, isWord }) => [text.slice(from, to), decimals, sign, isWord]),
    ).toEqual([
      ["−0.360 pp", 3, "−", false],
      ["$2.80T", 2, null, false],
    ]);
  });
});

describe("the ranges of a sentence", () => {
  it.each([
    ["50-55 bp", "between 50 bp..55 bp"],
    ["the 58–60 % chance", "between 58 percent..60 percent"],
    ["a ~58–60% chance", "between about 58 percent..about 60 percent"],
    ["50 to 55", "between 50..55"],
    ["cuts of –14 to –16 bp", "between -16 bp..-14 bp"],
    ["between 3.50% and 3.75%", "between 3.5 percent..3.75 percent"],
    ["from 4.10% to 4.17%", "from-to 4.1 percent..4.17 percent"],
    ["from 4.17% to 4.10%", "from-to 4.1 percent..4.17 percent"],
    ["25–40 bps", "between 25 bp..40 bp"],
    ["$5–6 billion", "between 5000000000 money..6000000000 money"],
    ["nine to eleven", "between 9..11"],
  ])("%j", (raw, expected) => {
    const { ranges, numerals } = sentence(raw);
    expect(ranges.map(({ form, low, high }) => `${form} ${brief(low)}..${brief(high)}`)).toEqual([expected]);
    expect(numerals).toHaveLength(2);
  });

  it.each([
    "rose 7 bp to 4.17%",
    "rose 24 to 6,796.29",
    "up 3% to 5%",
    "5 and 6",
    "between us 5 or 6",
    "9-3",
  ])("are none in %j", (raw) => {
    expect(sentence(raw).ranges).toEqual([]);
  });
});
