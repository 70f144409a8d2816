import { describe, expect, it } from "vitest";
import { wordRules } from "../../../pipeline/check/prose/rules/all-rules.ts";
import { deskFacts } from "./desk-facts.ts";
import { statementsOf } from "./issue-facts.ts";

const facts = deskFacts();

/** "ig-spread: …" is a text of that section. */
function made(sentence: string) {
  const [, id = "lead", raw = sentence] = /^(?:([a-z-]+): )?(.*)$/s.exec(sentence)!;
  return statementsOf(raw, facts, { id, rules: wordRules });
}

const saidOf = (sentence: string, verdict: string) =>
  made(sentence)
    .filter((one) => one.verdict === verdict)
    .map(({ text }) => text);

/** As a desk would write of the day, and true. */
const RIGHT = [
  "Spreads tightened 2 bp on Wednesday to 81 bp.",
  "On Wednesday spreads tightened 2 bp to 81 bp.",
  "The S&P 500 rose on Wednesday by 0.37% to 6,796.29.",
  "Tens backed up 7bp to 4.17% as supply loomed.",
  "The 10-year yield closed at 4.17%, up 7 bp on the day; the 2-year added 5 bp to 3.63%.",
  "The long end sold off 7 bp, leaving 30s at 4.74%.",
  "10s and 30s both rose 7 bp.",
  "Treasury yields rose; bond yields are up 7 bp at 4.17%.",
  "2-year and 10-year yields rose 5 and 7 bp respectively.",
  "Spreads ground 2bp tighter to 81 bp.",
  "ig-spread: IG OAS narrowed 2 bp to 81 bp, some 28 bp inside its five-year mean.",
  "ig-spread: At 81 bp, spreads sit 7 bp above the cycle tights of 74 bp, in the tight band.",
  "ig-spread: The five-year high of 171 bp, on 12 October 2022, is far away.",
  "High yield outperformed, 8 bp tighter at 305 bp, 224 bp over IG.",
  "S&P +0.4%, led by Comm Services.",
  "The S&P 500 gained a third of a percent, to close at 6,796.29.",
  "Eight of the eleven sectors rose; all but three sectors advanced.",
  "Tech lagged while Comm Services led.",
  "Tech fell 0.1% and cost the index 0.03 pp.",
  "Health Care, Financials and Industrials rose 0.49%, 0.24% and 0.36% respectively.",
  "Equal weight beat the cap-weighted index by 0.22 pp.",
  "Five of the Magnificent Seven rose; Tesla led with 4.01%, and Nvidia was the weakest of the seven at −1.75%.",
  "A December cut is 62% priced.",
  "The market prices 15.5 bp for December.",
  "The chance of a December cut fell from 69% to 62%.",
  "EFFR 3.87%, inside a target range of 3.75% to 4.00%.",
  "Over 20 days, 2s10s has flattened 3 bp.",
  "On the month the S&P 500 is down 0.64%.",
  "The VIX eased to 18.01, down 0.99.",
  "Nearly 4.2% on the 10-year is where buyers have shown up.",
  "The five-year average of IG spreads is just under 110 bp.",
  "Bitcoin recovered 2.3% to about $103,900.",
  "ig-spread: IG spreads stand 1.2 sd below their five-year mean.",
  "Yesterday's sell-off took the S&P 500 down 1.2%.",
  "The day before, the S&P 500 lost 1.17%.",
  "The S&P 500 fell 1.17% on Tuesday.",
  "A December cut was 69% priced yesterday.",
  "Thirties at 4.74%.",
  "The S&P 500 is −0.64% over the month so far.",
  "Comm Services added 17 bp and Discretionary 13 bp.",
  "Nvidia cost the index 14 bp.",
  "Equal weight beat the index by 22 bp.",
  "Five of the seven rose.",
  "Up in 12 of 14 assets.",
  "None of the three signals is on.",
  "The VIX fell below 19.",
  "The curve bear-steepened.",
  "Growth accelerating, inflation accelerating: reflation.",
  "Payrolls are slowing.",
  "Stocks rose and bonds sold off.",
  "A December cut has become less likely.",
  "The Fed cut rates last week.",
  "Jobless claims are due on 13 November.",
  "ig-spread: At 81 bp the index is tight by history.",
  "| Series | Level | Change |\n|---|---|---|\n| 10-year yield | 4.17% | +7 bp |\n| IG OAS | 81 bp | −2 bp |",
];

