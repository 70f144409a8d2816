import type { Facts, Move } from "../facts.ts";
import { hasUnit } from "../figure-matching.ts";
import type { DateMention, Numeral, Sentence, Span } from "../sentence.ts";
import { overlaps } from "../word-finder.ts";
import { clauseOf, isOpening, isOtherSpan } from "./left-alone.ts";

/** Which of a subject's figures a number is said to be. */
export interface Meant {
  /** Measures of the vocabulary, the likeliest first; empty: the sentence does not say. */
  readonly measures: readonly string[];
  /** Named, or told by the number's form beyond doubt: only then may a number be called wrong. */
  readonly isSure: boolean;
  /** Named in words of the vocabulary. */
  readonly isNamed: boolean;
  /** It is said of another day or span than the issue's, and no measure names it. */
  readonly isOtherDay: boolean;
  /** The word of movement that it is the size of: "rose 7 bp", "7 bp higher". */
  readonly move: Move | null;
}

/** What these say of another day than the issue's is another number. */
const OF_THE_DAY = ["level", "day-change", "own-return", "contribution"];

/** Measures of a span of their own: a change told beside them is theirs, wherever in its clause they stand. */
export const SPANS: ReadonlySet<string> = new Set(
  "week-to-date month-to-date year-to-date change-3 change-5 change-20 return-21 return-63 return-126 return-252 change-13w since-low".split(
    " ",
  ),
);

/** The measure named with a number, or else the one that its form says: "+7 bp" is a change, "at 4.17%" a level, "8th" a percentile. */
export function meantBy(sentence: Sentence, facts: Facts, numeral: Numeral): Meant {
  const named = namedMeasure(sentence, facts, numeral);
  const move = moveOf(sentence, facts, numeral);
  const form = isPassed(sentence, facts, numeral)
    ? sure("level")
    : isLevelBeside(sentence, facts, numeral)
      ? sure("level", "day-change")
      : formOf(sentence, numeral, move);
  const span = named ? null : spanMeasure(sentence, facts, numeral);
  const isLevel = form.isSure && form.measures[0] === "level";
  if (span !== null && !isLevel && numeral.unit !== "ordinal")
    return { measures: [span], isSure: true, isNamed: true, isOtherDay: false, move };
  const isOtherDay =
    (named ?? OF_THE_DAY).some((one) => OF_THE_DAY.includes(one)) &&
    isOtherSpan((move ? datedMoves : datedWords)(sentence, facts), facts, numeral);
  if (named) return { measures: named, isSure: true, isNamed: true, isOtherDay, move };
  const label = facts.measures({ text: sentence.under }).map(({ measure }) => measure);
  if (form.isSure) {
    const isSure = !(form.measures.includes("day-change") && isOfOther(sentence, facts, numeral));
    return { ...form, isSure, isNamed: false, isOtherDay, move };
  }
  return { measures: [...label, ...form.measures], isSure: false, isNamed: false, isOtherDay, move };
}

/** "Over 20 days 2s10s flattened 3 bp", "On the month, the S&P 500 is down 0.64%": the only span of the clause, or that of the words that open the sentence. */
export function spanMeasure(sentence: Sentence, facts: Facts, numeral: Span): string | null {
  const clause = clauseOf(sentence.text, numeral);
  const spans = facts.measures(sentence).filter(({ measure }) => SPANS.has(measure));
  const own = spans.filter((one) => overlaps(one, clause));
  const opening = spans.filter((one) => isOpening(sentence.text, one));
  const found = own.length > 0 ? own : opening;
  return found.length === 1 ? found[0]!.measure : null;
}

