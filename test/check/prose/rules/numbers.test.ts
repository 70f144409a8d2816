import { describe, expect, it } from "vitest";
import { statementsOf } from "../issue-facts.ts";
import { madeUpFacts } from "../made-up-facts.ts";

const facts = madeUpFacts();

/** The stated words and what became of them. */
function verdicts(text: string, id = "lead"): readonly string[] {
  return statementsOf(text, facts, { id }).map((one) => `${one.text}: ${one.verdict}`);
}

describe("the numbers of a sentence", () => {
  it.each([
    ["10s pushed ~7 bp higher to ~4.16%.", ["7 bp: verified", "4.16%: verified"]],
    [
      "The 10-year yield rose 7 bp from 4.10% to 4.17%.",
      ["7 bp: verified", "4.10%: verified", "4.17%: verified"],
    ],
    ["The ten-year is at 4.17 percent.", ["4.17 percent: verified"]],
    ["Spreads tightened 2 bp to 81 bp.", ["2 bp: verified", "81 bp: verified"]],
    ["IG OAS: 81 bp", ["81 bp: verified"]],
    [
      "IG OAS sits 28 bp inside its five-year average of 109.3 bp.",
      ["28 bp: verified", "109.3 bp: verified"],
    ],
    ["IG OAS is in its 9th percentile.", ["9th: verified"]],
    ["IG OAS stays far below the 2022 wides of 171 bp.", ["171 bp: verified"]],
    ["The S&P 500 closed at 6,796.29, up 0.37%.", ["6,796.29: verified", "0.37%: verified"]],
    ["Energy & Materials (+0.01 pp)", ["+0.01 pp: not verifiable"]],
    ["Energy +0.16% / Materials +0.44%", ["+0.16%: verified", "+0.44%: verified"]],
    ["A December cut has a 62% chance.", ["62%: verified"]],
    ["Traders see a 60–65% chance of a December cut.", ["60–65%: verified"]],
    ["VIX fell by more than 0.9.", ["0.9: verified"]],
    ["WTI −1.6%", ["−1.6%: verified"]],
  ])("are borne out: %s", (text, expected) => {
    expect(verdicts(text)).toEqual(expected);
  });

  it.each([
    ["10s pushed 7 bp higher to 4.46%.", ["7 bp: verified", "4.46%: contradicted"]],
    ["The 10-year yield rose 9 bp.", ["9 bp: contradicted"]],
    ["IG OAS: ~52.8 bp (last 52.751)", ["52.8 bp: contradicted", "52.751: contradicted"]],
    ["The S&P 500 gained 0.10%.", ["0.10%: contradicted"]],
    ["The S&P 500 is up more than 1%.", ["1%: contradicted"]],
    ["IG OAS is in its 19th percentile.", ["19th: contradicted"]],
    ["The five-year mean of IG spreads is 61.9 bp.", ["61.9 bp: contradicted"]],
    ["Energy (+0.14 pp)", ["+0.14 pp: contradicted"]],
    ["The chance of a December cut is 72%.", ["72%: contradicted"]],
    [
      "IG OAS sits 38 bp inside its five-year average of 119.3 bp.",
      ["38 bp: contradicted", "119.3 bp: contradicted"],
    ],
    ["ig-spread.level is 82 bp.", ["82 bp: contradicted"]],
    ["ig-spread.level is 81%.", ["81%: contradicted"]],
  ])("are refused: %s", (text, expected) => {
    expect(verdicts(text)).toEqual(expected);
  });

  it.each([
    ["no subject is named", "ISM Services came in at 52.4."],
    ["it is another country's", "The German 10-year yield is at 2.65%."],
    ["another subject stands between", "BTC and the 10-year aside, ETH gained 7.3%."],
    ["it is a supposition", "If spreads widen to 120 bp, we sell."],
    ["somebody else says it", "A strategist expects the 10-year at 5.00%."],
    ["it is said of another day", "The 10-year yield rose 12 bp last week."],
    ["it is a bound of time", "The 10-year yield will stay in its range for 18 months."],
    ["the issue has no figure of it", "Gold rose 1.3%."],
    ["the series says another thing and the issue has no figure", "WTI fell 3.1%."],
    ["it is an auction's size", "The 10-year auction of $21B was covered."],
    ["no measure is named", "The 10-year, 12 bp."],
    ["it bears no unit and is of another kind", "The S&P 500 gained 24.74 points."],
    ["it counts sessions", "The S&P 500 rose in 7 of its last 10 sessions."],
    ["it has a day of its own", "The current 10-year yield of last week was 4.35%."],
  ])("are left alone where %s: %s", (_, text) => {
    const made = verdicts(text);
    expect(made).not.toEqual([]);
    expect(made.every((one) => one.endsWith("not verifiable"))).toBe(true);
  });

  it("are those of the text's section where nothing else is named", () => {
    expect(verdicts("Five-year average: 61.9 bp", "ig-spread")).toEqual(["61.9 bp: contradicted"]);
    expect(verdicts("Five-year average: 109.3 bp", "ig-spread")).toEqual(["109.3 bp: verified"]);
    expect(verdicts("Five-year average: 61.9 bp")).toEqual(["61.9 bp: not verifiable"]);
  });

  it("say what the data have and what to write instead", () => {
    const [one] = statementsOf("The 10-year yield rose 9 bp.", facts);
    expect(one).toMatchObject({
      kind: "number",
      message: "10-year yield, on the day: +7 bp (5 November 2025).",
      remedy: "Write 7 bp, or give the other number's source with {{quote}}.",
      figures: ["key-figures.long-yield.change"],
    });
  });

  it("leave digits alone that belong to names", () => {
    expect(verdicts("The S&P 500, the Russell 2000 and 2s10s lead the 10-year.")).toEqual([]);
  });
});
