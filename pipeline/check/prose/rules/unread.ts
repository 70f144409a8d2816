import type { Facts } from "../facts.ts";
import type { Rule } from "../rule.ts";
import type { Sentence, Span } from "../sentence.ts";
import { isSupposed } from "./left-alone.ts";

/** Words that claim something of a subject beside those of movement. */
const CLAIMS =
  /\b(?:doubled|tripled|quadrupled|halved|outperformed|underperformed|led|lagged|accelerat(?:es|ed|ing)|slow(?:s|ed|ing)|(?:more|less) likely|record (?:high|low)|raised rates|cut rates)\b/iu;

/**
 * The last of the rules: a sentence without a number that says of a subject what it did, and of which no rule could say anything, is told
 * as not verifiable, so that silence never passes for a check.
 */
export const unread: Rule = (sentence, facts, taken) => {
  if (taken.length > 0 || sentence.numerals.length > 0) return [];
  const named = facts.mentions(sentence);
  const claim = claimIn(sentence, facts);
  if (
    !claim ||
    isSupposed(sentence, claim) ||
    (named.length === 0 && !/\b(?:Fed|cut|hike)\b/.test(sentence.text))
  )
    return [];
  const message = "Nothing at hand decides this.";
  return [{ ...claim, kind: "direction", verdict: "not verifiable", message, figures: [] }];
};

function claimIn(sentence: Sentence, facts: Facts): Span | null {
  const found = CLAIMS.exec(sentence.text);
  const [move] = facts.moves(sentence);
  if (found) return { from: found.index, to: found.index + found[0].length };
  return move ? { from: move.from, to: move.to } : null;
}
