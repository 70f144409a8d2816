import type { Facts } from "../facts.ts";
import type { Numeral, Sentence, Span } from "../sentence.ts";
import { overlaps } from "../word-finder.ts";
import { clauseOf, isOtherSpan } from "./left-alone.ts";

/** Which of a subject's figures a number is said to be. */
export interface Meant {
  /** Measures of the vocabulary, the likeliest first; empty: the sentence does not say. */
  readonly measures: readonly string[];
  /** Named, or told by the number's form beyond doubt: only then may a number be called wrong. */
  readonly isSure: boolean;
  /** It is said of another day or span than the issue's, and no measure names it. */
  readonly isOtherDay: boolean;
}

/** What these say of another day than the issue's is another number. */
const OF_THE_DAY = ["level", "day-change", "own-return", "contribution"];

/** The measure named with a number, or else the one that its form says: "+7 bp" is a change, "at 4.17%" a level, "8th" a percentile. */
export function meantBy(sentence: Sentence, facts: Facts, numeral: Numeral): Meant {
  const named = namedMeasure(sentence, facts, numeral);
  const isOtherDay =
    (named ?? OF_THE_DAY).some((one) => OF_THE_DAY.includes(one)) && saysOtherDay(sentence, facts, numeral);
  if (named) return { measures: named, isSure: true, isOtherDay };
  const form = formOf(sentence, facts, numeral);
  const label = facts.measures({ text: sentence.under }).map(({ measure }) => measure);
  if (form.isSure) return { ...form, isOtherDay };
  return { measures: [...label, ...form.measures], isSure: false, isOtherDay };
}

const JOIN =
  /^[\s:~≈(]*(?:(?:of|at|is|was|are|by|to|the|a|about|around|near|its|now|stands|stood|some)[\s:~≈(]*)*$/i;

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
  if (isBefore) return [before.measure, ...innerMeasure(sentence, facts, before)];
  return isAfter ? [after.measure] : null;
}

/** "28 bp inside its five-year average of 109.3 bp": behind such words a number may be that of their last ones. */
function innerMeasure({ text }: Sentence, facts: Facts, { from, to }: Named): readonly string[] {
  const words = text.slice(from, to);
  const later = [...words.matchAll(/\s/g)].map(({ index }) => words.slice(index + 1));
  const inner = later.flatMap((end) =>
    facts.measures({ text: end }).filter((one) => one.from === 0 && one.to === end.length),
  );
  return inner.slice(0, 1).map(({ measure }) => measure);
}

/** The sentence with the words of its subjects, measures and moves as spaces. */
function blanked(sentence: Sentence, facts: Facts): string {
  const letters = [...Array(sentence.text.length).keys()].map((index) => sentence.text[index]!);
  for (const { from, to } of facts.mentions(sentence)) letters.fill(" ", from, to);
  return letters.join("");
}

function saysOtherDay(sentence: Sentence, facts: Facts, numeral: Span): boolean {
  const known = [...facts.mentions(sentence), ...facts.measures(sentence)];
  const letters = [...Array(sentence.text.length).keys()].map((index) => sentence.text[index]!);
  for (const { from, to } of known) letters.fill(" ", from, to);
  const dates = sentence.dates.filter(
    (date) => !known.some((one) => overlaps(one, date)) && !(date.last !== null && date.last > facts.date),
  );
  return isOtherSpan({ ...sentence, text: letters.join(""), dates }, facts, numeral);
}

type Form = Pick<Meant, "measures" | "isSure">;

const CHANGES = ["day-change", "step", "cumulative", "lead", "since-low"];

function formOf(sentence: Sentence, facts: Facts, numeral: Numeral): Form {
  const { text } = sentence;
  const before = text
    .slice(0, numeral.from)
    .replace(
      /(?:[\s(~≈“"]|\b(?:about|around|some|near|roughly|nearly|almost|only|just|over|under)\s)+$/i,
      "",
    );
  if (numeral.unit === "pp") return { measures: ["contribution", "lead"], isSure: true };
  if (numeral.unit === "ordinal") return { measures: ["percentile"], isSure: true };
  if (numeral.sign !== null) return { measures: CHANGES, isSure: numeral.unit !== null };
  if (/\bfrom$/i.test(before)) return { measures: ["previous"], isSure: true };
  if (/\b(?:at|to|stands|stood|:|=)$|[:=]$/i.test(before))
    return { measures: ["level", "chance", "implied-rate"], isSure: true };
  if (hasMove(sentence, facts, numeral)) return { measures: CHANGES, isSure: true };
  return { measures: ["level", "chance", ...CHANGES, "contribution", "weight"], isSure: false };
}

/** "Fell 3 bp", "fell by another 3 bp", "3 bp higher", "a 0.1% gain". */
function hasMove(sentence: Sentence, facts: Facts, { from, to }: Span): boolean {
  const clause = clauseOf(sentence.text, { from, to });
  return facts.moves(sentence).some((move) => {
    if (!overlaps(move, clause)) return false;
    const [start, end] = move.to <= from ? [move.to, from] : [to, move.from];
    return (
      start <= end &&
      /^[\s~≈-]*(?:(?:by|another|about|around|a|an|some|further|only|just|modest|modestly|roughly|nearly|more|less|than|over|under|almost)[\s~≈-]*)*$/i.test(
        sentence.text.slice(start, end),
      )
    );
  });
}
