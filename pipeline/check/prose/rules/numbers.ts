import type { Facts } from "../facts.ts";
import { inPlaceOf } from "../figure-matching.ts";
import type { Rule, Ruled } from "../rule.ts";
import type { Numeral, NumeralRange, Sentence, Span } from "../sentence.ts";
import { overlaps } from "../word-finder.ts";
import { judged } from "./number-in-points.ts";
import { fits, type Judged } from "./number-judgement.ts";
import { told } from "./number-words.ts";
import type { Stated } from "./stated-number.ts";

/**
 * Every number and range that no other rule has spoken of: equal to a figure of the subject and the measure named with it, another one,
 * or not to be told. The last of the rules.
 */
export const numbers: Rule = (sentence, facts, taken) => {
  const ids = idsIn(sentence, facts);
  const names = [...taken, ...facts.mentions(sentence), ...facts.measures(sentence), ...ids];
  const isFree = (span: Span) => !names.some((one) => overlaps(one, span)) && !isInDate(sentence, span);
  const ranges = sentence.ranges.filter(isFree);
  const singles = sentence.numerals.filter(
    (one) => isFree(one) && !ranges.some((range) => overlaps(range, one)),
  );
  const all: readonly Stated[] = [
    ...ranges.filter(({ form }) => form === "between").map((range) => ({ numeral: unitOf(range), range })),
    ...ranges
      .filter(({ form }) => form === "from-to")
      .flatMap(({ low, high }) => [alone(low, high), alone(high, low)]),
    ...singles.map((numeral) => ({ numeral: unbound(numeral, sentence, facts), range: null })),
  ];
  return all
    .flatMap((stated) => {
      const own = byId(stated, { sentence, facts, ids });
      if (own === null && isMereWord(stated.numeral)) return [];
      return [ruled(stated, own ?? judged(stated, sentence, { facts, taken }))];
    })
    .sort((a, b) => a.from - b.from);
};

function ruled({ numeral, range }: Stated, judgement: Judged): Ruled {
  const { from, to } = range ?? numeral;
  return { from, to, kind: "number", ...judgement };
}

/** Of "58–60%" the one that bears the unit. */
function unitOf({ low, high }: NumeralRange): Numeral {
  return high.unit === null && low.unit !== null ? low : high;
}

/** An end of "from 4.10 to 4.17%", with the unit of the other where it has none. */
function alone(numeral: Numeral, other: Numeral): Stated {
  return { numeral: { ...numeral, unit: numeral.unit ?? other.unit }, range: null };
}

/** "Of days at or below 9.7%": the word before the number is the measure's, and no bound. */
function unbound(bare: Numeral, sentence: Sentence, facts: Facts): Numeral {
  const numeral = { ...bare, unit: sharedUnit(bare, sentence) };
  const isMeasure = facts
    .measures(sentence)
    .some(({ to }) => to <= numeral.from && sentence.text.slice(to, numeral.from).trim() === "");
  if (isMeasure) return { ...numeral, bound: null };
  // "Just under 110" is a bound and near it.
  const isNear =
    numeral.bound !== null &&
    /\bjust\s\S+\s$/i.test(sentence.text.slice(Math.max(0, numeral.from - 12), numeral.from));
  return isNear ? { ...numeral, isAbout: true } : numeral;
}

/** "2 and 3 bp": the unit is said once, behind the last of them. */
function sharedUnit(numeral: Numeral, { text, numerals }: Sentence): Numeral["unit"] {
  if (numeral.unit !== null) return numeral.unit;
  const next = numerals[numerals.findIndex(({ from }) => from === numeral.from) + 1];
  return next && /^\s*(?:,|and|or|,\s*and)\s*$/i.test(text.slice(numeral.to, next.from)) ? next.unit : null;
}

/** "One print is fine", "at least one": a word, not a number that anybody would check. */
function isMereWord({ isWord, value, unit }: Numeral): boolean {
  return isWord && value === 1 && unit === null;
}

function isInDate({ dates }: Sentence, span: Span): boolean {
  return dates.some((date) => overlaps(date, span));
}

interface FigureName extends Span {
  readonly id: string;
}

/** Figures named by their ids: "ig-spread.level is 81 bp". */
function idsIn({ text }: Sentence, { figures }: Facts): readonly FigureName[] {
  return [...text.matchAll(/[a-z0-9-]+(?:\.[A-Za-z0-9-]+)+/g)]
    .map((found) => ({ id: found[0], from: found.index, to: found.index + found[0].length }))
    .filter(({ id }) => figures.has(id));
}

/** The first number after a figure's id is that figure's, whatever its words: nothing else can be meant. */
function byId(
  stated: Stated,
  {
    sentence,
    facts,
    ids,
  }: { readonly sentence: Sentence; readonly facts: Facts; readonly ids: readonly FigureName[] },
): Judged | null {
  const place = stated.range ?? stated.numeral;
  const named = ids.findLast(({ to }) => to <= place.from);
  const isFirst = named && !sentence.numerals.some(({ from, to }) => from >= named.to && to <= place.from);
  const figure = isFirst ? facts.figures.get(named.id) : undefined;
  if (!figure) return null;
  if (fits(stated, figure))
    return { verdict: "verified", message: told(figure, facts), figures: [figure.id] };
  return {
    verdict: "contradicted",
    message: told(figure, facts),
    remedy: `Write ${inPlaceOf(figure, stated.numeral)}.`,
    figures: [figure.id],
  };
}