/** Right in one thing only, or of nothing that the data know: never to be called wrong. */
const LEFT_ALONE = [
  "If tens break 4.30%, we would add duration.",
  "Will the S&P 500 hold 6,500?",
  '"Tens at 5% would be a gift," said one strategist.',
  "The 10-year is not at 4.50%, and nobody expects it there.",
  "Two of three desks polled see the 10-year at 4.00%.",
  "Gold rose $55 to $3,987 an ounce.",
  "30–100% tariffs would knock 25–40 bps out of the long end.",
  "Japan's 10-year yield rose 9 bp to 1.60%.",
  "The S&P 500 rose for the 6th consecutive day, its 11th gain in 14 sessions.",
  "UBS: S&P to 7,500 by year-end.",
  "On 13/11/2025 the 10-year yield rose 9 bp.",
  "The S&P 500 is up 15% on the year.",
  "Yesterday the S&P 500 lost 1.17%; today it gained 0.37%.",
  "Our base case: 10s at 3.90%, S&P 500 at 7,200 by June.",
  "Financials and Industrials lagged the index.",
  "Yields rose across the curve: 2s +5, 10s +7, 30s +7.",
  "The 30-year at 4.74% is the highest in four weeks or so.",
  "The seven added 0.06 pp of the index's 0.37%.",
  "Last week the S&P 500 rose 0.7%.",
  "High yield spreads are 21 bp wider in a month.",
  "HY widened 21 bp in a month while IG is barely changed.",
  "The S&P 500 rose above 6,800 before closing at 6,796.29.",
  "European stocks fell, and stocks fell in Asia.",
  "We fear stagflation; wage growth is slowing.",
  "CPI is due on 13 November.",
  "Our screen gave 39 signals.",
  "A 25 bp cut in December would take the range to 3.50–3.75%.",
];

/** Numbers that happen to fit a figure of the text's subject, and are another thing's or no fact. */
const NOT_BORNE_OUT = [
  "policy-path: EU goods face 30–100% tariffs.",
  "policy-path: A deal would knock 10–20 bps out of the long end.",
  "policy-path: The ECB kept its deposit rate at 3.75%.",
  "sector-attribution: The trade sits with fewer than 10 hedge funds.",
  "Thirty-year yields soared through the 5% mark.",
  "Will tens fall to 4.17%?",
  "Citi says the 10-year could drop to 4.17%.",
  "Bitcoin slipped while buyers look up to $112K.",
  "The 10-year yield did not rise 7 bp.",
];

/** Wrong in one thing, and the words that are. Null: nothing at hand tells it. */
const WRONG: readonly (readonly [sentence: string, words: string | null])[] = [
  ["Tens backed up 7bp to 4.71% as supply loomed.", "4.71%"],
  ["Spreads tightened 2 bp on Wednesday to 82 bp.", "82 bp"],
  ["On Wednesday spreads widened 2 bp to 81 bp.", "widened"],
  ["The 10-year yield closed at 4.18%.", "4.18%"],
  ["The 2-year added 9 bp to 3.63%.", "9 bp"],
  ["The long end rallied 7 bp.", "rallied"],
  ["2-year and 10-year yields rose 7 and 7 bp respectively.", "7"],
  ["Spreads ground 2bp wider to 81 bp.", "wider"],
  ["ig-spread: IG OAS is some 38 bp inside its five-year mean.", "38 bp inside its five-year mean"],
  ["ig-spread: Spreads are 7 bp above the five-year high.", "7 bp above the five-year high"],
  ["ig-spread: The five-year tight is 95 bp.", "95 bp"],
  ["ig-spread: Spreads remain in the carry band.", "in the carry band"],
  ["ig-spread: Spreads are in the lower half of the 60–90 bp band.", "lower half of the 60–90 bp band"],
  ["ig-spread: The five-year high of 171 bp, on 12 October 2021, is far away.", "12 October 2021"],
  ["High yield lagged, 8 bp wider at 305 bp.", "wider"],
  ["IG spreads are wider than high-yield spreads.", "wider than"],
  ["S&P −0.4%, led by Comm Services.", "−0.4%"],
  ["S&P +0.4%, led by Tech.", "led by Tech"],
  ["The S&P 500 gained 0.73%.", "0.73%"],
  ["The S&P 500 rose 0.37 bp.", "0.37 bp"],
  ["The 10-year yield rose 7%.", "7%"],
  ["Nine of the eleven sectors rose.", "Nine of the eleven sectors"],
  ["All but two sectors advanced.", "All but two sectors"],
  ["Tech led the gains.", "led the gains"],
  ["Utilities was the weakest sector.", "weakest sector"],
  ["Financials outperformed Industrials.", "outperformed"],
  ["Equal weight lagged the cap-weighted index by 0.22 pp.", "lagged the cap-weighted index by 0.22 pp"],
  ["Four of the Magnificent Seven rose.", "Four of the Magnificent Seven"],
  ["Tesla led with 4.10%.", "4.10%"],
  ["A December cut is 72% priced.", "72%"],
  ["The market prices 25.5 bp for December.", "25.5 bp"],
  ["EFFR 3.87%, inside a target range of 3.50% to 3.75%.", "3.50% to 3.75%"],
  ["Over 20 days, 2s10s flattened 4 bp.", "4 bp"],
  ["On the month the S&P 500 is up 0.64%.", "up"],
  ["The S&P 500 closed at a record high.", "record high"],
  ["The 10-year yield is the highest since September.", "highest since September"],
  ["On Tuesday 5 November the 10-year yield rose 7 bp.", "Tuesday 5 November"],
  ["The FOMC meets on 11 December.", "11 December"],
  ["CDX IG stands at 81 bp.", null],
  ["The 10-year yield rose 0.07% on Monday.", null],
  ["Yesterday the S&P 500 fell 2.4%.", "2.4%"],
  ["ig-spread: IG spreads stand 2.2 sd below their five-year mean.", "2.2 sd below their five-year mean"],
  ["VIX fell below 15.", "15"],
  ["The VIX fell below 17.", "17"],
  ["The target range is 4.00–4.25%.", "4.00–4.25%"],
  ["The target range is 3.50–3.75%.", "3.50–3.75%"],
  ["The curve bull-steepened.", "bull-steepened"],
  ["HY tightened 21 bp over 20 sessions.", "tightened"],
  ["Growth accelerating, inflation slowing.", "slowing"],
  ["This is stagflation.", "stagflation"],
  ["Goldilocks it is.", "Goldilocks"],
  ["Payrolls are accelerating.", "accelerating"],
  ["Treasuries rallied across the curve.", "Treasuries rallied"],
  ["Bonds rallied and stocks rose.", "Bonds rallied"],
  ["The melt-up signals are all on.", "The melt-up signals are all on"],
  ["Three signals are on.", "Three signals are on"],
  ["The Fed raised rates last week.", "Fed raised"],
  ["A cut has become more likely.", "more likely"],
  ["Tech led the market.", "led the market"],
  ["Four of the seven rose.", "Four of the seven"],
  ["Up in 11 of 14 assets.", "11 of 14"],
  ["Nvidia cost the index 24 bp.", "24 bp"],
  ["At 54 bp the curve is the steepest in five years.", "steepest in five years"],
  [
    "ig-spread: At 81 bp the index is tight; it sits in the lower half of the 0–90 bp band.",
    "lower half of the 0–90 bp band",
  ],
  [
    "At 81 bp the index is tight; it sits in the lower half of the 0–90 bp band.",
    "lower half of the 0–90 bp band",
  ],
];

