import { roundHalfAway } from "../../../finance/rounding.ts";
import type { Figure } from "../../../model/figure.ts";
import type { Facts } from "../facts.ts";
import type { Rule, Ruled } from "../rule.ts";
import type { Numeral, Sentence, Span } from "../sentence.ts";
import { overlaps } from "../word-finder.ts";
import { signedAmount } from "./amount.ts";
import { isOfSize, spansOf } from "./difference.ts";
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
    words: /\b(?:strongest|best|top) of the (?:seven|Magnificent Seven|Mag ?7|sectors|eleven)\b/giu,
    end: "first",
    by: "return",
    within: 1,
  },
  {
    words: /\b(?:weakest|worst) of the (?:seven|Magnificent Seven|Mag ?7|sectors|eleven)\b/giu,
    end: "last",
    by: "return",
    within: 1,
  },
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
  {
    words:
      /\bled(?: the (?:gains|gainers|advance|advancers|rally|rebound|way|index|market|pack|field|sectors|day)| (?:again|today|on the day))?(?=\s*(?:$|[,.;:)]|(?:and|while|with|as|but|on)\b))/giu,
    end: "first",
    by: "either",
    within: 3,
  },
  {
    words:
      /\bled (?:the (?:losses|losers|decliners|declines?|drop|fall|selloff|sell-off|way down)|lower)\b/giu,
    end: "last",
    by: "either",
    within: 3,
  },
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
      message: `${name} is ${places[0]!.order.of} ${told.join(" and ")}, the largest first.`,
      figures: places.map(({ order, index }) => order.figures[index]!.id),
    },
  ];
}

const BEAT = /\b(outperformed|outpaced|beat|underperformed|lagged|trailed)\b/giu;
const BY = /^\s+by\s+(?:about |some |nearly |just |roughly |~)?$/i;

/**
 * "Staples lagged", "Energy outperformed Materials", "equal weight beat the index by 0.22 pp": own returns; where nothing else follows,
 * against the index.
 */
function beaten(sentence: Sentence, facts: Facts): readonly Ruled[] {
  const returnOf = returnsOf(facts);
  const index = facts.figures.get("sector-attribution.index-return");
  if (!index) return [];
  return [...sentence.text.matchAll(BEAT)].flatMap((found) => {
    const span = { from: found.index, to: found.index + found[0].length };
    const mention = subjectBefore(sentence, facts, span.from);
    const own = mention && returnOf(mention.subject);
    if (!mention || !own) return [];
    const follower = subjectAfter(sentence, facts, span.to, { also: ["cap", "weighted", "market"] });
    const other = (follower && returnOf(follower.subject)) ?? index;
    const name = follower && other !== index ? nameOf(facts, follower.subject) : "the index";
    const gap = own.value - other.value;
    const said = amountAfter(sentence, follower?.to ?? span.to);
    const isAhead = Math.sign(roundHalfAway(gap, 2)) === (/^(?:out|beat)/i.test(found[1]!) ? 1 : -1);
    const isEven = roundHalfAway(gap, 2) === 0;
    const holds = isAhead && (said === null || isOfSize(Math.abs(gap), said));
    const message = `${nameOf(facts, mention.subject)} returned ${signedAmount(own.value, own.unit)}, ${name} ${signedAmount(other.value, other.unit)}: a gap of ${signedAmount(gap, "pp")}.`;
    return [
      {
        ...{ from: span.from, to: said?.to ?? span.to, kind: "comparison" as const, message },
        verdict: holds
          ? ("verified" as const)
          : isEven
            ? ("not verifiable" as const)
            : ("contradicted" as const),
        figures: [own.id, other.id],
        covers: said ? spansOf(said) : [],
      },
    ];
  });
}

/** "By 0.22 pp": in points of percent, or in nothing. */
function amountAfter({ text, numerals }: Sentence, at: number): Numeral | null {
  const said = numerals.find(({ from }) => from > at && BY.test(text.slice(at, from)));
  return said?.unit === "pp" || said?.unit === "percent" ? said : null;
}

/** The day's return of a sector, of a member of the seven, of the index or of its equal-weight cut. */
function returnsOf(facts: Facts): (subject: string) => Figure | null {
  return (subject) => {
    const change = facts.dayChange(subject);
    return change?.unit === "percent" && change.asOf === facts.date ? change : null;
  };
}
