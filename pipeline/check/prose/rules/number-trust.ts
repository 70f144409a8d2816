import type { Facts } from "../facts.ts";
import type { Numeral, Sentence, Span } from "../sentence.ts";
import { overlaps } from "../word-finder.ts";
import { clauseOf } from "./left-alone.ts";
import { areLinks } from "./linked.ts";
import type { Meant } from "./number-measure.ts";
import type { Spoken } from "./number-subject.ts";
import type { Stated } from "./stated-number.ts";

/** Words that may follow a number without its being theirs; a noun makes it a count or a size of its own: "10 hedge funds". */
const FOLLOWERS = new Set(
  (
    "to from at on in by over under above below inside outside than since for as with and or but while after before against amid ahead " +
    "today yesterday now again still up down off priced chance probability odds each more less respectively apiece level is was are were " +
    "which when where then so this that its it on of per through during despite versus vs compared basis points percent"
  ).split(" "),
);

/** A level that is talked of, and not the one that there is: "through the 5% mark". */
const LANDMARK =
  /^[\s-]*(?:mark|handle|threshold|area|line|target|barrier|region|zone|floor|ceiling|resistance|support)s?\b/i;

/** Foretold, hoped for, asked or denied in the words before a number. */
const NOT_SO =
  /\b(?:would|could|may|might|should|shall|will|can|cannot|expect(?:s|ed|ing)?|forecasts?|predicts?|targeting|towards?|if|unless|until|whether|not|never|without)\b|n['’]t\b/i;

/** Digits from which on a number is hardly another thing's by chance: 4.17 has three, 100 has one. */
const SPECIFIC = 3;
/** A bare whole number below this counts something. */
const COUNTS = 100;

interface Said {
  readonly spoken: Spoken;
  readonly meant: Meant;
}

/**
 * Whether a number that fits a figure may be said to be it. It must be told as a fact. Right beside its subject it may; where other words
 * stand between, or the subject is only the text's own, it must be in a unit, be as specific as three digits or name its measure, belong
 * to no other noun, and nothing else may be named that it could be said of.
 */
export function mayBe(stated: Stated, sentence: Sentence, facts: Facts, { spoken, meant }: Said): boolean {
  const place = stated.range ?? stated.numeral;
  const clause = clauseOf(sentence.text, place);
  const before = { from: clause.from, to: place.from };
  const after = sentence.text.slice(place.to);
  if (NOT_SO.test(wordsIn(sentence, facts, before)) || LANDMARK.test(after)) return false;
  const isBeside = spoken.by === "beside";
  if (!meant.isNamed && !(isBeside && meant.isSure) && isMereCount(stated.numeral)) return false;
  if (isBeside) return true;
  const { unit, bound } = stated.numeral;
  const digits = digitsOf(stated.numeral);
  if (!meant.isSure && digits < (unit === null ? SPECIFIC + 1 : SPECIFIC)) return false;
  if ((bound !== null || stated.range) && !meant.isNamed) return false;
  if (isOfNoun(sentence, facts, place)) return false;
  if (spoken.by === "earlier") return !namesAnother(sentence, facts, before);
  const over = [...facts.moves(sentence), ...facts.measures(sentence)];
  return areLinks(sentence.text, before, { over, also: TEXTS_OWN });
}

/** The words of a stretch without the names in it: a "target range" is no target. */
function wordsIn(sentence: Sentence, facts: Facts, { from, to }: Span): string {
  const letters = sentence.text.split("");
  for (const one of facts.mentions(sentence)) letters.fill(" ", one.from, one.to);
  return letters.slice(from, to).join("");
}

/** What a sentence says of its text's own subject without naming it. */
const TEXTS_OWN = (
  "it they them this these here now current currently market markets price prices priced pricing imply implies implied discount discounts " +
  "and or with for from to about some just under over less more than only total all each both cut cuts easing in per meeting meetings by"
).split(" ");

function isMereCount({ unit, decimals, value, factor }: Numeral): boolean {
  return unit === null && decimals === 0 && value !== 0 && Math.abs(value * factor) < COUNTS;
}

function digitsOf({ value, decimals }: Numeral): number {
  const digits = Math.abs(value).toFixed(decimals).replace(".", "").replace(/^0+/, "");
  return (decimals === 0 ? digits.replace(/0+$/, "") : digits).length;
}

/** "30–100% tariffs", "25 bp rate cut": the next word is a noun. */
function isOfNoun(sentence: Sentence, facts: Facts, { to }: Span): boolean {
  const next = /^[\s-]*(\p{L}[\p{L}'’]*)/u.exec(sentence.text.slice(to));
  if (!next) return false;
  const place = { from: to + next[0].length - next[1]!.length, to: to + next[0].length };
  const known = [
    ...facts.mentions(sentence),
    ...facts.measures(sentence),
    ...facts.moves(sentence),
    ...sentence.dates,
  ];
  return !FOLLOWERS.has(next[1]!.toLowerCase()) && !known.some((one) => overlaps(one, place));
}

/** A name that the vocabulary does not know stands between: "oil fell, Brent to $60". */
function namesAnother(sentence: Sentence, facts: Facts, { from, to }: Span): boolean {
  const known = [
    ...facts.mentions(sentence),
    ...facts.measures(sentence),
    ...facts.moves(sentence),
    ...sentence.dates,
  ];
  return [...sentence.text.slice(from, to).matchAll(/(?<![\p{L}\d])\p{Lu}[\p{L}&]+/gu)].some(
    ({ 0: word, index }) => {
      const place = { from: from + index, to: from + index + word.length };
      return place.from > 0 && !known.some((one) => overlaps(one, place));
    },
  );
}

/** "The last 143 observations", "over the last 60 and 250": so many of something. */
export function isCount({ text }: Sentence, { numeral: { from, to, unit, decimals } }: Stated): boolean {
  if (unit !== null || decimals > 0) return false;
  return (
    /\bthe (?:last|past|first|next) $/i.test(text.slice(Math.max(0, from - 12), from)) ||
    /^ (?:observations?|closes?|sessions?|meetings?|days?|weeks?|months?|quarters?|years?)\b/i.test(
      text.slice(to, to + 16),
    )
  );
}
