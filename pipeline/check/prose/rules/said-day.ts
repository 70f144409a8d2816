import type { IsoDate } from "../../../model/unit.ts";
import type { Facts } from "../facts.ts";
import type { DateMention, Sentence, Span } from "../sentence.ts";
import { overlaps } from "../word-finder.ts";
import { clauseOf, isOpening } from "./left-alone.ts";

/** Behind these a day is what something is compared with or counted from, not the day on which it was. */
const NOT_ON =
  /\b(?:than|versus|vs\.?|with|from|since|over|against|to|until|by|before|after|last|next)\s(?:the\s)?$/i;
/** Not the close of the day. */
const WITHIN =
  /\b(?:intraday|futures|pre-?market|after-hours|overnight|session (?:high|low)s?|early|late|open(?:ed|ing)?|morning|midday|afternoon|from|since|weeks?|months?|years?|days|sessions)\b/i;
const THE_DAY_BEFORE =
  /\b(?:the (?:day|session) before|(?:the )?(?:previous|prior) (?:day|session))\b(?! the\b)/giu;

/** The one day before the of which a place is said: "yesterday", "the day before", "on Tuesday", "4 November". */
export function dayBefore(sentence: Sentence, facts: Facts, span: Span): IsoDate | null {
  const { text } = sentence;
  const clause = clauseOf(text, span);
  const near = (one: Span) => overlaps(one, clause);
  const days = daysIn(sentence, facts);
  const own = days.filter(near);
  const said = own.length > 0 ? own : days.filter((one) => isOpening(text, one) || isFirst(text, one));
  const masked = text.slice(clause.from, clause.to).replace(/\b\d+-(?:year|month|day|week)\b/gi, "");
  if (said.length !== 1 || WITHIN.test(masked)) return null;
  const [{ day }] = said as [Day];
  return day !== null && day < facts.date ? day : null;
}

interface Day extends Span {
  readonly day: IsoDate | null;
}

function daysIn({ text, dates }: Sentence, facts: Facts): readonly Day[] {
  const isMeant = ({ from }: Span) => !NOT_ON.test(text.slice(0, from));
  // "A December cut" is a name.
  const names = facts.mentions({ text });
  const free = dates.filter((one) => isMeant(one) && !names.some((other) => overlaps(other, one)));
  const named = free.map((one) => ({ from: one.from, to: one.to, day: dayOf(one, facts) }));
  const before = [...text.matchAll(THE_DAY_BEFORE)]
    .map(({ 0: words, index }) => ({ from: index, to: index + words.length, day: facts.previousDate }))
    .filter(isMeant);
  return [...named, ...before];
}

/** "Yesterday" is the trading day before the issue's, whatever the week says. */
function dayOf(
  { precision, first, last, wrongWeekday }: DateMention,
  { date, previousDate }: Facts,
): IsoDate | null {
  if (
    (precision !== "day" && precision !== "weekday") ||
    first === null ||
    first !== last ||
    wrongWeekday !== null
  )
    return null;
  return first < date && first > previousDate ? previousDate : first;
}

/** "Yesterday, …": alone before a first comma. */
function isFirst(text: string, { from, to }: Span): boolean {
  return from <= 4 && /^,/.test(text.slice(to));
}
