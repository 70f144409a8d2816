import { printDate } from "../../../finance/date-words.ts";
import { daysBetween } from "../../../finance/dates.ts";
import { roundHalfAway } from "../../../finance/rounding.ts";
import type { IsoDate, Unit } from "../../../model/unit.ts";
import type { Facts, Move } from "../facts.ts";
import { hasUnit, isValue, shown } from "../figure-matching.ts";
import type { Rule, Ruled } from "../rule.ts";
import type { Numeral, Sentence } from "../sentence.ts";
import { overlaps } from "../word-finder.ts";
import { signedAmount } from "./amount.ts";
import { isOpening, isUnsaid } from "./left-alone.ts";
import { fundOf, nameOf, subjectBefore } from "./linked.ts";
import { moveOf } from "./number-measure.ts";
import { spokenOf } from "./number-subject.ts";
import { mayBe } from "./number-trust.ts";
import { dayBefore } from "./said-day.ts";
import { historyOf } from "./subject-history.ts";

/** Weekends and a holiday between two trading days. */
const MOST_DAYS_APART = 4;

/** What a subject did on a day before the issue's, and where it stood at its close. */
interface PastDay {
  readonly day: IsoDate;
  readonly unit: Unit;
  readonly level: number;
  /** In bp of a yield or a spread, else percent. */
  readonly change: number;
}

/**
 * "Yesterday the S&P 500 fell 1.17%", "4.10% on Tuesday": by the closes of that day and the one before it, never by the issue's own
 * change. Where the history lacks them nothing is said.
 */
export const otherDay: Rule = (sentence, facts, taken) => {
  const isFree = (span: { from: number; to: number }) => !taken.some((one) => overlaps(one, span));
  const numbers = sentence.numerals
    .filter((one) => isFree(one) && !isPart(sentence, one) && !isNamed(sentence, facts, one))
    .flatMap((one) => numberRuling(sentence, facts, one));
  const moves = facts
    .moves(sentence)
    .filter((one) => isFree(one) && !isUnsaid(sentence, one))
    .flatMap((one) => moveRuling(sentence, facts, one));
  return [...numbers, ...moves];
};

function isPart({ ranges, dates }: Sentence, one: Numeral): boolean {
  return [...ranges, ...dates].some((other) => overlaps(other, one));
}

function isNamed(sentence: Sentence, facts: Facts, one: Numeral): boolean {
  return facts.mentions(sentence).some((other) => overlaps(other, one));
}

function numberRuling(sentence: Sentence, facts: Facts, numeral: Numeral): readonly Ruled[] {
  const day = dayBefore(sentence, facts, numeral);
  const spoken = spokenOf(sentence, facts, numeral);
  const [subject] = spoken.subjects;
  if (day === null || !spoken.isSure || !subject || spoken.subjects.length > 1) return [];
  const place = { from: numeral.from, to: numeral.to, kind: "number" as const };
  const before = day === facts.previousDate ? previousOf(facts, subject, numeral) : null;
  if (before) return [{ ...place, ...before }];
  const past = pastDay(facts, subject, day);
  if (!past) return [];
  const move = moveOf(sentence, facts, numeral);
  const ruling = sizeRuling(facts, { subject, past, numeral, move });
  const meant = { measures: [], isSure: move !== null, isNamed: true, isOtherDay: true, move };
  if (ruling?.verdict === "verified")
    return mayBe({ numeral, range: null }, sentence, facts, { spoken, meant })
      ? [{ ...place, ...ruling }]
      : [];
  return ruling && !isUnsaid(sentence, numeral) ? [{ ...place, ...ruling }] : [];
}

type Verdict = Pick<Ruled, "verdict" | "message" | "figures">;

/** The issue's own figure of the day before: a close, a chance. */
function previousOf(facts: Facts, subject: string, numeral: Numeral): Verdict | null {
  const found = facts
    .of(subject, "previous")
    .find((figure) => hasUnit(figure, numeral.unit) && isValue(numeral, figure.value));
  if (!found || (numeral.unit === null && numeral.decimals === 0)) return null;
  const message = `${nameOf(facts, subject)} on ${printDate(found.asOf)}: ${shown(found, numeral.decimals)}.`;
  return { verdict: "verified", message, figures: [found.id] };
}

interface Sized {
  readonly subject: string;
  readonly past: PastDay;
  readonly numeral: Numeral;
  readonly move: Move | null;
}

function sizeRuling(facts: Facts, { subject, past, numeral, move }: Sized): Verdict | null {
  const { day, level, change, unit } = past;
  const name = nameOf(facts, subject);
  const moved = { value: change, unit: changeUnit(unit) };
  const isMove = move !== null || numeral.sign !== null;
  const isChange = hasUnit(moved, numeral.unit) && isValue(numeral, change);
  if (isMove && isChange)
    return {
      verdict: "verified",
      message: `On ${printDate(day)} ${name} changed by ${signedAmount(change, moved.unit)}.`,
      figures: [],
    };
  if (
    hasUnit({ unit }, numeral.unit) &&
    isValue(numeral, level) &&
    fundOf(facts, subject) === null &&
    numeral.decimals > 0
  )
    return {
      verdict: "verified",
      message: `On ${printDate(day)} ${name} closed at ${shown({ id: "level", value: level, unit })}.`,
      figures: [],
    };
  if (
    !isMove ||
    numeral.unit === null ||
    !hasUnit(moved, numeral.unit) ||
    !hasClose(facts, subject) ||
    numeral.bound !== null
  )
    return null;
  return {
    verdict: "contradicted",
    message: `On ${printDate(day)} ${name} changed by ${signedAmount(change, moved.unit)}.`,
    figures: [],
  };
}

function moveRuling(sentence: Sentence, facts: Facts, move: Move): readonly Ruled[] {
  const day = dayBefore(sentence, facts, move);
  const mention = subjectBefore(sentence, facts, move.from);
  const sign = mention && move.signOf(mention.subject);
  if (day === null || !mention || !sign || isOpening(sentence.text, move)) return [];
  const past = pastDay(facts, mention.subject, day);
  if (!past || !hasClose(facts, mention.subject)) return [];
  const change = roundHalfAway(past.change, 2);
  const message = `On ${printDate(day)} ${nameOf(facts, mention.subject)} changed by ${signedAmount(change, changeUnit(past.unit))}.`;
  const verdict = Math.sign(change) === sign ? "verified" : "contradicted";
  return [{ from: move.from, to: move.to, kind: "direction", verdict, message, figures: [] }];
}

/** Markets around the clock have another change by quotes of another hour. */
function hasClose(facts: Facts, subject: string): boolean {
  return !/^(?:USD\.|FX\.|BTC|GOLD\.|WTI)/.test(facts.seriesOf(subject) ?? "");
}

function changeUnit(unit: Unit): Unit {
  return unit === "percent" || unit === "bp" ? "bp" : "percent";
}

function pastDay(facts: Facts, subject: string, day: IsoDate): PastDay | null {
  const history = historyOf(facts, subject);
  const at = history?.dates.indexOf(day) ?? -1;
  if (!history || at < 1) return null;
  const [level, before] = [history.values[at]!, history.values[at - 1]!];
  if (daysBetween(history.dates[at - 1]!, day) > MOST_DAYS_APART) return null;
  const { unit } = history.window;
  if (unit === "bp") return { day, unit, level, change: level - before };
  if (unit === "percent") return { day, unit, level, change: 100 * (level - before) };
  return before > 0 ? { day, unit, level, change: 100 * (level / before - 1) } : null;
}
