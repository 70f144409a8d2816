import type { Statement, WrittenText } from "../../model/written.ts";
import type { Facts } from "./facts.ts";
import { sentencesOf } from "./read-sentences.ts";
import type { Rule, Ruled } from "./rule.ts";
import { dateRules } from "./rules/number-dates.ts";
import { numbers } from "./rules/numbers.ts";
import type { Sentence, Span } from "./sentence.ts";
import { overlaps } from "./word-finder.ts";

export interface Prose {
  readonly texts: readonly WrittenText[];
  readonly facts: Facts;
  /** Rules that are asked before the numbers and the dates, in this order. */
  readonly rules: readonly Rule[];
}

/** Everything that the writers' texts state, with what became of it, in the order of the texts. */
export function proseStatements({ texts, facts, rules }: Prose): readonly Statement[] {
  const all = [...rules, numbers, dateRules];
  return texts.flatMap((text) => {
    const lines = lineStarts(text.raw);
    return sentencesOf(text, facts.date).flatMap((sentence) =>
      statementsIn(sentence, { text, lines, facts, rules: all }),
    );
  });
}

interface Reading {
  readonly text: WrittenText;
  readonly lines: readonly number[];
  readonly facts: Facts;
  readonly rules: readonly Rule[];
}

/** No sentence that a person reads is longer: what is, is a list without ends, and every rule would look through all of it again. */
const LONGEST = 4_000;

function tooLong({ text }: Sentence): readonly Ruled[] {
  const message = `This sentence has ${text.length} letters: nothing in it was held against the data.`;
  const remedy = `Break it into sentences of less than ${LONGEST} letters.`;
  return [
    {
      from: 0,
      to: Math.min(text.length, 80),
      kind: "number",
      verdict: "not verifiable",
      message,
      remedy,
      figures: [],
    },
  ];
}

function statementsIn(sentence: Sentence, { text, lines, facts, rules }: Reading): readonly Statement[] {
  const place = { sentence, text, lines };
  const judged = sentence.text.length > LONGEST ? [...tooLong(sentence)] : judgedIn(sentence, facts, rules);
  const stated = judged.sort((a, b) => a.from - b.from).map((one) => statementOf(one, place));
  return [...stated, ...idleOverrules(place, judged)];
}

function judgedIn(sentence: Sentence, facts: Facts, rules: readonly Rule[]): Ruled[] {
  const judged: Ruled[] = [];
  const taken: Span[] = [];
  for (const rule of rules) {
    const made = rule(sentence, facts, taken);
    judged.push(...made);
    taken.push(...made.flatMap(({ from, to, covers = [] }) => [{ from, to }, ...covers]));
  }
  return judged;
}

interface Place {
  readonly sentence: Sentence;
  readonly text: WrittenText;
  readonly lines: readonly number[];
}

function statementOf(ruled: Ruled, place: Place): Statement {
  const { sentence, text } = place;
  const { kind, message, remedy, figures } = ruled;
  const settled = settledBy(ruled, sentence);
  return {
    ...placeOf(ruled, place),
    id: text.id,
    file: text.file,
    sentence: sentence.text,
    kind,
    message,
    figures: [...figures],
    ...(settled ?? { verdict: ruled.verdict }),
    ...(remedy !== undefined && !settled && { remedy }),
    ...(!settled && ruled.verdict === "contradicted" && isNoted(ruled, sentence) && { remedy: NOTED }),
  };
}

/** What the writer said of it: a source of its own, or a reason why it stays. What the data bear out needs neither. */
function settledBy(ruled: Ruled, sentence: Sentence): Pick<Statement, "verdict" | "because"> | null {
  if (ruled.verdict === "verified") return null;
  const source = sentence.declared.find((one) => isDeclared(one, ruled))?.source;
  if (source !== undefined) return { verdict: "declared", because: source };
  const overrule = sentence.overruled.find(({ of }) => isOverruled(of, ruled, sentence));
  return overrule ? { verdict: "overruled", because: overrule.reason } : null;
}

/** A quote answers for its words, whatever the issue has; a note for a number that the issue does not contradict, never for a move. */
function isDeclared({ by, from, to }: Sentence["declared"][number], ruled: Ruled): boolean {
  if (by === "quote" && ruled.verdict === "contradicted") return from <= ruled.from && ruled.to <= to;
  if (by === "note" && (ruled.verdict === "contradicted" || ruled.kind === "direction")) return false;
  return overlaps({ from, to }, ruled);
}

const NOTED =
  "Correct it, or overrule it with a reason: a note does not settle what the issue's figures contradict.";

function isNoted(span: Span, { declared }: Sentence): boolean {
  return declared.some((one) => one.by === "note" && overlaps(one, span));
}

/** Of named words each place where they stand; without, the whole sentence. */
function isOverruled(of: string | null, span: Span, { text }: Sentence): boolean {
  if (of === null) return true;
  for (let from = text.indexOf(of); from >= 0; from = text.indexOf(of, from + 1))
    if (overlaps({ from, to: from + of.length }, span)) return true;
  return false;
}

/** An overrule of something that nothing was said against hides what somebody may write there later. */
function idleOverrules(place: Place, judged: readonly Ruled[]): readonly Statement[] {
  const { sentence, text } = place;
  return sentence.overruled
    .filter(({ of }) => !judged.some((one) => one.verdict !== "verified" && isOverruled(of, one, sentence)))
    .map(({ of, reason }) => {
      const from = Math.max(0, of === null ? 0 : sentence.text.indexOf(of));
      return {
        ...placeOf({ from, to: from + (of ?? sentence.text).length }, place),
        id: text.id,
        file: text.file,
        sentence: sentence.text,
        kind: "number",
        verdict: "overruled",
        message: "The overrule has nothing to overrule: the checker says nothing against these words.",
        remedy: "Take the overrule out.",
        figures: [],
        because: reason,
      };
    });
}

/** Where it stands in the file, from 1. */
function placeOf(
  { from, to }: Span,
  { sentence, text, lines }: Place,
): Pick<Statement, "line" | "column" | "length" | "text"> {
  const start = sentence.rawIndex(from);
  const end = to > from ? sentence.rawIndex(to - 1) + 1 : start;
  const line = lineAt(lines, start);
  const inLine = start - lines[line]!;
  return {
    line: text.line + line,
    column: line === 0 ? text.column + inLine : inLine + 1,
    length: end - start,
    text: text.raw.slice(start, end),
  };
}

/** Where the lines of a text begin. */
function lineStarts(raw: string): readonly number[] {
  return [0, ...[...raw.matchAll(/\n/g)].map(({ index }) => index + 1)];
}

/** The line, from 0, in which a place stands. */
function lineAt(starts: readonly number[], place: number): number {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! <= place) low = middle;
    else high = middle - 1;
  }
  return low;
}
