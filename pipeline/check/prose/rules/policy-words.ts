import { printDate } from "../../../finance/date-words.ts";
import { addDays, weekday } from "../../../finance/dates.ts";
import type { IsoDate } from "../../../model/unit.ts";
import type { Facts } from "../facts.ts";
import { MEETING } from "../meeting-subjects.ts";
import type { Rule, Ruled } from "../rule.ts";
import type { Sentence, Span } from "../sentence.ts";
import { overlaps } from "../word-finder.ts";
import { signedAmount } from "./amount.ts";
import { clauseOf, isOtherSpan, isSupposed, isUnsaid } from "./left-alone.ts";

const LIKELY = /\b(more|less) likely\b/giu;
const DOUBTED = /\b(?:not|no|never|would|could|may|might|should|will)\b|n['’]t\b/i;
const FED =
  /\b(?:the )?(?:Fed|FOMC|Federal Reserve) (raised|hiked|cut|lowered|held|kept)(?= (?:interest |policy |its |the |target )*(?:rates?|range|target))/gu;

/** "A cut has become more likely", "the Fed raised rates last week": by the chance's change and by the target range's own history. */
export const policyWords: Rule = (sentence, facts, taken) => {
  const isFree = (span: Span) => !taken.some((one) => overlaps(one, span));
  return [
    ...[...sentence.text.matchAll(LIKELY)]
      .map(place)
      .filter(isFree)
      .flatMap((span) => likelyRuling(sentence, facts, span)),
    ...[...sentence.text.matchAll(FED)]
      .map(place)
      .filter(isFree)
      .flatMap((span) => fedRuling(sentence, facts, span)),
  ];
};

function place({ 0: words, index }: RegExpMatchArray): Span {
  return { from: index ?? 0, to: (index ?? 0) + words.length };
}

function likelyRuling(sentence: Sentence, facts: Facts, span: Span): readonly Ruled[] {
  const clause = clauseOf(sentence.text, span);
  const before = sentence.text.slice(clause.from, span.from);
  const word = /\b(cut|hike)\b/i.exec(before)?.[1]?.toLowerCase();
  if (
    !word ||
    DOUBTED.test(before) ||
    isSupposed(sentence, span) ||
    /^ than (?!(?:yesterday|the day before)\b)/i.test(sentence.text.slice(span.to))
  )
    return [];
  const meeting = facts
    .mentions(sentence)
    .find(({ subject, to }) => subject.startsWith(MEETING) && to <= span.from);
  const decision = meeting ? meeting.subject.slice(MEETING.length).trim() : nextPriced(facts);
  const change = facts.figures.get(`policy-path.chance-change.${decision}`);
  const step = facts.figures.get(`policy-path.step.${decision}`);
  if (
    !change ||
    !step ||
    (word === "cut") !== step.value < 0 ||
    isOtherSpan(sentence, facts, span, sentence.dates)
  )
    return [];
  const side = /^more/i.test(sentence.text.slice(span.from, span.to)) ? 1 : -1;
  const verdict = Math.sign(change.value) === side ? "verified" : "contradicted";
  const message = `The chance of a ${word} on ${printDate(decision!)} changed by ${signedAmount(change.value, "pp")} since the day before.`;
  return [{ ...span, kind: "direction", verdict, message, figures: [change.id] }];
}

function nextPriced({ figures }: Facts): IsoDate | undefined {
  return [...figures.keys()]
    .flatMap((id) => /^policy-path\.chance-change\.(.+)$/.exec(id)?.[1] ?? [])
    .sort()[0];
}

const UPPER = "US.FED.TARGET.UPPER";
/** A decision takes effect the day after it, a weekend aside. */
const EFFECT_DAYS = 3;

function fedRuling(sentence: Sentence, facts: Facts, span: Span): readonly Ruled[] {
  const window = windowIn(sentence, facts, span);
  const history = facts.history(UPPER);
  if (!window || !history || isUnsaid(sentence, span)) return [];
  const at = (day: IsoDate) => history.values[history.dates.findLastIndex((one) => one <= day)];
  const [before, after] = [at(addDays(window.first, -1)), at(addDays(window.last, EFFECT_DAYS))];
  if (before === undefined || after === undefined) return [];
  const word = sentence.text.slice(span.from, span.to).split(" ").at(-1)!;
  const side = /^(?:raised|hiked)$/.test(word) ? 1 : /^(?:cut|lowered)$/.test(word) ? -1 : 0;
  const verdict = Math.sign(after - before) === side ? "verified" : "contradicted";
  const { first, last } = window;
  const when = first === last ? `On ${printDate(first)}` : `From ${printDate(first)} to ${printDate(last)}`;
  const ends =
    before === after
      ? `stayed at ${after.toFixed(2)}%`
      : `went from ${before.toFixed(2)}% to ${after.toFixed(2)}%`;
  const message = `${when} the target range's upper end ${ends}.`;
  return [{ ...span, kind: "direction", verdict, message, figures: [] }];
}

/** When it was: last week, or the one day or month that the clause names. */
function windowIn(
  sentence: Sentence,
  facts: Facts,
  span: Span,
): { readonly first: IsoDate; readonly last: IsoDate } | null {
  const clause = clauseOf(sentence.text, span);
  if (/\blast week\b/i.test(sentence.text.slice(clause.from, clause.to))) {
    const monday = addDays(facts.date, -weekday(facts.date) - 7);
    return { first: monday, last: addDays(monday, 6) };
  }
  const dates = sentence.dates.filter((one) => overlaps(one, clause));
  const [only] = dates;
  if (dates.length !== 1 || !only || only.first === null || only.last === null || only.last > facts.date)
    return null;
  return { first: only.first, last: only.last };
}
