import { printDate, WEEKDAYS } from "../../../finance/date-words.ts";
import { weekday } from "../../../finance/dates.ts";
import type { Facts } from "../facts.ts";
import type { Rule, Ruled } from "../rule.ts";
import type { DateMention, Sentence, Span } from "../sentence.ts";
import { overlaps } from "../word-finder.ts";

/**
 * Dates that no other rule has spoken of. The day, its trading day before and the meetings are known; a weekday beside a day is the
 * calendar's or a mistake. A month, a year or "today" states nothing.
 */
export const dateRules: Rule = (sentence, facts, taken) => {
  const names = [...taken, ...facts.mentions(sentence), ...facts.measures(sentence)];
  return sentence.dates
    .filter((date) => date.wrongWeekday !== null || !names.some((one) => overlaps(one, date)))
    .filter(({ precision, wrongWeekday }) => precision === "day" || wrongWeekday !== null)
    .filter(({ from, to }) => /\d/.test(sentence.text.slice(from, to)))
    .map((date) => ruled(date, sentence, facts));
};

function ruled(date: DateMention, sentence: Sentence, facts: Facts): Ruled {
  const { first, wrongWeekday } = date;
  const place: Span = { from: date.from, to: date.to };
  if (wrongWeekday !== null && first !== null) {
    const right = WEEKDAYS[weekday(first)]!;
    const message = `${printDate(first)} is a ${right}, not a ${wrongWeekday}.`;
    return {
      ...place,
      kind: "date",
      verdict: "contradicted",
      message,
      remedy: `Write ${right}, or the other day.`,
      figures: [],
    };
  }
  const known = first === null ? null : meaningOf(first, sentence, facts);
  return known === null
    ? {
        ...place,
        kind: "date",
        verdict: "not verifiable",
        message: "Nothing at hand says what happened on this day.",
        figures: [],
      }
    : { ...place, kind: "date", verdict: "verified", message: known, figures: [] };
}

function meaningOf(day: string, { text }: Sentence, { date, previousDate, meetings }: Facts): string | null {
  if (day === date) return `${printDate(day)} is the issue's day.`;
  if (day === previousDate) return `${printDate(day)} is the trading day before the issue's.`;
  const isMeeting = meetings.meetings.some(({ decision }) => decision === day);
  return isMeeting && /\b(?:FOMC|Fed|meeting|decision|cut|hike|rate)/.test(text)
    ? `The Federal Reserve decides on ${printDate(day)}.`
    : null;
}
