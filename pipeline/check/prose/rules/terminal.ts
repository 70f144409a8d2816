import { roundHalfAway } from "../../../finance/rounding.ts";
import { terminalRuling } from "../../path-rules.ts";
import type { Facts } from "../facts.ts";
import type { Rule, Ruled } from "../rule.ts";
import type { Numeral, Sentence } from "../sentence.ts";
import { overlaps } from "../word-finder.ts";
import { statedOf } from "./amount.ts";
import { type AtMeeting, ratesPriced } from "./issue-figures.ts";
import { isUnsaid } from "./left-alone.ts";

const TERMINAL = /\bterminal(?: rate)?\b/i;
/** So many letters may stand between the word and its rate: "terminal rate pinned at". */
const NEAR = 30;

/** "A terminal rate of 3.10% (Dec 2026)": the path ends there only if it has turned or stopped; the last listed meeting is no turn. */
export const terminal: Rule = (sentence, facts, taken) => {
  const found = TERMINAL.exec(sentence.text);
  if (!found) return [];
  const span = { from: found.index, to: found.index + found[0].length };
  const rate = sentence.numerals.find(
    ({ from, unit }) => unit === "percent" && from > span.to && from - span.to < NEAR,
  );
  const path = ratesPriced(facts);
  if (!rate || path.length < 2 || taken.some((one) => overlaps(one, span)) || isUnsaid(sentence, span))
    return [];
  const decision = decisionOf(sentence, rate, path);
  return decision === null ? [] : [{ ...span, kind: "path", ...rulingOn(facts, rate, path, decision) }];
};

/** The meeting of the month that follows the rate; where none does, the one at which the rate is first reached. */
function decisionOf({ dates }: Sentence, rate: Numeral, path: readonly AtMeeting[]): string | null {
  const month = dates.find(({ from, precision }) => from >= rate.to && precision === "month");
  if (month)
    return (
      path.find(
        ({ decision }) =>
          month.first !== null && month.last !== null && decision >= month.first && decision <= month.last,
      )?.decision ?? null
    );
  return (
    path.find(({ figure }) => roundHalfAway(figure.value, rate.decimals) === rate.value)?.decision ?? null
  );
}

function rulingOn(
  facts: Facts,
  rate: Numeral,
  path: readonly AtMeeting[],
  decision: string,
): Pick<Ruled, "verdict" | "message" | "figures"> {
  const start = facts.figures.get("policy-path.effr") ?? path[0]!.figure;
  const { verdict, message } = terminalRuling({
    kind: "terminal",
    rate: statedOf(rate),
    decision,
    startPercent: start.value,
    path: path.map((one) => ({ decision: one.decision, ratePercent: one.figure.value })),
  });
  const figures = [path.find((one) => one.decision === decision)!.figure.id];
  return { verdict: verdict === "passed" ? "verified" : "contradicted", message, figures };
}
