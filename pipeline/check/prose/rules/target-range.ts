import { printDate } from "../../../finance/date-words.ts";
import type { Facts } from "../facts.ts";
import { isValue } from "../figure-matching.ts";
import type { Rule } from "../rule.ts";
import type { Numeral, Sentence, Span } from "../sentence.ts";
import { overlaps } from "../word-finder.ts";
import { isOtherSpan, isUnsaid } from "./left-alone.ts";

/** Its key in content/vocabulary.yaml. */
const SUBJECT = "target-range";
const JOINS = /^\s*(?:to|and|[-–—])\s*$/i;
/** Between the words and the numbers of it. */
const NEAR = /^\s*(?:(?:of|at|is|was|stands|sits|from|between|now|the|a|remains|held|stays)\s+)*[:(]?\s*$/i;

/** "A target range of 3.75% to 4.00%": both ends are one statement. */
export const targetRange: Rule = (sentence, facts, taken) => {
  const [lower, upper] = [
    facts.figures.get("policy-path.range-lower"),
    facts.figures.get("policy-path.range-upper"),
  ];
  const pair = lower && upper && pairIn(sentence, facts);
  if (!pair || taken.some((one) => overlaps(one, pair))) return [];
  if (isUnsaid(sentence, pair) || isOtherSpan(sentence, facts, pair)) return [];
  const holds = isValue(pair.low, lower.value) && isValue(pair.high, upper.value);
  const range = `${lower.value.toFixed(2)}% to ${upper.value.toFixed(2)}%`;
  return [
    {
      ...{ from: pair.from, to: pair.to, kind: "number", verdict: holds ? "verified" : "contradicted" },
      message: `target range: ${range} (${printDate(lower.asOf)}).`,
      ...(!holds && { remedy: `Write ${range}.` }),
      figures: [lower.id, upper.id],
      covers: [pair],
    },
  ];
};

interface Pair extends Span {
  readonly low: Numeral;
  readonly high: Numeral;
}

/** The two numbers right behind the words, or right before them. */
function pairIn({ text, numerals }: Sentence, facts: Facts): Pair | null {
  for (const mention of facts.mentions({ text })) {
    if (mention.subject !== SUBJECT) continue;
    for (const [index, low] of numerals.entries()) {
      const high = numerals[index + 1];
      if (!high || !JOINS.test(text.slice(low.to, high.from)) || !isRate(low) || !isRate(high)) continue;
      const isBehind = low.from >= mention.to && NEAR.test(text.slice(mention.to, low.from));
      const isBefore = high.to <= mention.from && text.slice(high.to, mention.from).trim() === "";
      if (isBehind || isBefore) return { from: low.from, to: high.to, low, high };
    }
  }
  return null;
}

function isRate({ unit, value }: Numeral): boolean {
  return (unit === "percent" || unit === null) && value < 25;
}
