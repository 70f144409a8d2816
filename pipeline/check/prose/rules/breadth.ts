import { breadthRuling } from "../../claim-rules.ts";
import type { Rule } from "../rule.ts";
import { overlaps } from "../word-finder.ts";
import { sectorTally } from "./issue-figures.ts";
import { isOtherSpan, isUnsaid } from "./left-alone.ts";

/** A word of width with the noun whose width it is. "Broader" compares, and is left alone. */
const BREADTH =
  /\b(narrow|thin|broad|broad-based|wide)[ -](?:(?:equity|market|stock|sector)[ -])?(participation|breadth|rally|advance|gains|rebound|selloff|sell-off|decline)\b|\b(?:participation|breadth) (?:was|is|stayed|remained) (narrow|thin|broad|wide)\b/giu;

/** "Narrow participation", "a broad rally": fewer or more than half of the sectors, by count. */
export const breadth: Rule = (sentence, facts, taken) =>
  [...sentence.text.matchAll(BREADTH)].flatMap((found) => {
    const span = { from: found.index, to: found.index + found[0].length };
    const tally = sectorTally(facts);
    if (!tally || taken.some((one) => overlaps(one, span))) return [];
    if (isUnsaid(sentence, span) || isOtherSpan(sentence, facts, span)) return [];
    const isFall = /^(?:sell|decline)/i.test(found[2] ?? "");
    const word = /^(?:narrow|thin)/i.test(found[1] ?? found[3]!) ? "narrow" : "broad";
    const up = isFall ? tally.down : tally.up;
    const weight = tally.upWeightPercent;
    const { verdict, message } = breadthRuling({
      kind: "breadth",
      said: word,
      up,
      of: tally.of,
      upWeightPercent: isFall && weight !== null ? 100 - weight : weight,
    });
    const told = isFall ? message.replace(" rose", " fell") : message;
    const says =
      verdict === "passed" ? "verified" : verdict === "refused" ? "contradicted" : "not verifiable";
    return [
      { ...span, kind: "breadth", verdict: says, message: `Of the sectors, ${told}`, figures: tally.figures },
    ];
  });
