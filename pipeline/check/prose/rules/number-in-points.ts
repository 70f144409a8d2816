import type { Sentence } from "../sentence.ts";
import { inItsUnit, type Judged, type Known } from "./number-judgement.ts";
import type { Stated } from "./stated-number.ts";

/** What adds to an index is printed in points of percent, and as often said in hundredths of one. */
const ADDS =
  /\b(?:add(?:s|ed|ing)?|cost(?:s|ing)?|contribut\w+|subtract\w*|drag\w*|took|beat|lead|led|ahead|outperform\w*)\b/i;

/** Holds a number against the figures of what is named with it; "cost the index 14 bp" against those in points of percent as well. */
export function judged(stated: Stated, sentence: Sentence, known: Known): Judged {
  const own = inItsUnit(stated, sentence, known);
  const inPoints = own.verdict === "verified" ? null : pointsOf(stated);
  if (inPoints === null || !ADDS.test(sentence.text)) return own;
  const ruling = inItsUnit(inPoints, sentence, known);
  return ruling.verdict === "verified" ||
    (own.verdict === "not verifiable" && ruling.verdict === "contradicted")
    ? ruling
    : own;
}

function pointsOf({ numeral, range }: Stated): Stated | null {
  const { value, decimals } = numeral;
  return numeral.unit === "bp" && !range
    ? { numeral: { ...numeral, unit: "pp", value: value / 100, decimals: decimals + 2 }, range }
    : null;
}
