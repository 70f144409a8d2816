import { isValue, shown } from "../figure-matching.ts";
import type { Sentence } from "../sentence.ts";
import { inItsUnit, type Judged, type Known } from "./number-judgement.ts";
import type { Stated } from "./stated-number.ts";

/** What adds to an index is printed in points of percent, and as often said in hundredths of one. */
const ADDS =
  /\b(?:add(?:s|ed|ing)?|cost(?:s|ing)?|contribut\w+|subtract\w*|drag\w*|took|beat|lead|led|ahead|outperform\w*)\b/i;

/** Holds a number against the figures of what is named with it; "cost the index 14 bp" against those in points of percent as well. */
export function judged(stated: Stated, sentence: Sentence, known: Known): Judged {
  const first = inItsUnit(stated, sentence, known);
  const own = asSumOf(stated, first, known) ?? first;
  const inPoints = own.verdict === "verified" ? null : pointsOf(stated);
  if (inPoints === null || !ADDS.test(sentence.text)) return own;
  const ruling = inItsUnit(inPoints, sentence, known);
  return ruling.verdict === "verified" ||
    (own.verdict === "not verifiable" && ruling.verdict === "contradicted")
    ? ruling
    : own;
}

/** What an index returned, and what its parts add to it: they differ by what the parts do not explain. */
const RETURNS: ReadonlySet<string> = new Set(["key-figures.index.change", "sector-attribution.index-return"]);
const SUM = "sector-attribution.sum";

/** The return of an index told as the sum of its printed contributions is right of them; that its closes say something else is told beside it. */
function asSumOf(
  { numeral, range }: Stated,
  { verdict, message, figures }: Judged,
  { facts }: Known,
): Judged | null {
  const sum = facts.figures.get(SUM);
  if (!sum || range || verdict !== "contradicted" || numeral.unit !== "percent") return null;
  if (!figures.some((id) => RETURNS.has(id)) || !isValue(numeral, sum.value)) return null;
  return {
    verdict: "verified",
    message: `It is the sum of the contributions, ${shown(sum)}. By its closes: ${message}`,
    figures: [SUM, ...figures],
  };
}

function pointsOf({ numeral, range }: Stated): Stated | null {
  const { value, decimals } = numeral;
  return numeral.unit === "bp" && !range
    ? { numeral: { ...numeral, unit: "pp", value: value / 100, decimals: decimals + 2 }, range }
    : null;
}