const JOIN =
  /^[\s:~≈(]*(?:(?:of|at|is|was|are|by|to|the|a|about|around|near|nearly|almost|roughly|just|under|over|above|below|more|less|than|only|still|its|now|stands|stood|some)[\s:~≈(]*)*$/i;

type Named = Span & { readonly measure: string };

/** The measure right before or right after a number, other subjects' words left out. */
function namedMeasure(sentence: Sentence, facts: Facts, numeral: Span): readonly string[] | null {
  const measures = facts.measures(sentence);
  const blank = blanked(sentence, facts);
  const before = measures.findLast(({ to }) => to <= numeral.from);
  const after = measures.find(({ from }) => from >= numeral.to);
  const isBefore = before && JOIN.test(blank.slice(before.to, numeral.from));
  const isAfter =
    after &&
    /^[\s-]*(?:(?:a|an|the|its|of|in|bp|pp|percent|on)[\s-]*)*$/i.test(blank.slice(numeral.to, after.from));
  if (isBefore && isAfter && before.measure !== after.measure) {
    // In "Level: 81 bp percentile" what stands before is a label's.
    return [/[:(]\s*[~≈]?\s*$/.test(blank.slice(before.to, numeral.from)) ? before.measure : after.measure];
  }
  if (isBefore) return withSum([before.measure, ...innerMeasure(sentence, facts, before)]);
  return isAfter ? withSum([after.measure]) : null;
}

/** "45.9 bp of easing by December" is the sum of the steps up to then. */
function withSum(measures: readonly string[]): readonly string[] {
  return measures.includes("step") ? [...measures, "cumulative"] : measures;
}

/** "28 bp inside its five-year average of 109.3 bp": behind such words a number may be that of their last ones. */
function innerMeasure({ text }: Sentence, facts: Facts, { from, to, measure }: Named): readonly string[] {
  // "Yesterday's level" is no level of today.
  if (measure === "previous") return [];
  const words = text.slice(from, to);
  const later = [...words.matchAll(/\s/g)].map(({ index }) => words.slice(index + 1));
  const inner = later.flatMap((end) =>
    facts.measures({ text: end }).filter((one) => one.from === 0 && one.to === end.length),
  );
  return inner.slice(0, 1).map(({ measure }) => measure);
}

/** The sentence with the words of its subjects as spaces. */
const blanked = ofSentence((sentence, facts) => blank(sentence.text, facts.mentions(sentence)));

/** The sentence without the words of its subjects and measures, with its dates that are neither; what is priced for a day ahead is of today. */
const datedWords = ofSentence((sentence, facts) =>
  dated(sentence, facts, ({ last }) => last === null || last <= facts.date),
);

/** The same for what moved: it did so on the day that is named, ahead or not. */
const datedMoves = ofSentence((sentence, facts) =>
  dated(sentence, facts, ({ last, precision }) => precision === "day" || last === null || last <= facts.date),
);

function dated(sentence: Sentence, facts: Facts, counts: (date: DateMention) => boolean): Sentence {
  // "Yesterday it lost 1.17%" says when; "from yesterday" is a measure of today.
  const says = facts.measures(sentence).filter((one) => !isYesterday(sentence.text, one));
  const known = [...facts.mentions(sentence), ...says];
  const dates = sentence.dates.filter((date) => !known.some((one) => overlaps(one, date)) && counts(date));
  return { ...sentence, text: blank(sentence.text, known), dates };
}

function isYesterday(text: string, { from, to }: Span): boolean {
  const isDay = /^(?:yesterday|the day before|previous day|prior day)$/i.test(text.slice(from, to));
  // "Yesterday's sell-off"; behind "yesterday's" stands a number otherwise.
  const isPossessive = /^yesterday['’]s$/i.test(text.slice(from, to)) && /^\s\p{Ll}/u.test(text.slice(to));
  return (isDay || isPossessive) && !/\b(?:than|versus|vs\.?|with|from) $/i.test(text.slice(0, from));
}

function blank(text: string, spans: readonly Span[]): string {
  const letters = text.split("");
  for (const { from, to } of spans) letters.fill(" ", from, to);
  return letters.join("");
}

/** Made once for a sentence, whatever number of it asks. */
function ofSentence<T>(make: (sentence: Sentence, facts: Facts) => T): typeof make {
  const made = new WeakMap<Sentence, T>();
  return (sentence, facts) => {
    const value = made.get(sentence) ?? make(sentence, facts);
    made.set(sentence, value);
    return value;
  };
}

type Form = Pick<Meant, "measures" | "isSure">;

const CHANGES = ["day-change", "step", "cumulative", "lead", "since-low"];
const sure = (...measures: readonly string[]): Form => ({ measures, isSure: true });

function formOf({ text }: Sentence, numeral: Numeral, move: Move | null): Form {
  const after = text.slice(numeral.to);
  const before = text
    .slice(0, numeral.from)
    .replace(
      /(?:[\s(~≈“"]|\b(?:about|around|some|near|roughly|nearly|almost|only|just|over|under)\s)+$/i,
      "",
    );
  if (numeral.unit === "pp") return sure("contribution", "lead");
  if (numeral.unit === "ordinal")
    return /percentile/i.test(text) ? sure("percentile") : { measures: [], isSure: false };
  if (isPriced(before, after)) return sure("chance", "step", "cumulative");
  if (numeral.sign !== null && /\b(?:is|was|at|stands|stood)$/i.test(before))
    return sure("level", "day-change");
  // "For +10 bp of real yield" supposes.
  if (numeral.sign !== null)
    return { measures: CHANGES, isSure: numeral.unit !== null && !/\b(?:for|per)$/i.test(before) };
  if (/\bfrom$/i.test(before)) return sure("previous");
  if (/\b(?:at|stands|stood|(?:close|finish|settlement) of|:|=)$|[:=]$/i.test(before) || isReached(before))
    return sure("level", "chance", "implied-rate", "ois-rate");
  if (move || /\b(?:led|lagged|topped|outperformed|underperformed) with$/i.test(before))
    return sure(...CHANGES);
  if (/\b(?:closed|ended|settled|finished)$/i.test(before)) return sure("level");
  return { measures: ["level", "chance", ...CHANGES, "contribution", "weight"], isSure: false };
}

/** "| OAS, tight of the cycle | 81 bp | −7 bp |": what stands between the subject and the number is another measure. */
function isOfOther(sentence: Sentence, facts: Facts, { from }: Span): boolean {
  const mention = facts.mentions(sentence).findLast(({ to }) => to <= from);
  return facts
    .measures(sentence)
    .some((one) => mention && one.from >= mention.to && one.to <= from && !OF_THE_DAY.includes(one.measure));
}

/** "EFFR 3.87%", "| 10-year | 4.17% |": right behind its subject stands a level, where the subject has one of about that size in that unit. */
function isLevelBeside(sentence: Sentence, facts: Facts, numeral: Numeral): boolean {
  const mention = facts.mentions(sentence).findLast(({ to }) => to <= numeral.from);
  if (
    !mention ||
    numeral.sign !== null ||
    !/^[\s:|(~≈]*$/.test(sentence.text.slice(mention.to, numeral.from))
  )
    return false;
  const level = facts.level(mention.subject);
  if (!level || !hasUnit(level, numeral.unit) || (numeral.unit === null && numeral.decimals === 0))
    return false;
  const share = Math.abs((numeral.value * numeral.factor) / level.value);
  return share > 0.5 && share < 2;
}

/** It went there and came back. */
const RETURNED =
  /\b(?:before|but|then|only to)\b.*\b(?:clos|settl|finish|end|pull|fad|retreat|revers|recover|slip)/i;

/** "Fell below 15", "rose back above 4.15%": the level is on the other side of that number. */
function isPassed({ text }: Sentence, facts: Facts, { from }: Span): boolean {
  const side = /\s(?:back )?(?:above|below|beneath) $/i.exec(text.slice(0, from));
  if (RETURNED.test(text.slice(from))) return false;
  return side !== null && facts.moves({ text }).some(({ to }) => to === side.index);
}

/** "62% priced", "prices 15.5 bp". */
function isPriced(before: string, after: string): boolean {
  return (
    /^\s*(?:(?:is|are|was|now|fully)\s)*priced\b/i.test(after) ||
    /\b(?:pric(?:e|es|ed|ing)|discount(?:s|ed|ing)?|impl(?:y|ies|ied|ying))(?: in)?$/i.test(before)
  );
}

/** "Rose 7 bp to", "rose on Friday to", "closed to": behind a verb, a number or a day; "S&P to 6,800" is a target. */
function isReached(before: string): boolean {
  const words = /([\p{L}\d%.&]+)\s+to$/iu.exec(before)?.[1];
  return (
    words !== undefined &&
    (/\d|^(?:bps?|pp|percent|points?|%|(?:mon|tues|wednes|thurs|fri|to)day)$/i.test(words) ||
      /(?:ed|er|se|ll|id|up|down|ew|ank|ose|back)$/i.test(words))
  );
}

/** The word of movement that a number is the size of: "fell 3 bp", "fell by another 3 bp", "3 bp higher", "a 0.1% gain". */
export function moveOf(sentence: Sentence, facts: Facts, { from, to }: Span): Move | null {
  const clause = clauseOf(sentence.text, { from, to });
  const found = facts.moves(sentence).find((move) => {
    if (!overlaps(move, clause) || /^\s+than\b/i.test(sentence.text.slice(move.to))) return false;
    const [start, end] = move.to <= from ? [move.to, from] : [to, move.from];
    return (
      start <= end &&
      /^[\s~≈-]*(?:(?:by|another|about|around|a|an|some|further|only|just|modest|modestly|roughly|nearly|more|less|than|over|under|almost)[\s~≈-]*)*$/i.test(
        sentence.text.slice(start, end),
      )
    );
  });
  return found ?? null;
}