/** Nothing at hand decides them, and silence would look like a check. */
const TOLD_OPEN = [
  "Tesla has tripled.",
  "ig-spread: The index rose today.",
  "HY tightened 21 bp over 20 sessions.",
  "The dollar surged.",
];

describe("the sentences of a desk", () => {
  it.each(TOLD_OPEN)("are told as not verifiable where nothing decides them: %s", (sentence) => {
    expect(saidOf(sentence, "not verifiable")).not.toEqual([]);
  });

  it.each(RIGHT)("are not called wrong where they are right: %s", (sentence) => {
    expect(saidOf(sentence, "contradicted")).toEqual([]);
    expect(saidOf(sentence, "verified")).not.toEqual([]);
  });

  it.each(LEFT_ALONE)("are left alone where they state nothing of the day: %s", (sentence) => {
    expect(saidOf(sentence, "contradicted")).toEqual([]);
  });

  it.each(NOT_BORNE_OUT)("are not borne out by a number that only happens to fit: %s", (sentence) => {
    const numbers = made(sentence).filter(({ kind }) => kind === "number");
    expect(numbers.map(({ verdict }) => verdict)).toEqual(numbers.map(() => "not verifiable"));
    expect(numbers).not.toEqual([]);
  });

  it.each(WRONG)("are refused at the words that are wrong: %s", (sentence, words) => {
    expect(saidOf(sentence, "contradicted")).toEqual(words === null ? [] : [words]);
  });

  it("say what the data have, as printed, with the day, and what to write", () => {
    const told = (sentence: string) => made(sentence).find(({ verdict }) => verdict === "contradicted");
    expect(told("The 2-year added 9 bp.")).toMatchObject({
      message: "2-year yield, on the day: +5 bp (5 November 2025).",
      remedy: "Write 5 bp, or give the other number's source with {{quote}}.",
    });
    expect(told("The 10-year yield rose 7%.")).toMatchObject({
      message: "The unit is another one. 10-year yield, on the day: +7 bp (5 November 2025).",
      remedy: "Write 7 bp.",
    });
    expect(told("Nine of the eleven sectors rose.")).toMatchObject({ remedy: "Write 8 of 11." });
    expect(made("Gold rose to $3,987 an ounce.").at(-1)?.message).toBe(
      "GLD is at 366.51 a share (5 November 2025); a price of what the fund holds is not at hand.",
    );
  });
});
