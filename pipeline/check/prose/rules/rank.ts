import { roundHalfAway } from "../../../finance/rounding.ts";
import type { Figure } from "../../../model/figure.ts";
import type { Facts } from "../facts.ts";
import type { Rule, Ruled } from "../rule.ts";
import type { Numeral, Sentence, Span } from "../sentence.ts";
import { overlaps } from "../word-finder.ts";
import { isUnsaid } from "./left-alone.ts";
import { nameOf, onlySubject } from "./linked.ts";

/** "The 99th percentile" and "117th of 12,024", against the issue's own percentiles and ranks of the subject. */
export const rank: Rule = (sentence, facts, taken) =>
  sentence.numerals
    .filter((one) => isOrdinal(sentence, one))
    .filter((one) => !taken.some((other) => overlaps(one, other)) && !isUnsaid(sentence, one))
    .flatMap((one) => percentileRuling(sentence, facts, one) ?? placeRuling(sentence, facts, one) ?? []);

function isOrdinal({ text }: Sentence, { unit, from, to }: Numeral): boolean {
  return unit === "ordinal" || /(?:st|nd|rd|th)$/i.test(text.slice(from, to));
}

const OTHER_WINDOW =
  /\b(?:moves?|changes?|rise|rises|falls?|gain|gains|since|months?|ten-year window|10-year window)\b/i;

function percentileRuling(sentence: Sentence, facts: Facts, numeral: Numeral): readonly Ruled[] | null {
  const word = /^\s*percentile\b/i.exec(sentence.text.slice(numeral.to));
  if (!word) return null;
  const subject = onlySubject(sentence, facts);
  const known = subject === null ? [] : facts.of(subject).filter(isPercentile);
  const held = known.find(({ value }) => roundHalfAway(value, numeral.decimals) === numeral.value);
  const span = { from: numeral.from, to: numeral.to + word[0].length };
  if (held && subject !== null) return [stated(span, "verified", saysOf(facts, subject, held), [held])];
  const [usual] = known;
  // Percentiles of moves and of other windows are other numbers.
  if (!usual || subject === null || OTHER_WINDOW.test(sentence.text)) return [];
  const message = `${saysOf(facts, subject, usual)} The ${sentence.text.slice(span.from, span.to)} is said.`;
  return [stated(span, "contradicted", message, [usual])];
}

function isPercentile({ id, unit }: Figure): boolean {
  return unit === "percentile" || id.endsWith(".at-or-below");
}

function saysOf(facts: Facts, subject: string, { value, method }: Figure): string {
  return `${nameOf(facts, subject)} stands at percentile ${roundHalfAway(value, 1)} (${method}).`;
}

/** A rank among so many; the two figures bear one name: `rank-3` of `ranked-3`. */
function placeRuling(sentence: Sentence, facts: Facts, numeral: Numeral): readonly Ruled[] | null {
  const total = sentence.numerals.find(
    ({ from }) =>
      from > numeral.to && /^\s*(?:out\s)?of\s(?:the\s|all\s)?$/i.test(sentence.text.slice(numeral.to, from)),
  );
  if (!total) return null;
  const ranks = [...facts.figures.values()].filter(({ id }) => /\.rank(?:-\d+)?$/.test(id));
  const pairs = ranks.flatMap((place) => {
    const among = facts.figures.get(place.id.replace(/\.rank/, ".ranked"));
    return among?.value === total.value ? [{ place, among }] : [];
  });
  const [first] = pairs;
  if (!first) return [];
  const held = pairs.find(({ place }) => place.value === numeral.value);
  const { place, among } = held ?? first;
  const message = `It is rank ${place.value} of ${among.value} (${among.method}).`;
  const span = { from: numeral.from, to: total.to };
  return [
    {
      ...stated(span, held ? "verified" : "contradicted", message, [place, among]),
      covers: [numeral, total],
    },
  ];
}

function stated(span: Span, verdict: Ruled["verdict"], message: string, figures: readonly Figure[]): Ruled {
  return { ...span, kind: "rank", verdict, message, figures: figures.map(({ id }) => id), covers: [span] };
}
