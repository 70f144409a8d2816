import type { Facts } from "../facts.ts";
import type { Sentence, Span } from "../sentence.ts";
import { overlaps } from "../word-finder.ts";

/** Where a clause ends, by its letters: words on the other side are said of something else. */
const BREAK =
  /[;:()—…→]|,(?=\s)|\s[–-]\s|\s(?:and|but|while|although|though|whereas|yet|as|even|because|after|before)\s/giu;

/** A whole sentence that supposes or asks. */
const SUPPOSES =
  /\b(if|unless|whether|suppose|assuming|scenario|(?:base|bull|bear) case|outlook|year-end|price target|what would|what pushes|until|needs? to|need for)\b|\?\s*$/i;

/** Whose words it is, when not the writer's. */
const SPOKEN =
  /\b(said|says|told|warned|warns|expects?|expected|forecasts?|predicts?|believes?|argues?|argued|thinks?|hopes?|fears?|sees?(?! an? )|according to)\b/i;

const NEGATED = /\b(not|no|never|nor|without|fails?|failed|failing|refus\w+|hardly|neither)\b|n['’]t\b/i;

const NOT_YET =
  /\b(when|whenever|would|could|may|might|should|shall|will|can|must|likely|unlikely|risks?|needs?|want|wants|let|lets|helps?|helping|makes?|continues?|continued|continuing|keeps?|starting|begins?|beginning|tends?|set to|going to|about to|ready to|room to|has|have|had|having)\b/i;

/** Spans other than the day: what happened over them is another figure. */
const OTHER_SPAN =
  /\b(yesterday|overnight|(?<!\b(?:from|than|after|since|versus|vs\.?|with|on|over|against|to)\s(?:[\d.,+−-]+\s?(?:%|bp|pp|points?)?,?\s)?)the (?:day|session) before|days|sessions|closes|observations|per(?= \d)|earlier|previous(?:ly)?|recent(?:ly)?|lately|weeks?|weekly|months?|monthly|quarters?|quarterly|years?|yearly|annual(?:ly)?|annualis\w+|ytd|so far|intraday|pre-?market|after-hours|futures|historically|cycle|since|from (?:its|their|the|april|january)|tomorrow|next|last|then|early|late|open|opening|initially|briefly|throughout|morning|midday|afternoon|session (?:high|low)s?)\b/i;

/** 13/11/2025 is a day that two continents read as two: nobody says which. */
const SLASHED = /(?<!\d)\d{1,2}\/\d{1,2}\/(?:\d{2}|\d{4})(?!\d)/;

/** The stretch of a sentence around a place that is said in one breath. */
export function clauseOf(text: string, { from, to }: Span): Span {
  let [start, end] = [0, text.length];
  for (const found of text.matchAll(BREAK)) {
    if (found.index + found[0].length <= from) start = found.index + found[0].length;
    else if (found.index >= to) {
      end = found.index;
      break;
    }
  }
  return { from: start, to: end };
}

/** "HY widened 21 bp in a month while IG is barely changed": the span of the clause before holds on, where this one names no other. */
export function isSpanInherited(sentence: Sentence, facts: Facts, span: Span): boolean {
  const { from, to } = clauseOf(sentence.text, span);
  if (/\b(?:today|now|on the day|on the session)\b/i.test(sentence.text.slice(from, to))) return false;
  const joint = /[\s,]*\s(?:while|whereas|and|but|although|though)\s$/i.exec(sentence.text.slice(0, from));
  return (
    joint !== null &&
    joint.index > 0 &&
    isOtherSpan(sentence, facts, { from: joint.index - 1, to: joint.index })
  );
}

/** "Over 20 days, …", "Last week, …": the words before a first comma that say when all of it was. */
function openingOf(text: string): Span | null {
  const found = COUNTED.exec(text) ?? (WHEN.test(text) ? /^[^,;:.()]{1,40},(?=\s)/.exec(text) : null);
  return found && { from: 0, to: found[0].length };
}

const WHEN =
  /^(?:and |but |still )?(?:over|on|in|for|since|this|last|during|so|year|month|week|earlier|compared|versus|against|a|two|three)\b/i;
const COUNTED =
  /^over (?:the )?(?:last |past )?[\p{L}\d-]+ (?:closes|observations|days|sessions|weeks|months|quarters|years)\b/iu;

/** Whether a place belongs to those words. */
export function isOpening(text: string, span: Span): boolean {
  const opening = openingOf(text);
  return opening !== null && overlaps(opening, span);
}

/** Whether a place is negated, supposed, foretold, asked, quoted or somebody else's words: no rule speaks of it. */
export function isUnsaid(sentence: Sentence, span: Span): boolean {
  // "Since May" supposes nothing.
  const text = sentence.dates.length === 0 ? sentence.text : masked(sentence.text, sentence.dates);
  if (SUPPOSES.test(text) || SPOKEN.test(text) || isQuoted(text, span)) return true;
  const clause = clauseOf(text, span);
  const words = text.slice(clause.from, clause.to);
  return NEGATED.test(words) || NOT_YET.test(words);
}

/** Whether a sentence supposes or asks, or a place is quoted or somebody else's words. */
export function isSupposed({ text }: Sentence, span: Span): boolean {
  return SUPPOSES.test(text) || SPOKEN.test(text) || isQuoted(text, span);
}

/**
 * Whether a place speaks of another span than the day.
 *
 * @param named what is no span of time though it sounds like one: "the five-year average", "the 2022 wides"
 */
export function isOtherSpan(
  sentence: Sentence,
  facts: Facts,
  span: Span,
  named: readonly Span[] = [],
): boolean {
  const clause = clauseOf(sentence.text, span);
  // "10-year" is a name too.
  const known = facts.mentions(sentence);
  // "Three-quarters of a percent" is no quarter of a year.
  const shares = sentence.numerals.filter(({ unit }) => unit === "percent" || unit === "pp");
  const text = masked(sentence.text, [...named, ...known, ...shares]);
  if (OTHER_SPAN.test(text.slice(clause.from, clause.to)) || SLASHED.test(sentence.text)) return true;
  const opening = openingOf(sentence.text);
  const isBare = opening !== null && !known.some((one) => overlaps(one, opening));
  if (isBare && OTHER_SPAN.test(text.slice(opening.from, opening.to))) return true;
  return sentence.dates.some(
    (date) =>
      (overlaps(date, clause) || (isBare && overlaps(date, opening))) &&
      !named.some((one) => overlaps(one, date)) &&
      !(date.first !== null && date.last !== null && date.first <= facts.date && facts.date <= date.last),
  );
}

function masked(text: string, spans: readonly Span[]): string {
  const letters = text.split("");
  for (const { from, to } of spans) letters.fill(" ", from, to);
  return letters.join("");
}

const QUOTES = /“[^”]*”|"[^"]*"|‘[^’]*’(?!\p{L})/gu;

function isQuoted(text: string, span: Span): boolean {
  return [...text.matchAll(QUOTES)].some((found) =>
    overlaps(span, { from: found.index, to: found.index + found[0].length }),
  );
}
