import type { Facts } from "../facts.ts";
import type { Sentence, Span } from "../sentence.ts";
import { overlaps } from "../word-finder.ts";

/** Where a clause ends, by its letters: words on the other side are said of something else. */
const BREAK =
  /[;:()—…→]|,(?=\s)|\s[–-]\s|\s(?:and|but|while|although|though|whereas|yet|as|even|because|after|before)\s/giu;

/** A whole sentence that supposes or asks. */
const SUPPOSES =
  /\b(if|unless|whether|suppose|assuming|scenario|what would|what pushes|until|needs? to|need for)\b|\?\s*$/i;

/** Whose words it is, when not the writer's. */
const SPOKEN =
  /\b(said|says|told|warned|warns|expects?|expected|forecasts?|predicts?|believes?|argues?|argued|thinks?|hopes?|fears?|according to)\b/i;

const NEGATED = /\b(not|no|never|nor|without|fails?|failed|failing|refus\w+|hardly|neither)\b|n['’]t\b/i;

const NOT_YET =
  /\b(when|whenever|would|could|may|might|should|shall|will|can|must|likely|unlikely|risks?|needs?|want|wants|let|lets|helps?|helping|makes?|continues?|continued|continuing|keeps?|starting|begins?|beginning|tends?|set to|going to|about to|ready to|room to|has|have|had|having)\b/i;

/** Spans other than the day: what happened over them is another figure. */
const OTHER_SPAN =
  /\b(yesterday|overnight|days|sessions|closes|earlier|previous(?:ly)?|recent(?:ly)?|lately|weeks?|weekly|months?|monthly|quarters?|quarterly|years?|yearly|annual(?:ly)?|annualis\w+|ytd|so far|intraday|pre-?market|after-hours|futures|historically|cycle|since|from (?:its|their|the|april|january)|tomorrow|next|last|then|early|late|open|opening|initially|briefly|throughout|morning|midday|afternoon|session (?:high|low)s?)\b/i;

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

/** Whether a place is negated, supposed, foretold, asked, quoted or somebody else's words: no rule speaks of it. */
export function isUnsaid({ text }: Sentence, span: Span): boolean {
  if (SUPPOSES.test(text) || SPOKEN.test(text) || isQuoted(text, span)) return true;
  const clause = clauseOf(text, span);
  const words = text.slice(clause.from, clause.to);
  return NEGATED.test(words) || NOT_YET.test(words);
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
  const words = masked(sentence.text, [...named, ...facts.mentions(sentence)]).slice(clause.from, clause.to);
  if (OTHER_SPAN.test(words)) return true;
  return sentence.dates.some(
    (date) =>
      overlaps(date, clause) &&
      !named.some((one) => overlaps(one, date)) &&
      !(date.first !== null && date.last !== null && date.first <= facts.date && facts.date <= date.last),
  );
}

function masked(text: string, spans: readonly Span[]): string {
  return spans.reduce(
    (all, { from, to }) => all.slice(0, from) + " ".repeat(to - from) + all.slice(to),
    text,
  );
}

const QUOTES = /“[^”]*”|"[^"]*"|‘[^’]*’(?!\p{L})/gu;

function isQuoted(text: string, span: Span): boolean {
  return [...text.matchAll(QUOTES)].some((found) =>
    overlaps(span, { from: found.index, to: found.index + found[0].length }),
  );
}
