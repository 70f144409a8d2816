import { roundHalfAway } from "../../../finance/rounding.ts";
import type { Facts } from "../facts.ts";
import type { Rule, Ruled } from "../rule.ts";
import type { Sentence, Span } from "../sentence.ts";
import { overlaps } from "../word-finder.ts";
import { signedAmount } from "./amount.ts";
import { placeIn, type SectorOrder, sectorOrders } from "./issue-figures.ts";
import { isOtherSpan, isUnsaid } from "./left-alone.ts";
import { nameOf, subjectAfter, subjectBefore } from "./linked.ts";

/** A place among the sectors by words: the first or the last, by contribution, by return, or by either. */
interface Claimed extends Span {
  readonly end: "first" | "last";
  readonly by: "contribution" | "return" | "either";
  readonly subject: string;
  /** So many places from the end are still it: "laggard" may be said of three. */
  readonly within: number;
}

const ENDS = [
  { words: /\b(?:top|largest|biggest|main) contributor\b/giu, end: "first", by: "contribution", within: 1 },
  { words: /\b(?:largest|biggest|main) (?:drag|detractor)\b/giu, end: "last", by: "contribution", within: 1 },
  {
    words: /\b(?:strongest|best|top)[- ](?:performer|performing sector|sector)\b/giu,
    end: "first",
    by: "return",
    within: 1,
  },
  {
    words: /\b(?:weakest|worst)[- ](?:performer|performing sector|sector)\b/giu,
    end: "last",
    by: "return",
    within: 1,
  },
  { words: /\b(?:clear |main )?laggard\b/giu, end: "last", by: "either", within: 3 },
] as const;

/** "Led by" a sector: one of the first three by contribution or return; of losses, of the last three. */
const LED = /\bled by (?:the )?/giu;
const LOSSES = /\b(?:loss(?:es)?|declines?|selloff|sell-off|drop|weakness|laggards?|pullback|lower|down)\b/i;
const LED_WITHIN = 3;

/** Who led and who lagged among the sectors, and who beat the index or another sector. */
export const sectorComparison: Rule = (sentence, facts, taken) => {
  const orders = sectorOrders(facts);
  const isFree = (span: Span) =>
    !taken.some((one) => overlaps(one, span)) &&
    !isUnsaid(sentence, span) &&
    !isOtherSpan(sentence, facts, span);
  return [
    ...[...endsIn(sentence, facts), ...ledIn(sentence, facts)]
      .filter(isFree)
      .flatMap((one) => placeRuling(facts, orders, one)),
    ...beaten(sentence, facts).filter(isFree),
  ];
};

function endsIn(sentence: Sentence, facts: Facts): readonly Claimed[] {
  return ENDS.flatMap(({ words, end, by, within }) =>
    [...sentence.text.matchAll(words)].flatMap((found) => {
      const span = { from: found.index, to: found.index + found[0].length };
      const mention = subjectBefore(sentence, facts, span.from);
      return mention ? [{ ...span, end, by, within, subject: mention.subject }] : [];
    }),
  );
}

function ledIn(sentence: Sentence, facts: Facts): readonly Claimed[] {
  return [...sentence.text.matchAll(LED)].flatMap((found) => {
    const mention = subjectAfter(sentence, facts, found.index + found[0].length);
    if (!mention) return [];
    const end = LOSSES.test(sentence.text.slice(0, found.index)) ? ("last" as const) : ("first" as const);
    const span = { from: found.index, to: mention.to };
    return [{ ...span, end, by: "either" as const, within: LED_WITHIN, subject: mention.subject }];
  });
}

function placeRuling(facts: Facts, orders: readonly SectorOrder[], claimed: Claimed): readonly Ruled[] {
  const asked = orders.filter(({ by }) => claimed.by === "either" || by === claimed.by);
  const places = asked.flatMap((order) => {
    const index = placeIn(facts, claimed.subject, order);
    const place = index === null ? null : claimed.end === "first" ? index + 1 : order.figures.length - index;
    return index === null || place === null ? [] : [{ order, index, place }];
  });
  if (places.length === 0) return [];
  const name = nameOf(facts, claimed.subject);
  const told = places.map(
    ({ order, index }) =>
      `${index + 1} of ${order.figures.length} by ${order.by} (${signedAmount(order.figures[index]!.value, order.figures[index]!.unit)})`,
  );
  const { from, to } = claimed;
  return [
    {
      ...{ from, to, kind: "comparison" },
      verdict: places.some(({ place }) => place <= claimed.within) ? "verified" : "contradicted",
      message: `${name} is sector ${told.join(" and ")}, the largest first.`,
      figures: places.map(({ order, index }) => order.figures[index]!.id),
    },
  ];
}

const BEAT = /\b(outperformed|underperformed|lagged|trailed)\b/giu;

/** "Staples lagged", "Energy outperformed Materials": own returns; where no other sector follows, against the index. */
function beaten(sentence: Sentence, facts: Facts): readonly Ruled[] {
  const returns = sectorOrders(facts).find(({ by }) => by === "return");
  const index = facts.figures.get("sector-attribution.index-return");
  if (!returns || !index) return [];
  const returnOf = (subject: string) => {
    const place = placeIn(facts, subject, returns);
    return place === null ? null : returns.figures[place]!;
  };
  return [...sentence.text.matchAll(BEAT)].flatMap((found) => {
    const span = { from: found.index, to: found.index + found[0].length };
    const mention = subjectBefore(sentence, facts, span.from);
    const own = mention && returnOf(mention.subject);
    if (!mention || !own) return [];
    const follower = subjectAfter(sentence, facts, span.to);
    const other = (follower && returnOf(follower.subject)) ?? index;
    const ahead = Math.sign(roundHalfAway(own.value - other.value, 2));
    const name = nameOf(facts, mention.subject);
    const message = `${name} returned ${signedAmount(own.value, own.unit)}, against ${signedAmount(other.value, other.unit)} of ${other === index ? "the index" : nameOf(facts, follower!.subject)}.`;
    const verdict =
      ahead === (found[1]!.toLowerCase() === "outperformed" ? 1 : -1) ? "verified" : "contradicted";
    return [{ ...span, kind: "comparison" as const, verdict, message, figures: [own.id, other.id] }];
  });
}
