import { bandOf } from "../../../finance/bands.ts";
import type { Band } from "../../../model/edition.ts";
import type { Facts } from "../facts.ts";
import type { Rule, Ruled } from "../rule.ts";
import type { Numeral, Sentence, Span } from "../sentence.ts";
import { overlaps } from "../word-finder.ts";
import { amount } from "./amount.ts";
import { isOtherSpan, isUnsaid } from "./left-alone.ts";
import { nameOf, onlySubject } from "./linked.ts";

interface Place {
  readonly words: string;
  /** Percent of the way up: from, below. */
  readonly from: number;
  readonly to: number;
}

/**
 * Where in a band its words begin and end, percent of the way from its lower end to its upper: halves at 50, thirds at 33.3 and 66.7,
 * quarters at 25 and 75, the ends ("near the top", "lower end") a fifth each, the middle from 40 to 60, "middle-low" from 20 to 50 and
 * "middle-high" from 50 to 80. Halves are of the word; the rest is ours, not published.
 */
const PLACES: readonly Place[] = [
  { words: "(?:lower|bottom) half", from: Number.NEGATIVE_INFINITY, to: 50 },
  { words: "(?:upper|top) half", from: 50, to: Number.POSITIVE_INFINITY },
  { words: "(?:lower|bottom) third", from: 0, to: 100 / 3 },
  { words: "middle third", from: 100 / 3, to: 200 / 3 },
  { words: "(?:upper|top) third", from: 200 / 3, to: 100 },
  { words: "(?:lower|bottom) quarter", from: 0, to: 25 },
  { words: "(?:upper|top) quarter", from: 75, to: 100 },
  {
    words: "(?:middle-low|mid-to-low|low-to-mid|lower-middle|middle-lower)(?: part| end)?",
    from: 20,
    to: 50,
  },
  {
    words: "(?:middle-high|mid-to-high|mid-to-upper|upper-middle|middle-upper)(?: part| end)?",
    from: 50,
    to: 80,
  },
  { words: "(?:lower end|low end|bottom)", from: 0, to: 20 },
  { words: "(?:upper end|high end|top end|top)", from: 80, to: 100 },
  { words: "(?:middle|midpoint|centre|center)", from: 40, to: 60 },
];

/** What follows: "of the 50–55 bp equilibrium band". Letters and numbers up to the word for a band. */
const OF_BAND = /^ of (?:the|its|that|this|a)\s[^.;:()]{0,40}?\b(?:band|range|corridor)\b/iu;

/** A place in a band against the level: the band of the sentence, or the edition's where it names none. */
export const position: Rule = (sentence, facts, taken) =>
  PLACES.flatMap((place) => {
    const found = new RegExp(`\\b${place.words}(?= of )`, "iu").exec(sentence.text);
    const rest = found && OF_BAND.exec(sentence.text.slice(found.index + found[0].length));
    if (!found || !rest) return [];
    const span = { from: found.index, to: found.index + found[0].length + rest[0].length };
    if (taken.some((one) => overlaps(one, span)) || isUnsaid(sentence, span)) return [];
    if (isOtherSpan(sentence, facts, span, [span])) return [];
    return rulingOn(sentence, facts, { span, place });
  });

function rulingOn(
  sentence: Sentence,
  facts: Facts,
  { span, place }: { readonly span: Span; readonly place: Place },
): readonly Ruled[] {
  const subject = onlySubject(sentence, facts);
  const stated = sentence.ranges.find((range) => overlaps(range, span));
  const isSpanOfTime = /\b(?:year|month|week|day|52)/i.test(sentence.text.slice(span.from, span.to));
  if ((subject === null || isSpanOfTime) && !stated) return [];
  const level = levelOf(sentence, facts, subject, stated);
  if (!level) return [];
  const bands = stated
    ? [{ from: stated.low.value, to: stated.high.value, label: "stated" }]
    : (facts.edition.ig.bands[facts.seriesOf(subject ?? "") ?? ""] ?? []);
  const held = bandOf(bands, level.value);
  const name = subject === null || level.figures.length === 0 ? "The level" : nameOf(facts, subject);
  const covers = stated ? [span, stated, stated.low, stated.high] : [span];
  const rest = { ...span, kind: "position" as const, figures: level.figures, covers };
  if (held?.positionPercent == null) return stated ? [{ ...rest, ...outside(name, level, bands) }] : [];
  const { band, positionPercent: percent } = held;
  const inside = percent > place.from - 1e-9 && percent < place.to + 1e-9 && !isExactHalf(percent, place);
  const message = `${name} at ${amount(level.value, "bp")} stands ${Math.round(percent)}% of the way up from ${band.from} to ${band.to} bp${cuts(place)}.`;
  return [{ ...rest, verdict: inside ? "verified" : "contradicted", message }];
}

/** Half-way up is in neither half. */
function isExactHalf(percent: number, { from, to }: Place): boolean {
  return percent === 50 && (from === 50 || to === 50);
}

function cuts({ from, to }: Place): string {
  if (from === Number.NEGATIVE_INFINITY) return "; the lower half ends at 50%";
  if (to === Number.POSITIVE_INFINITY) return "; the upper half begins at 50%";
  return `; the words mean ${Math.round(from)} to ${Math.round(to)}%`;
}

function outside(name: string, level: Level, [band]: readonly Band[]) {
  const message = `${name} at ${amount(level.value, "bp")} is not between ${band!.from} and ${band!.to} bp.`;
  return { verdict: "contradicted" as const, message };
}

interface Level {
  readonly value: number;
  readonly figures: readonly string[];
}

/** The issue's own level of a spread; where it has none or none is named, the one number of the sentence that is not of the band. */
function levelOf(
  { numerals }: Sentence,
  facts: Facts,
  subject: string | null,
  stated: Sentence["ranges"][number] | undefined,
): Level | null {
  const figure = subject === null ? null : facts.level(subject);
  if (figure?.unit === "bp") return { value: figure.value, figures: [figure.id] };
  // "At 81 bp the index …" is not the S&P 500, whatever the word means elsewhere.
  if (figure && !stated) return null;
  const others = numerals.filter((one: Numeral) => !stated || !overlaps(one, stated));
  return others.length === 1 && others[0]!.unit === "bp" ? { value: others[0]!.value, figures: [] } : null;
}
