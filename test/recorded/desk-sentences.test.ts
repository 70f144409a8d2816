import { beforeAll, describe, expect, it } from "vitest";
import type { Built } from "../../pipeline/build.ts";
import type { Facts } from "../../pipeline/check/prose/facts.ts";
import { wordRules } from "../../pipeline/check/prose/rules/all-rules.ts";
import { directorySource } from "../../pipeline/collect/sources/directory.ts";
import { factsOfIssue, statementsOf } from "../check/prose/issue-facts.ts";
import { builtIssue } from "../support/worlds.ts";
import { recordedFolder } from "./upstream.ts";

/** As a desk would write of 22 July 2025, and true; "ig-spread: …" is a text of that section. */
const RIGHT = [
  "A quiet session: the S&P 500 inched up 0.06% to a record close of 6,309.62.",
  "The S&P 500 set a fresh record, its highest close in five years.",
  "Nine of eleven sectors finished higher, but Tech fell 1.1% and cost the index 0.36 pp.",
  "Health Care led, adding 0.16 pp; Info Tech was the largest drag.",
  "Nvidia was the weakest of the seven at −2.5%; three of the Magnificent Seven rose.",
  "10s richened 3 bp to 4.35%, and 2-year and 10-year yields slipped 2 and 3 bp respectively.",
  "The curve flattened 1 bp to 52 bp. Over 20 days, 2s10s has steepened 2 bp.",
  "Spreads were little changed, 1 bp wider at 81 bp, 4 bp off the cycle tights.",
  "ig-spread: The OAS sits in the tight band, some 32 bp inside its five-year average of 112.8 bp.",
  "HY trades at 290 bp, 209 bp over IG.",
  "Markets price 14.7 bp for September, a 59% chance of a cut. By December, 45.9 bp of easing is priced.",
  "EFFR at 4.33% sits inside the 4.25%–4.50% target range.",
  "VIX slipped 0.15 to 16.50. The dollar fell against the majors.",
  "Equal weight outperformed. On the month, the S&P 500 is up 1.69%.",
  "The 10-year real yield could fall further, to 1.80% by our reckoning.",
  "The FOMC meets on 30 July; no cut is expected.",
  "The 10-year traded as high as 4.40% before closing at 4.35%.",
  "The 30-year, at 4.90%, is 11 bp below Thursday's 5.01%.",
  "- 10-year: 4.35% (−3 bp)\n- 2s10s: 52 bp\n- VIX: 16.50",
];

/** Wrong in one thing, and the words that are. */
const WRONG: readonly (readonly [sentence: string, words: string])[] = [
  ["The S&P 500 inched up 0.06% to a record close of 6,390.62.", "6,390.62"],
  ["Eight of eleven sectors finished higher.", "Eight of eleven sectors"],
  ["Tech fell 1.1% and cost the index 0.63 pp.", "0.63 pp"],
  ["Energy was the largest drag.", "largest drag"],
  ["Nvidia was the strongest of the seven.", "strongest of the seven"],
  ["10s cheapened 3 bp to 4.35%.", "cheapened"],
  ["The curve steepened 1 bp to 52 bp.", "steepened"],
  ["Spreads were 1 bp tighter at 81 bp.", "tighter"],
  ["ig-spread: The OAS sits in the carry band.", "in the carry band"],
  ["ig-spread: The OAS is 4 bp inside the cycle tights.", "4 bp inside the cycle tights"],
  ["HY trades at 290 bp, 219 bp over IG.", "219 bp over"],
  ["By December, 54.9 bp of easing is priced.", "54.9 bp"],
  ["The odds of a July cut are 40%.", "40%"],
  ["EFFR sits inside the 4.50%–4.75% target range.", "4.50%–4.75%"],
  ["VIX jumped 0.15 to 16.50.", "jumped"],
  ["On the month, the S&P 500 is down 1.69%.", "down"],
  ["The 10-year yield is at its highest since May.", "highest since May"],
  ["The 2-year yields more than the 10-year.", "more than"],
  ["A narrow rally: the index rose 0.06%.", "narrow rally"],
];

let facts: Facts;
let issue: Built;
beforeAll(async () => {
  const source = directorySource(recordedFolder);
  issue = await builtIssue("2025-07-22", { source, edition: (one) => ({ ...one, edition: "paid" }) });
  facts = factsOfIssue(issue);
}, 60_000);

function contradictedIn(sentence: string): readonly string[] {
  const [, id = "lead", raw = sentence] = /^(?:([a-z-]+): )?(.*)$/s.exec(sentence)!;
  return statementsOf(raw, facts, { id, rules: wordRules }).flatMap(({ text, verdict }) =>
    verdict === "contradicted" ? [text] : [],
  );
}

describe("a desk's sentences of a recorded day", () => {
  it.each(RIGHT)("are not called wrong where they are right: %s", (sentence) => {
    expect(contradictedIn(sentence)).toEqual([]);
  });

  it("are not called wrong where the issue itself says them", () => {
    const parts = issue.filled.markdown.split(/^## /m);
    expect(parts.flatMap((part) => contradictedIn(part))).toEqual([]);
  });

  it.each(WRONG)("are refused at the words that are wrong: %s", (sentence, words) => {
    expect(contradictedIn(sentence)).toEqual([words]);
  });
});
