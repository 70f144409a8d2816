import type { Facts } from "../facts.ts";
import type { Rule, Ruled } from "../rule.ts";
import type { Sentence, Span } from "../sentence.ts";
import { overlaps } from "../word-finder.ts";
import { isOtherSpan, isUnsaid } from "./left-alone.ts";
import { nameOf, subjectBefore } from "./linked.ts";
import { partOf, rowsOf, wordsAt } from "./section-view.ts";

type Pace = "accelerating" | "slowing";

/** What the regime section says of growth and prices. */
interface Regime {
  readonly quadrant: string | null;
  readonly indicators: readonly unknown[];
}

function regimeOf(facts: Facts): Regime | null {
  const view = partOf(facts, "regime", "growthInflation");
  if (view === null) return null;
  const rows = (axis: string) => rowsOf(partOf(facts, "regime", "growthInflation", axis));
  return { quadrant: wordsAt(view, "quadrant"), indicators: [...rows("growth"), ...rows("inflation")] };
}

/** "Disinflation" is left out: it is said of prices alone as often as of the quadrant. */
const QUADRANT = /\b(goldilocks|stagflation|reflation)\b/giu;
/** Talk of a quadrant is no claim that it is here. */
const TALK =
  /\b(?:fears?|risks?|talk|threat|worr\w+|hopes?|towards?|away from|out of|from|trade|bets?|hedge)\b/i;

const FASTER = "accelerat(?:es|ed|ing)|quicken(?:s|ed|ing)|picking up|picked up";
const SLOWER = "slow(?:s|ed|ing)(?: down)?|decelerat(?:es|ed|ing)";
const PACE = new RegExp(`\\b(?:${FASTER}|${SLOWER})\\b`, "giu");
/** "Wage growth" and "euro-area inflation" are others. */
const AXIS =
  /(?:^|[,;:(]\s*|\b(?:and|while|with|as|but|economic|US|U\.S\.|the|that)\s)(growth|inflation)(?: (?:is|was|has been|still|both|now|are|in the US))*\s$/iu;

/** "Goldilocks", "inflation slowing", "payrolls are accelerating": by the quadrant and the indicators of the regime section. */
export const regimeWords: Rule = (sentence, facts, taken) => {
  const regime = regimeOf(facts);
  if (!regime) return [];
  const isFree = (span: Span) =>
    !taken.some((one) => overlaps(one, span)) &&
    !isUnsaid(sentence, span) &&
    !isOtherSpan(sentence, facts, span);
  const quadrants = [...sentence.text.matchAll(QUADRANT)].map(place).filter(isFree);
  const paces = [...sentence.text.matchAll(PACE)].map(place).filter(isFree);
  return [
    ...quadrants.flatMap((span) => quadrantRuling(sentence, regime, span)),
    ...paces.flatMap((span) => paceRuling(sentence, facts, { regime, span })),
  ];
};

function place({ 0: words, index }: RegExpMatchArray): Span {
  return { from: index ?? 0, to: (index ?? 0) + words.length };
}

function quadrantRuling({ text }: Sentence, { quadrant }: Regime, { from, to }: Span): readonly Ruled[] {
  if (TALK.test(text) || quadrant === null) return [];
  const verdict = text.slice(from, to).toLowerCase() === quadrant ? "verified" : "contradicted";
  return [
    { from, to, kind: "position", verdict, message: `The regime section has ${quadrant}.`, figures: [] },
  ];
}

interface Paced {
  readonly regime: Regime;
  readonly span: Span;
}

function paceRuling(sentence: Sentence, facts: Facts, { regime, span }: Paced): readonly Ruled[] {
  const said = new RegExp(`^(?:${FASTER})`, "i").test(sentence.text.slice(span.from, span.to));
  const axis = AXIS.exec(sentence.text.slice(0, span.from))?.[1]?.toLowerCase();
  const held = axis === undefined ? ofIndicator(sentence, facts, { regime, span }) : ofAxis(axis, regime);
  if (!held) return [];
  const verdict = (held.pace === "accelerating") === said ? "verified" : "contradicted";
  return [
    {
      ...span,
      kind: "direction",
      verdict,
      message: `The regime section has ${held.name} as ${held.pace}.`,
      figures: [],
    },
  ];
}

interface Held {
  readonly name: string;
  readonly pace: Pace;
}

function ofAxis(name: string, { quadrant }: Regime): Held | null {
  if (quadrant === null) return null;
  const up = name === "growth" ? ["goldilocks", "reflation"] : ["reflation", "stagflation"];
  return { name, pace: up.includes(quadrant) ? "accelerating" : "slowing" };
}

function ofIndicator(sentence: Sentence, facts: Facts, { regime, span }: Paced): Held | null {
  const mention = subjectBefore(sentence, facts, span.from, { also: ["growth"] });
  const series = mention && facts.seriesOf(mention.subject);
  const found = regime.indicators.find((one) => wordsAt(one, "series") === series);
  const pace = wordsAt(found, "direction");
  return mention && (pace === "accelerating" || pace === "slowing")
    ? { name: nameOf(facts, mention.subject), pace }
    : null;
}
