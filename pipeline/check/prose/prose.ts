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
  return texts.flatMap((text) =>
    sentencesOf(text, facts.date).flatMap((sentence) => statementsIn(sentence, { text, facts, rules: all })),
  );
}

interface Reading {
  readonly text: WrittenText;
  readonly facts: Facts;
  readonly rules: readonly Rule[];
}

function statementsIn(sentence: Sentence, { text, facts, rules }: Reading): readonly Statement[] {
  const judged: Ruled[] = [];
  const taken: Span[] = [];
  for (const rule of rules) {
    const made = rule(sentence, facts, taken);
    judged.push(...made);
    taken.push(...made.flatMap(({ from, to, covers = [] }) => [{ from, to }, ...covers]));
  }
  const stated = judged.sort((a, b) => a.from - b.from).map((one) => statementOf(one, { sentence, text }));
  return [...stated, ...idleOverrules(sentence, text, judged)];
}

interface Place {
  readonly sentence: Sentence;
  readonly text: WrittenText;
}

function statementOf(ruled: Ruled, { sentence, text }: Place): Statement {
  const { kind, message, remedy, figures } = ruled;
  const settled = settledBy(ruled, sentence);
  return {
    ...placeOf(ruled, { sentence, text }),
    id: text.id,
    file: text.file,
    sentence: sentence.text,
    kind,
    message,
    figures: [...figures],
    ...(settled ?? { verdict: ruled.verdict }),
    ...(remedy !== undefined && !settled && { remedy }),
  };
}

/** What the writer said of it: a source of its own, or a reason why it stays. What the data bear out needs neither. */
function settledBy(ruled: Ruled, sentence: Sentence): Pick<Statement, "verdict" | "because"> | null {
  if (ruled.verdict === "verified") return null;
  const source = sentence.declared.find((one) => overlaps(one, ruled))?.source;
  if (source !== undefined) return { verdict: "declared", because: source };
  const overrule = sentence.overruled.find(({ of }) => isOverruled(of, ruled, sentence));
  return overrule ? { verdict: "overruled", because: overrule.reason } : null;
}

/** Of named words each place where they stand; without, the whole sentence. */
function isOverruled(of: string | null, span: Span, { text }: Sentence): boolean {
  if (of === null) return true;
  for (let from = text.indexOf(of); from >= 0; from = text.indexOf(of, from + 1))
    if (overlaps({ from, to: from + of.length }, span)) return true;
  return false;
}

/** An overrule of something that nothing was said against hides what somebody may write there later. */
function idleOverrules(
  sentence: Sentence,
  text: WrittenText,
  judged: readonly Ruled[],
): readonly Statement[] {
  return sentence.overruled
    .filter(({ of }) => !judged.some((one) => one.verdict !== "verified" && isOverruled(of, one, sentence)))
    .map(({ of, reason }) => {
      const from = Math.max(0, of === null ? 0 : sentence.text.indexOf(of));
      return {
        ...placeOf({ from, to: from + (of ?? sentence.text).length }, { sentence, text }),
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
  { sentence, text }: Place,
): Pick<Statement, "line" | "column" | "length" | "text"> {
  const start = sentence.rawIndex(from);
  const end = to > from ? sentence.rawIndex(to - 1) + 1 : start;
  const lines = text.raw.slice(0, start).split("\n");
  const inLine = lines.at(-1)!.length;
  return {
    line: text.line + lines.length - 1,
    column: lines.length === 1 ? text.column + inLine : inLine + 1,
    length: end - start,
    text: text.raw.slice(start, end),
  };
}
