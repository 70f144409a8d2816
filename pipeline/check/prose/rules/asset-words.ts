import { roundHalfAway } from "../../../finance/rounding.ts";
import type { Facts } from "../facts.ts";
import type { Rule, Ruled } from "../rule.ts";
import type { Sentence, Span } from "../sentence.ts";
import { overlaps } from "../word-finder.ts";
import { signedAmount } from "./amount.ts";
import { dayMoveOf } from "./day-move.ts";
import { isOtherSpan, isSpanInherited, isUnsaid } from "./left-alone.ts";

/** No word before them that makes other bonds or stocks of them. */
const BARE = "(?<=^|[,;:(–—]\\s*|\\b(?:and|while|as|but|US|U\\.S\\.|government|the|both|that|where)\\s)";
const BONDS = new RegExp(
  `${BARE}(?:Treasur(?:ies|ys)|(?:US |government |Treasury )?bonds) (?:also |both |sharply |modestly )?(rallied|rally|richened|sold off|sell off|cheapened)\\b`,
  "giu",
);
const STOCKS = new RegExp(
  `${BARE}(?:stocks|equities|US stocks|US equities) (?:also |both |sharply |modestly )?(rallied|rose|gained|advanced|climbed|fell|declined|dropped|slid|sold off)\\b`,
  "giu",
);
const UP = /^(?:rall|rich|rose|gain|adv|climb)/i;
const ELSEWHERE =
  /\b(?:Asia\w*|Europe\w*|Japan\w*|China|Chinese|German\w*|UK|British|Emerging|global\w*|Bunds?|Gilts?|JGBs?)\b/i;

/** Below this share of a usual day a word for all shares decides nothing: the S&P 500 is not every one of them. */
const LEAST_SHARE = 0.25;

/** "Bonds rallied and stocks fell": Treasuries by their yields, which go the other way, stocks by the S&P 500. */
export const assetWords: Rule = (sentence, facts, taken) => {
  if (ELSEWHERE.test(sentence.text)) return [];
  const found = (pattern: RegExp) =>
    [...sentence.text.matchAll(pattern)]
      .map((one) => ({ from: one.index, to: one.index + one[0].length, isUp: UP.test(one[1]!) }))
      .filter((one) => !taken.some((other) => overlaps(one, other)) && isOfTheDay(sentence, facts, one));
  return [
    ...found(BONDS).map((one) => bondsRuling(facts, one)),
    ...found(STOCKS).map((one) => stocksRuling(facts, one)),
  ].flat();
};

function isOfTheDay(sentence: Sentence, facts: Facts, span: Span): boolean {
  return (
    !isUnsaid(sentence, span) &&
    !isOtherSpan(sentence, facts, span) &&
    !isSpanInherited(sentence, facts, span)
  );
}

type Claim = Span & { readonly isUp: boolean };

function bondsRuling(facts: Facts, { from, to, isUp }: Claim): readonly Ruled[] {
  const yields = ["two-year", "ten-year", "thirty-year"].flatMap((subject) => {
    const move = dayMoveOf(facts, subject);
    return move?.unit === "bp" ? [{ name: facts.subjects.get(subject)!.words[0]!, move }] : [];
  });
  if (yields.length === 0) return [];
  const signs = new Set(yields.map(({ move }) => Math.sign(roundHalfAway(move.value, 2))));
  const verdict =
    signs.size > 1 || signs.has(0)
      ? "not verifiable"
      : signs.has(isUp ? -1 : 1)
        ? "verified"
        : "contradicted";
  const told = yields.map(({ name, move }) => `${name} ${signedAmount(move.value, "bp")}`).join(", ");
  const figures = yields.flatMap(({ move }) => move.figures);
  return [{ from, to, kind: "direction", verdict, message: `On the day: ${told}.`, figures }];
}

function stocksRuling(facts: Facts, { from, to, isUp }: Claim): readonly Ruled[] {
  const move = dayMoveOf(facts, "s-p-500");
  if (!move) return [];
  const { value, unit, usual, figures } = move;
  const isSmall = usual !== null && Math.abs(value) < LEAST_SHARE * usual;
  const holds = value > 0 === isUp;
  const verdict = holds ? "verified" : isSmall ? "not verifiable" : "contradicted";
  const message = `On the day the S&P 500 changed by ${signedAmount(value, unit)}.`;
  return [{ from, to, kind: "direction", verdict, message, figures }];
}
