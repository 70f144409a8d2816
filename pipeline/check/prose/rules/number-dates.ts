import { printDate, WEEKDAYS } from "../../../finance/date-words.ts";
import { daysBetween, weekday } from "../../../finance/dates.ts";
import type { Facts } from "../facts.ts";
import type { Rule, Ruled } from "../rule.ts";
import type { DateMention, Sentence, Span } from "../sentence.ts";
import { overlaps } from "../word-finder.ts";
import { judged } from "./number-in-points.ts";
import { told } from "./number-words.ts";

/**
 * Dates that no other rule has spoken of. The issue's day, its trading day before and the meetings are known; a weekday beside a day is the
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
  const message = "Nothing at hand says what happened on this day.";
  const unknown: Ruled = { ...place, kind: "date", verdict: "not verifiable", message, figures: [] };
  if (first === null)
    return {
      ...place,
      kind: "date",
      verdict: "contradicted",
      message: "The calendar has no such day.",
      figures: [],
    };
  const known = meaningOf(first, sentence, facts);
  if (known !== null) return { ...place, kind: "date", verdict: "verified", message: known, figures: [] };
  const told = dayOfFigure(date, sentence, facts) ?? dayOfMeeting(date, sentence, facts);
  return told ? { ...place, kind: "date", ...told } : unknown;
}

type Told = Pick<Ruled, "verdict" | "message" | "remedy" | "figures">;

/** "171 bp on 12 October 2022": the day on which the figure right before it was. */
function dayOfFigure({ from, first }: DateMention, sentence: Sentence, facts: Facts): Told | null {
  const numeral = sentence.numerals.findLast(({ to }) => to <= from);
  if (
    !numeral ||
    !/^\s*[,(]?\s*(?:(?:reached |set |seen )?on|of)?\s*$/.test(sentence.text.slice(numeral.to, from))
  )
    return null;
  const { verdict, figures } = judged({ numeral, range: null }, sentence, { facts, taken: [] });
  const figure = facts.figures.get(figures[0] ?? "");
  if (verdict !== "verified" || !figure || figure.asOf === facts.date) return null;
  const isDay = figure.asOf === first;
  return {
    verdict: isDay ? "verified" : "contradicted",
    message: told(figure, facts),
    ...(!isDay && { remedy: `Write ${printDate(figure.asOf)}.` }),
    figures: [figure.id],
  };
}

/** So near to a meeting another day is meant to be it. */
const NEAR_DAYS = 15;

/** "The FOMC meets on 11 December": a day right behind such words is a decision's, or wrong. */
function dayOfMeeting({ from, first }: DateMention, { text }: Sentence, { meetings }: Facts): Told | null {
  const isMeant =
    /\b(?:FOMC|Fed)(?:'s)?(?: next)?(?: meeting)? (?:meets|decides|decision|meeting)(?: is)?(?: on)? $/.test(
      text.slice(0, from),
    );
  if (!isMeant || first === null) return null;
  const near = meetings.meetings.find(({ decision }) => Math.abs(daysBetween(first, decision)) <= NEAR_DAYS);
  // The first of a meeting's two days.
  if (!near || daysBetween(first, near.decision) === 1) return null;
  const day = printDate(near.decision);
  return {
    verdict: "contradicted",
    message: `The Federal Reserve decides on ${day}.`,
    remedy: `Write ${day}.`,
    figures: [],
  };
}

function meaningOf(day: string, { text }: Sentence, { date, previousDate, meetings }: Facts): string | null {
  if (day === date) return `${printDate(day)} is the issue's day.`;
  if (day === previousDate) return `${printDate(day)} is the trading day before the issue's.`;
  const isMeeting = meetings.meetings.some(({ decision }) => decision === day);
  return isMeeting && /\b(?:FOMC|Fed|meeting|decision|cut|hike|rate)/.test(text)
    ? `The Federal Reserve decides on ${printDate(day)}.`
    : null;
}
