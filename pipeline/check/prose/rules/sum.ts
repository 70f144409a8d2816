import { roundHalfAway } from "../../../finance/rounding.ts";
import type { Ruling, Stated } from "../../claim.ts";
import { gapRuling, sumRuling } from "../../claim-rules.ts";
import type { Facts } from "../facts.ts";
import type { Rule, Ruled } from "../rule.ts";
import type { Numeral, Sentence } from "../sentence.ts";
import { overlaps } from "../word-finder.ts";
import { signedAmount, statedOf } from "./amount.ts";
import { endOf } from "./difference.ts";
import { sectorOrders } from "./issue-figures.ts";
import { isUnsaid } from "./left-alone.ts";

const PLUS = /^\s*(?:\+|plus)\s*$/i;
const MINUS = /^\s*(?:[-−–]|less|minus)\s*$/i;
const EQUALS = /^\s*(?:=|equals|makes|make|is)\s*$/i;

/**
 * Sums that a sentence carries out itself: "61.9 − 52.8 = 9.1", all sectors' contributions beside the index; and the index as the total
 * of contributions that are listed elsewhere: "Weighted contribution (Index +0.36 pp)".
 */
export const sum: Rule = (sentence, facts, taken) =>
  [...equationsIn(sentence), ...contributionsIn(sentence, facts), ...totalIn(sentence, facts)].filter(
    (one) => !taken.some((other) => overlaps(one, other)) && !isUnsaid(sentence, one),
  );

interface Term {
  readonly numeral: Numeral;
  readonly sign: 1 | -1;
}

function equationsIn(sentence: Sentence): readonly Ruled[] {
  const { numerals } = sentence;
  return numerals.flatMap((first, index) => {
    const before = numerals[index - 1];
    if (before && isOperator(betweenOf(sentence.text, before, first))) return [];
    const terms: Term[] = [{ numeral: first, sign: 1 }];
    for (const next of numerals.slice(index + 1)) {
      const between = betweenOf(sentence.text, terms.at(-1)!.numeral, next);
      if (EQUALS.test(between)) return terms.length < 2 ? [] : equation(terms, next);
      if (!isOperator(between)) return [];
      terms.push({ numeral: next, sign: PLUS.test(between) ? 1 : -1 });
    }
    return [];
  });
}

function isOperator(between: string): boolean {
  return PLUS.test(between) || MINUS.test(between);
}

/** What stands between two numerals, units left out, with the sign that the second one took for its own. */
function betweenOf(text: string, one: Numeral, next: Numeral): string {
  const between = text.slice(endOf(text, one), next.from);
  return between.trim() === "" && next.sign ? next.sign : between;
}

function equation(terms: readonly Term[], total: Numeral): readonly Ruled[] {
  const unit = total.unit ?? terms[0]!.numeral.unit;
  const parts = terms.map(({ numeral, sign }) => {
    const stated = inUnit(numeral, unit);
    return stated && { ...stated, value: sign * Math.abs(stated.value) };
  });
  if (parts.some((part) => part === null)) return [];
  const [left, right] = parts as readonly Stated[];
  const gap = statedOf(total);
  const isGap = parts.length === 2 && terms[1]!.sign === -1;
  const ruling = isGap
    ? gapRuling({ kind: "gap", left: left!, right: { ...right!, value: -right!.value }, gap })
    : sumRuling({ kind: "sum", parts: parts as readonly Stated[], total: gap });
  const first = terms[0]!.numeral;
  const span = { from: first.from, to: total.to };
  return [{ ...span, kind: "sum", ...verdictOf(ruling), figures: [], covers: [span, total] }];
}

/** A term in the unit of the total: basis points are hundredths of percent. Null where they do not go together. */
function inUnit(numeral: Numeral, unit: Numeral["unit"]): Stated | null {
  const stated = statedOf(numeral);
  if (numeral.unit === null || unit === null || numeral.unit === unit) return stated;
  if (numeral.unit === "bp" && (unit === "percent" || unit === "pp"))
    return { value: stated.value / 100, decimals: stated.decimals + 2 };
  return null;
}

function verdictOf({ verdict, message }: Ruling): Pick<Ruled, "verdict" | "message"> {
  return {
    verdict: verdict === "passed" ? "verified" : verdict === "refused" ? "contradicted" : "not verifiable",
    message,
  };
}

/** Every sector's contribution and the index in one sentence: the parts make the total as far as their rounding lets them. */
function contributionsIn(sentence: Sentence, facts: Facts): readonly Ruled[] {
  const order = sectorOrders(facts).find(({ of, by }) => of === "sector" && by === "contribution");
  if (!order) return [];
  const pairs = facts.mentions(sentence).flatMap(({ subject, to }) => {
    const numeral = sentence.numerals.find(
      ({ from }) => from >= to && /^[\s(:+−–-]*$/.test(sentence.text.slice(to, from)),
    );
    return numeral?.unit === "pp" ? [{ subject, numeral }] : [];
  });
  const own = (subject: string) => facts.of(subject).find((figure) => order.figures.includes(figure));
  const parts = pairs.filter(({ subject }) => own(subject));
  const rest = pairs.filter(({ subject }) => !own(subject));
  if (new Set(parts.map(({ subject }) => own(subject))).size !== order.figures.length || rest.length !== 1)
    return [];
  const total = rest[0]!.numeral;
  const ruling = sumRuling({
    kind: "sum",
    parts: parts.map(({ numeral }) => statedOf(numeral)),
    total: statedOf(total),
  });
  const figures = order.figures.map(({ id }) => id);
  return [{ from: total.from, to: total.to, kind: "sum", ...verdictOf(ruling), figures }];
}

/** The index in pp over a list of contributions: its return, or what the printed parts make as far as their rounding lets them. */
function totalIn(sentence: Sentence, facts: Facts): readonly Ruled[] {
  const index = facts.figures.get("sector-attribution.index-return");
  const parts = sectorOrders(facts).find(({ of, by }) => of === "sector" && by === "contribution")?.figures;
  const [only, ...others] = sentence.numerals;
  const [mention, ...further] = facts.mentions(sentence);
  if (!index || !parts || only?.unit !== "pp" || others.length > 0 || !mention || further.length > 0)
    return [];
  if (!facts.measures(sentence).some(({ measure }) => measure === "contribution")) return [];
  if (!facts.of(mention.subject).includes(index)) return [];
  const total = statedOf(only);
  const { decimals } = total;
  const printed = parts.map(({ value }) => ({ value: roundHalfAway(value, decimals), decimals }));
  const { verdict, message } = sumRuling({ kind: "sum", parts: printed, total });
  const isReturn = roundHalfAway(index.value, decimals) === total.value;
  const told = `The index returned ${signedAmount(index.value, index.unit)}. ${message}`;
  return [
    {
      ...{ from: only.from, to: only.to, kind: "sum" },
      verdict: isReturn || verdict === "passed" ? "verified" : "contradicted",
      message: told,
      figures: [index.id, ...parts.map(({ id }) => id)],
    },
  ];
}
