import { printDate } from "../../../finance/date-words.ts";
import { roundHalfAway } from "../../../finance/rounding.ts";
import type { Figure } from "../../../model/figure.ts";
import type { IsoDate } from "../../../model/unit.ts";
import type { StatedRange } from "../../claim.ts";
import type { Facts } from "../facts.ts";
import type { Rule, Ruled } from "../rule.ts";
import type { NumeralRange, Sentence } from "../sentence.ts";
import { overlaps } from "../word-finder.ts";
import { type Amount, spansOf } from "./difference.ts";
import { type AtMeeting, stepsPriced } from "./issue-figures.ts";
import { isUnsaid } from "./left-alone.ts";

const EVERY = /\b(?:every|each)(?: FOMC| scheduled| remaining)? meeting\b/i;
const CUTS = /\b(?:cuts?|easing|reductions?)\b/i;

/**
 * "Cuts of 14 to 16 bp at every meeting from March to December 2026": each of those meetings' priced steps lies within what is said,
 * as printed; and so many of them leave the rest of what is priced to the other meetings.
 */
export const steps: Rule = (sentence, facts, taken) => {
  const every = EVERY.exec(sentence.text);
  const size = every && sizeIn(sentence);
  const span = every && size && monthsIn(sentence, every.index);
  if (!every || !size || !span || taken.some((one) => overlaps(one, size))) return [];
  if (isUnsaid(sentence, { from: size.from, to: size.to })) return [];
  const isMeant = ({ decision }: { readonly decision: IsoDate }) =>
    decision >= span.first && decision <= span.last;
  const named = stepsPriced(facts).filter(isMeant);
  const unpriced = facts.meetings.meetings.filter(isMeant).length - named.length;
  if (named.length < 2) return [];
  return [rulingOn(facts, { sentence, size, named, unpriced })];
};

function sizeIn({ ranges, numerals }: Sentence): Amount | null {
  const inBp = ranges.filter(({ low, high }) => low.unit === "bp" || high.unit === "bp");
  if (inBp.length > 0) return inBp.length === 1 ? inBp[0]! : null;
  const single = numerals.filter(({ unit }) => unit === "bp");
  return single.length === 1 ? single[0]! : null;
}

/** "from March to December 2026": a month without a year is the last one before the end. */
function monthsIn(
  { text, dates }: Sentence,
  at: number,
): { readonly first: IsoDate; readonly last: IsoDate } | null {
  const months = dates.filter(({ precision, from }) => from > at && precision === "month");
  const [start, end] = months;
  if (months.length !== 2 || !start?.first || !end?.last) return null;
  const last = end.last;
  if (/\d{4}/.test(text.slice(start.from, start.to))) return { first: start.first, last };
  const month = start.first.slice(4, 7);
  const sameYear = `${last.slice(0, 4)}${month}-01`;
  return { first: sameYear <= last ? sameYear : `${Number(last.slice(0, 4)) - 1}${month}-01`, last };
}

interface Said {
  readonly sentence: Sentence;
  readonly size: Amount;
  readonly named: readonly AtMeeting[];
  /** Meetings of the calendar in that span of which no price tells. */
  readonly unpriced: number;
}

function rulingOn(facts: Facts, said: Said): Ruled {
  const { size, named } = said;
  const total = facts.figures.get(`policy-path.cumulative.${named.at(-1)!.decision}`);
  const figures = [...named.map(({ figure }) => figure.id), ...(total ? [total.id] : [])];
  const span = { from: size.from, to: size.to };
  return { ...span, kind: "path", figures, covers: spansOf(size), ...verdictOn(said, total) };
}

function verdictOn(
  { sentence, size, named, unpriced }: Said,
  total: Figure | undefined,
): Pick<Ruled, "verdict" | "message"> {
  const each = rangeOf(sentence, size);
  const [low, high] = [each.fromBp, each.toBp].sort((a, b) => a - b) as [number, number];
  const decimals = "low" in size ? Math.max(size.low.decimals, size.high.decimals) : size.decimals;
  const outside = named.filter(({ figure }) => {
    const printed = roundHalfAway(figure.value, decimals);
    return printed < low || printed > high;
  });
  const count = `${named.length} meetings from ${printDate(named[0]!.decision)} to ${printDate(named.at(-1)!.decision)}`;
  if (outside.length > 0) {
    const told = outside.map(
      ({ decision, figure }) => `${printDate(decision, "short")} ${shownBp(figure.value)}`,
    );
    const message = `Of the ${count}, ${outside.length} have another step priced: ${told.join(", ")} bp. ${sumSaid(each, named, total)}`;
    return { verdict: "contradicted", message };
  }
  if (unpriced > 0)
    return { verdict: "not verifiable", message: `No step is priced for ${unpriced} of the meetings meant.` };
  return { verdict: "verified", message: `Each of the ${count} has a step priced within it.` };
}

/** What so many such steps make, against what is priced for those meetings and up to the last of them. */
function sumSaid(
  { fromBp, toBp }: StatedRange,
  named: readonly AtMeeting[],
  total: Figure | undefined,
): string {
  const priced = named.reduce((sum, { figure }) => sum + figure.value, 0);
  const of = total ? ` of the ${shownBp(total.value)} bp up to then` : "";
  const [least, most] = [fromBp, toBp]
    .sort((a, b) => Math.abs(a) - Math.abs(b))
    .map((one) => shownBp(named.length * one));
  const range = least === most ? least : `${least} to ${most}`;
  return `${named.length} such steps make ${range} bp; these have ${shownBp(priced)}${of}.`;
}

/** Sizes are negative where they are cuts. */
function rangeOf({ text }: Sentence, size: Amount): StatedRange {
  const [one, other] = "low" in size ? endsOf(size) : [size.value, size.value];
  if (one < 0 || other < 0) return { fromBp: -Math.abs(one), toBp: -Math.abs(other) };
  return CUTS.test(text) ? { fromBp: -one, toBp: -other } : { fromBp: one, toBp: other };
}

function endsOf({ low, high }: NumeralRange): readonly [number, number] {
  return [low.value, high.value];
}

function shownBp(value: number): string {
  return String(roundHalfAway(value, 1)).replace("-", "−");
}
