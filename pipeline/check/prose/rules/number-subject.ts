import type { Facts, Mention } from "../facts.ts";
import type { Sentence, Span } from "../sentence.ts";
import { subjectAfter, subjectBefore } from "./linked.ts";

/** What a number is said of. */
export interface Spoken {
  /** One, or all of a list: "Staples, Financials, Industrials (+0.05 pp each)"; empty where none is named. */
  readonly subjects: readonly string[];
  /** Nothing but links stands between them and the number: only then may a number be called wrong. */
  readonly isSure: boolean;
  /** A subject on the other side that is as near: the number may be its. */
  readonly rivals: readonly string[];
}

/**
 * The subject named with a number: before it, else after it, else the nearest before it in the sentence, else that of its label or
 * heading, else that of its section.
 */
export function spokenOf(sentence: Sentence, facts: Facts, span: Span): Spoken {
  const over = [...facts.moves(sentence), ...facts.measures(sentence)];
  const before = subjectBefore(sentence, facts, span.from, { over, also: ALSO });
  const after = subjectRightAfter(sentence, facts, span, over);
  if (before) {
    const rivals = after && after.subject !== before.subject ? [after.subject] : [];
    return { subjects: listTo(sentence, facts, before), isSure: rivals.length === 0, rivals };
  }
  if (after) return { subjects: [after.subject], isSure: true, rivals: [] };
  return guessed(sentence, facts, span);
}

const ALSO = (
  "level each both by from to near over under more less than another only some modest small solid total now all chance with out eked posted " +
  "notched booked recorded delivered printed read reading came hit reached put added"
).split(" ");

function subjectRightAfter(
  sentence: Sentence,
  facts: Facts,
  { to }: Span,
  over: readonly Span[],
): Mention | null {
  const after = subjectAfter(sentence, facts, to, { over, also: ["for", "from"] });
  if (!after) return null;
  const between = sentence.text.slice(to, after.from);
  return /[,;:|/()–—]|\d/.test(between) ? null : after;
}

/** Where words stand between that may be another subject, the nearest: the number is never called wrong for it. */
function guessed(sentence: Sentence, facts: Facts, { from }: Span): Spoken {
  const earlier = facts.mentions(sentence).findLast(({ to }) => to <= from);
  if (earlier) return { subjects: listTo(sentence, facts, earlier), isSure: false, rivals: [] };
  const isBare = isBareBefore(sentence, facts, from);
  const label = new Set(facts.mentions({ text: sentence.under }).map(({ subject }) => subject));
  if (label.size === 1) return { subjects: [...label], isSure: isBare, rivals: [] };
  const own = facts.subjectOf(sentence.id);
  return { subjects: own === null ? [] : [own], isSure: isBare && own !== null, rivals: [] };
}

/** "Five-year average: 61.9 bp": nothing but a measure stands before the number, so that it can only be said of what the text is about. */
function isBareBefore(sentence: Sentence, facts: Facts, from: number): boolean {
  const measure = facts.measures(sentence).find(({ to }) => to <= from);
  if (!measure) return false;
  const before = sentence.text.slice(0, measure.from) + sentence.text.slice(measure.to, from);
  return /^[\s:~≈*(-]*(?:the\s)?[\s:~≈*(-]*(?:(?:is|at|of)\s)?[~≈]?$/i.test(before);
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
