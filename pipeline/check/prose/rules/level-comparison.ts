import type { Facts } from "../facts.ts";
import { shown } from "../figure-matching.ts";
import type { Ruled } from "../rule.ts";
import type { Sentence, Span } from "../sentence.ts";
import { overlaps } from "../word-finder.ts";
import { amountBefore, isOfSize, signOfSide, spansOf } from "./difference.ts";
import { isOtherSpan, isUnsaid } from "./left-alone.ts";
import { nameOf, subjectAfter, subjectBefore } from "./linked.ts";

const SIDE =
  /\b(above|below|inside|outside|over|under|wider than|tighter than|higher than|lower than|(?:yields? )?more than|(?:yields? )?less than)\b/giu;
/** These are said of all sorts of things; of levels with an amount before them, or behind "yields". */
const LOOSE = /^(?:over|under|more than|less than)$/i;

/** "High-yield spreads are wider than those of investment grade", "10s sit 54 bp above 2s": the levels of two things in one unit. */
export function levelComparisons(sentence: Sentence, facts: Facts, taken: readonly Span[]): readonly Ruled[] {
  return [...sentence.text.matchAll(SIDE)].flatMap((found): readonly Ruled[] => {
    const at = found.index + found[0].length;
    const by = amountBefore(sentence, found.index);
    const span = { from: by?.from ?? found.index + (/^yields? /i.exec(found[0])?.[0].length ?? 0), to: at };
    const mention = subjectBefore(sentence, facts, span.from);
    const other = subjectAfter(sentence, facts, at, { also: ["those", "that"] });
    if (by === null && LOOSE.test(found[1]!)) return [];
    if (!mention || !other || /\d/.test(sentence.text.slice(at, other.from))) return [];
    if (
      taken.some((one) => overlaps(one, span)) ||
      isUnsaid(sentence, span) ||
      isOtherSpan(sentence, facts, span)
    )
      return [];
    const [left, right] = [facts.level(mention.subject), facts.level(other.subject)];
    if (
      !left ||
      !right ||
      left.unit !== right.unit ||
      left.asOf !== right.asOf ||
      mention.subject === other.subject
    )
      return [];
    if (left.unit !== "percent" && left.unit !== "bp") return [];
    // A target range has two levels, a path one a meeting.
    if (!isOne(facts, mention.subject) || !isOne(facts, other.subject)) return [];
    const gap = left.value - right.value;
    const size =
      Math.abs(gap) * (left.unit === "percent" && by && "unit" in by && by.unit === "bp" ? 100 : 1);
    const holds = Math.sign(gap) === sideOf(found[1]!) && (by === null || isOfSize(size, by));
    return [
      {
        ...{ from: span.from, to: at, kind: "comparison", verdict: holds ? "verified" : "contradicted" },
        message: `${nameOf(facts, mention.subject)} stands at ${shown(left)}, ${nameOf(facts, other.subject)} at ${shown(right)}.`,
        figures: [left.id, right.id],
        covers: by ? spansOf(by) : [],
      },
    ];
  });
}

function isOne(facts: Facts, subject: string): boolean {
  return new Set(facts.of(subject, "level").map(({ value }) => value)).size === 1;
}

function sideOf(words: string): 1 | -1 {
  return /less than$/i.test(words) ? -1 : signOfSide(words);
}
