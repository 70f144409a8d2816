import { roundHalfAway } from "../../../finance/rounding.ts";
import type { Unit } from "../../../model/unit.ts";
import type { Facts } from "../facts.ts";
import { shown } from "../figure-matching.ts";
import type { Rule, Ruled } from "../rule.ts";
import type { Sentence, Span, StatedUnit } from "../sentence.ts";
import { overlaps } from "../word-finder.ts";
import { amount } from "./amount.ts";
import { type Amount, amountBefore, endOf, isOfSize, SIDES, signOfSide, spansOf } from "./difference.ts";
import { isOtherSpan, isUnsaid } from "./left-alone.ts";
import { levelComparisons } from "./level-comparison.ts";
import { nameOf, onlySubject } from "./linked.ts";
import { measureName } from "./number-words.ts";

/** Measures that a level is compared with, by their keys in content/vocabulary.yaml. */
const REFERENCES = new Set(
  "mean high low high-2020 high-2022 low-2020 low-2022 mean-2020 mean-2022 tight".split(" "),
);

const SIDE = new RegExp(`\\b(${SIDES})(?: than)? (?:its |the |their )?(?:own )?`, "giu");
const AFTER_ARROW = new RegExp(`^\\s*(${SIDES})\\b(?! (?:than|its|the|their)\\b)`, "iu");

interface Compared extends Span {
  readonly side: 1 | -1;
  readonly measure: string;
  readonly by: Amount | null;
  /** Where the measure is named. */
  readonly named: readonly Span[];
}

/**
 * A level against its own mean, extreme or cycle's tight: "9 bp inside its five-year average", "above the 2022 wides", and, behind an
 * arrow, "5-yr average: 61.9 bp → 9 bp inside".
 */
export const comparison: Rule = (sentence, facts, taken) => [
  ...[...besideWords(sentence, facts), ...behindArrow(sentence, facts)]
    .filter((one) => !taken.some((other) => overlaps(one, other)))
    .filter((one) => !isUnsaid(sentence, one) && !isOtherSpan(sentence, facts, one, [one, ...one.named]))
    .flatMap((one) => rulingOn(sentence, facts, one)),
  ...levelComparisons(sentence, facts, taken),
];

/** "[9 bp] inside its five-year average": the measure stands right behind the word. */
function besideWords(sentence: Sentence, facts: Facts): readonly Compared[] {
  return [...sentence.text.matchAll(SIDE)].flatMap((found) => {
    const at = found.index + found[0].length;
    const [named] = facts.measures({ text: sentence.text.slice(at) });
    if (named?.from !== 0 || !REFERENCES.has(named.measure)) return [];
    const by = amountBefore(sentence, found.index);
    const from = by?.from ?? found.index;
    return [{ from, to: at + named.to, side: signOfSide(found[1]!), measure: named.measure, by, named: [] }];
  });
}

/** "2022 wides: 111.2 bp → 58 bp tighter": the measure is the only one named before the arrow. */
function behindArrow(sentence: Sentence, facts: Facts): readonly Compared[] {
  const arrow = sentence.text.search(/→|->/);
  if (arrow < 0) return [];
  const named = facts.measures(sentence).filter(({ to, measure }) => to <= arrow && REFERENCES.has(measure));
  if (named.length !== 1) return [];
  const amounts: readonly Amount[] = [...sentence.ranges, ...sentence.numerals].filter(
    ({ from }) => from > arrow,
  );
  for (const by of amounts) {
    const end = endOf(sentence.text, by);
    const side = AFTER_ARROW.exec(sentence.text.slice(end));
    if (side)
      return [
        {
          from: by.from,
          to: end + side[0].length,
          side: signOfSide(side[1]!),
          measure: named[0]!.measure,
          named,
          by,
        },
      ];
  }
  return [];
}

function rulingOn(
  sentence: Sentence,
  facts: Facts,
  { from, to, side, measure, by, named }: Compared,
): readonly Ruled[] {
  const subject = onlySubject(sentence, facts);
  const level = subject && facts.level(subject);
  const reference = subject && facts.of(subject, measure)[0];
  if (!level || !reference || level.unit !== reference.unit || level.asOf !== facts.date) return [];
  if (by && unitOf(by) === "sd")
    return deviationRuling(facts, subject, { from, to, side, measure, by, named });
  if (by && !isIn(by, level.unit)) return [];
  const difference = level.value - reference.value;
  const unit = level.unit === "percent" ? "bp" : level.unit;
  const size = Math.abs(difference) * (level.unit === "percent" ? 100 : 1);
  const isSize = by === null || isOfSize(size, by);
  const word = difference > 0 ? "above" : "below";
  const name = nameOf(facts, subject);
  const holds = Math.sign(difference) === side && isSize;
  const sizeWords = amount(roundHalfAway(size, 1), unit);
  return [
    {
      ...{ from, to, kind: "comparison" },
      verdict: holds ? "verified" : "contradicted",
      message: `${name} at ${shown(level, 3)} is ${sizeWords} ${word} its ${measureName(facts, measure)} of ${shown(reference)}.`,
      ...(!holds && { remedy: `Write ${sizeWords} ${word}.` }),
      figures: [level.id, reference.id],
      covers: [{ from, to }, ...(by ? spansOf(by) : [])],
    },
  ];
}

function unitOf(by: Amount): StatedUnit {
  return "low" in by ? (by.high.unit ?? by.low.unit) : by.unit;
}

/** "9 bp" of a spread or a yield, "200 points" of an index; "26% below" is a share, which is another number. */
function isIn(by: Amount, unit: Unit): boolean {
  const stated = unitOf(by);
  if (stated === null || stated === unit) return true;
  return unit === "percent" ? stated === "bp" || stated === "pp" : unit === "price" && stated === "money";
}

/** "1.2 sd below its five-year mean": by the issue's own z-score. */
function deviationRuling(
  facts: Facts,
  subject: string,
  { from, to, side, measure, by }: Compared,
): readonly Ruled[] {
  const z = measure === "mean" ? facts.of(subject, "z").find(({ unit }) => unit === "sd") : undefined;
  if (!z || !by) return [];
  const holds = Math.sign(z.value) === side && isOfSize(Math.abs(z.value), by);
  const words = `${shown({ ...z, value: Math.abs(z.value) })} ${z.value > 0 ? "above" : "below"}`;
  return [
    {
      ...{ from, to, kind: "comparison", verdict: holds ? "verified" : "contradicted" },
      message: `${nameOf(facts, subject)} stands ${words} its ${measureName(facts, measure)}.`,
      ...(!holds && { remedy: `Write ${words}.` }),
      figures: [z.id],
      covers: [{ from, to }, ...spansOf(by)],
    },
  ];
}
