import type { Facts, Mention } from "../facts.ts";
import type { Sentence, Span } from "../sentence.ts";
import { isItself, subjectAfter, subjectBefore } from "./linked.ts";

/** What a number is said of. */
export interface Spoken {
  /** One, or all of a list: "Staples, Financials, Industrials (+0.05 pp each)"; empty where none is named. */
  readonly subjects: readonly string[];
  /** Nothing but links stands between them and the number: only then may a number be called wrong. */
  readonly isSure: boolean;
  /** A subject on the other side that is as near: the number may be its. */
  readonly rivals: readonly string[];
  /** Named right beside the number, earlier in the sentence, or by the text alone: its label, heading or section. */
  readonly by: "beside" | "earlier" | "text";
  /** Of a number in a list ("5 and 7 bp respectively") where the list begins; else where the number does. */
  readonly from?: number;
}

/**
 * The subject named with a number: before it, else after it, else the nearest before it in the sentence, else that of its label or
 * heading, else that of its section.
 */
export function spokenOf(sentence: Sentence, facts: Facts, span: Span): Spoken {
  const over = [...facts.moves(sentence), ...facts.measures(sentence), ...ownDays(sentence, facts)];
  const paired = pairedWith(sentence, facts, span);
  if (paired)
    return { subjects: [paired.subject], isSure: true, rivals: [], by: "beside", from: paired.from };
  const before = subjectBefore(sentence, facts, span.from, { over, also: ALSO });
  const after = subjectRightAfter(sentence, facts, span, over);
  if (before) {
    const rivals = after && after.subject !== before.subject ? [after.subject] : [];
    return { subjects: listTo(sentence, facts, before), isSure: rivals.length === 0, rivals, by: "beside" };
  }
  if (after) return { subjects: [after.subject], isSure: true, rivals: [], by: "beside" };
  return guessed(sentence, facts, span);
}

/** "On Wednesday" in Wednesday's issue says nothing new: what follows it is still said of what came before. */
function ownDays({ dates }: Sentence, { date }: Facts): readonly Span[] {
  return dates.filter(({ first, last }) => first === date && last === date);
}

const ALSO = (
  "level each both by from to near over under more less than another only some modest small solid total now all chance out eked posted " +
  "notched booked recorded delivered printed read reading came hit reached put added led lagged outperformed underperformed with adding gaining losing returning contributing subtracting costing cost costs lifted dragged gave took off and record close closing fresh new finish settlement below above beneath back"
).split(" ");

function subjectRightAfter(
  sentence: Sentence,
  facts: Facts,
  { to }: Span,
  over: readonly Span[],
): Mention | null {
  const after = subjectAfter(sentence, facts, to, { over, also: ["for", "from", "came"] });
  if (!after) return null;
  const between = sentence.text.slice(to, after.from);
  return /[,;:|/()–—]|\d/.test(between) ? null : after;
}

/** Where words stand between that may be another subject, the nearest: the number is never called wrong for it. */
function guessed(sentence: Sentence, facts: Facts, { from }: Span): Spoken {
  const earlier = facts
    .mentions(sentence)
    .findLast((one) => one.to <= from && isItself(sentence, one, facts));
  if (earlier)
    return { subjects: listTo(sentence, facts, earlier), isSure: false, rivals: [], by: "earlier" };
  const isBare = isBareBefore(sentence, facts, from);
  const label = new Set(facts.mentions({ text: sentence.under }).map(({ subject }) => subject));
  if (label.size === 1) return { subjects: [...label], isSure: isBare, rivals: [], by: "text" };
  const own = facts.subjectOf(sentence.id);
  const subjects = own === null ? [] : [own];
  return { subjects, isSure: isBare && own !== null, rivals: [], by: "text" };
}

/** "Five-year average: 61.9 bp": nothing but a measure stands before the number, so that it can only be said of what the text is about. */
function isBareBefore(sentence: Sentence, facts: Facts, from: number): boolean {
  const measure = facts.measures(sentence).find(({ to }) => to <= from);
  if (!measure) return false;
  const before = sentence.text.slice(0, measure.from) + sentence.text.slice(measure.to, from);
  return /^[\s:~≈*(-]*(?:the\s)?[\s:~≈*(-]*(?:(?:is|at|of)\s)?[~≈]?$/i.test(before);
}

const LIST_GAP = /^[\s,;/&]*(?:(?:and|to|bp|bps|pp|percent|%)[\s,]*)*$/i;

/** "The 2-year and the 10-year rose 5 and 7 bp respectively": the second number is the second one's. */
function pairedWith(
  sentence: Sentence,
  facts: Facts,
  span: Span,
): { readonly subject: string; readonly from: number } | null {
  const { text } = sentence;
  const end = text.indexOf("respectively", span.to);
  if (end < 0) return null;
  const run = runBefore(sentence.numerals, end, text);
  const place = run.findIndex(({ from, to }) => from >= span.from && to <= span.to);
  const [first] = run;
  if (place < 0 || !first || run.length < 2) return null;
  const named = facts.mentions(sentence).filter(({ to }) => to <= first.from);
  const list = runBefore(named, named.at(-1)?.to ?? 0, text);
  return list.length === run.length ? { subject: list[place]!.subject, from: first.from } : null;
}

/** The last ones before a place with nothing between them but what joins a list. */
function runBefore<T extends Span>(spans: readonly T[], end: number, text: string): readonly T[] {
  const run: T[] = [];
  let at = end;
  for (const one of spans.filter(({ to }) => to <= end).toReversed()) {
    if (!LIST_GAP.test(text.slice(one.to, at).replace(/\bthe\b/gi, ""))) break;
    run.unshift(one);
    at = one.from;
  }
  return run;
}

/** A list that ends with a subject, "Energy & Materials": all of it. */
function listTo(sentence: Sentence, facts: Facts, last: Mention): readonly string[] {
  const mentions = facts.mentions(sentence).filter(({ to }) => to <= last.to);
  const list = [last];
  for (let index = mentions.length - 2; index >= 0; index -= 1) {
    const between = sentence.text.slice(mentions[index]!.to, list[0]!.from);
    if (!/^\s*(?:,|\/|&|\band\b|, and\b)\s*$/.test(between)) break;
    list.unshift(mentions[index]!);
  }
  return [...new Set(list.map(({ subject }) => subject))];
}
