import { roundHalfAway } from "../../../finance/rounding.ts";
import type { Figure } from "../../../model/figure.ts";
import type { Facts, Mention, Move } from "../facts.ts";
import type { Rule, Ruled } from "../rule.ts";
import type { Sentence, Span } from "../sentence.ts";
import { overlaps } from "../word-finder.ts";
import { signedAmount } from "./amount.ts";
import { curveRuling } from "./curve-words.ts";
import { type DayMove, dayMoveOf } from "./day-move.ts";
import { isOtherSpan, isSpanInherited, isUnsaid } from "./left-alone.ts";
import { nameOf, subjectAfter, subjectBefore } from "./linked.ts";
import { spanMeasure } from "./number-measure.ts";

/** A move below this share of a usual day (standard deviation of the last 252) leaves a thing little changed. Ours, not published. */
export const LITTLE_SHARE = 0.5;
/** One of this share or more does not; what lies between is a matter of taste. */
export const MUCH_SHARE = 1;

/** After these, a participle in front of a subject tells of the day: "with falling yields". */
const PARTICIPLE = /\b(?:with|amid|despite|alongside|on)\s+$/i;

/**
 * "Yields fell", "spreads tightened", "MOVE muted": the word for a move has the sign of the subject's change over the day. Spans other
 * than the day are held against the issue's own figure of that span, and left alone where there is none.
 */
export const direction: Rule = (sentence, facts, taken) =>
  facts.moves(sentence).flatMap((move) => {
    if (taken.some((one) => overlaps(one, move)) || isUnsaid(sentence, move) || isNoMove(sentence, move))
      return [];
    const mention = subjectOf(sentence, facts, move);
    const sign = mention && move.signOf(mention.subject);
    if (!mention || sign == null || isNoun(sentence, move, mention)) return [];
    if (isOfCurve(sentence, move, mention)) return [];
    if (isOtherSpan(sentence, facts, move)) return overSpan(sentence, facts, { move, mention, sign });
    if (isSpanInherited(sentence, facts, move)) return [];
    return [
      {
        from: move.from,
        to: move.to,
        kind: "direction",
        ...rulingOn(facts, {
          subject: mention.subject,
          sign,
          words: sentence.text.slice(move.from, move.to),
        }),
      },
    ];
  });

/** "High yield outperformed, 8 bp tighter". */
const AHEAD = ["outperformed", "underperformed", "lagged"];

function subjectOf(sentence: Sentence, facts: Facts, move: Move): Mention | null {
  const before = subjectBefore(sentence, facts, move.from, { also: AHEAD });
  if (before) return before;
  if (!PARTICIPLE.test(sentence.text.slice(0, move.from))) return null;
  return /ing$/i.test(sentence.text.slice(move.from, move.to))
    ? subjectAfter(sentence, facts, move.to)
    : null;
}

/** What may follow a word for little change: "steady buying" is no move. */
const AFTER_STILL =
  /^\s*(?:$|[^\p{L}\s]|(?:at|on|in|near|around|after|ahead|as|despite|while|today|and|but|with|against|versus|vs|to|from|for|again|→)\b)/iu;
/** A move against one thing is not the move against all. */
const AGAINST_ONE =
  /^\s*(?:against|versus|vs\.?)\s+(?!all|most|its (?:major|main)|the (?:major|main)|majors?|peers|a basket)/i;

/** "Higher than", "lower for longer", "to push higher", "rates are falling": no move of the day. */
function isNoMove({ text }: Sentence, { from, to }: Span): boolean {
  const [before, words, after] = [text.slice(0, from), text.slice(from, to), text.slice(to)];
  if (/^[\s-]*(?:than|for longer|half|end|bound|band)\b|^\s*=/i.test(after) || AGAINST_ONE.test(after))
    return true;
  if (/^(?:steady|flat|muted|subdued)$/i.test(words) && !AFTER_STILL.test(after)) return true;
  if (/\bto\s+$/i.test(before)) return true;
  if (
    /^up$/i.test(words) &&
    /\b(?:h[eo]lds?|holding|set|ma[dk]es?|picked|turned|summed|lined|show(?:ed|n)|c[ao]me|kept|took|gave|gives?)\s$/i.test(
      before,
    )
  )
    return true;
  // A trend or a rule, not the day: "are falling", "is weakened".
  return /ing$/i.test(words)
    ? /\b(?:is|are|be|been)\s+$/i.test(before)
    : /ed$/i.test(words) && /\b(?:is|are|be|been)\s+$/i.test(before) && !/changed$/i.test(words);
}

/** Words that are verbs only behind a plural: "yields fall", but "a dollar rally". */
const NOUNS =
  /^(?:rise|gain|climb|advance|jump|surge|increase|fall|slide|drop|decline|decrease|dip|rally|sell[- ]?off)s?$/i;
const VERB_ENDS = /(?:falls|rises|gains|climbs|advances|jumps|slides|drops|declines|dips|rallies)$/i;

function isNoun({ text }: Sentence, move: Span, mention: Span): boolean {
  const words = text.slice(move.from, move.to);
  const isVerb = VERB_ENDS.test(words) || /s$/i.test(text.slice(mention.from, mention.to));
  return NOUNS.test(words) && !isVerb;
}

/** A curve that moves higher is one of higher yields, not a steeper one. */
function isOfCurve({ text }: Sentence, move: Span, mention: Span): boolean {
  return (
    /curve$/i.test(text.slice(mention.from, mention.to)) &&
    !/steep|flat/i.test(text.slice(move.from, move.to))
  );
}

type Verdict = Pick<Ruled, "verdict" | "message" | "figures">;

/** Of what is several things, the two ends of "the long end" or the seven by weight and by mean, the parts may go apart. */
function isMixed(facts: Facts, subject: string): boolean {
  const signs = facts.of(subject, "day-change").map(({ value }) => Math.sign(roundHalfAway(value, 2)));
  return facts.seriesOf(subject) === null && new Set(signs).size > 1;
}

function rulingOn(
  facts: Facts,
  { subject, sign, words }: { readonly subject: string; readonly sign: 1 | -1 | 0; readonly words: string },
): Verdict {
  const name = nameOf(facts, subject);
  const move = dayMoveOf(facts, subject);
  if (!move)
    return {
      verdict: "not verifiable",
      message: `No change of ${name} from the day before to ${facts.date} is at hand.`,
      figures: [],
    };
  if (sign === 0) return steadyRuling(name, words, move);
  if (isMixed(facts, subject))
    return {
      verdict: "not verifiable",
      message: `What makes up ${name} did not all go one way.`,
      figures: move.figures,
    };
  const hasClose = !NO_CLOSE.test(facts.seriesOf(subject) ?? "");
  const ruling = signRuling(name, { move, sign, hasClose, words });
  return ruling.verdict === "verified" ? (curveRuling(facts, subject, words) ?? ruling) : ruling;
}

/** Series of markets without one official close: by another hour's quotes a small move has another sign. */
const NO_CLOSE = /^(?:USD\.|FX\.|BTC|GOLD\.|WTI)/;
/** Below this share of a usual day the sign of such a move decides nothing. */
const TINY_SHARE = 0.25;

interface Signed {
  readonly move: DayMove;
  readonly sign: 1 | -1;
  readonly hasClose: boolean;
  readonly words: string;
}

function signRuling(name: string, { move, sign, hasClose, words }: Signed): Verdict {
  const { value, unit, usual, figures } = move;
  const moved = Math.sign(roundHalfAway(value, 2));
  const did = moved === 0 ? "did not change" : moved > 0 ? "rose" : "fell";
  const message = `On the day ${name} ${did} (${signedAmount(value, unit)}).`;
  const isTiny = usual !== null && Math.abs(value) < TINY_SHARE * usual;
  if (moved === sign && usual !== null && VERY_STRONG.test(words))
    return strongRuling(message, { move, usual, words, hasClose });
  if (moved === sign && !(isTiny && STRONG.test(words))) return { verdict: "verified", message, figures };
  if (moved !== sign && (hasClose || !isTiny)) return { verdict: "contradicted", message, figures };
  const why =
    moved === sign
      ? `"${words}" is much for it.`
      : "It trades around the clock: so small a move has another sign by quotes of another hour.";
  return { verdict: "not verifiable", message: `${message} ${why}`, figures };
}

/** Words for much. */
const STRONG =
  /^(?:rall(?:y|ies|ied)|surged?|soared|jump(?:ed)?|popped|sank|sinks|tumbled|plunged|sold[- ]off|blew out)$/i;

/** Words for more than a usual day. */
const VERY_STRONG =
  /^(?:surged?|surges|surging|soar(?:s|ed|ing)?|skyrocketed|tumbl(?:es?|ed|ing)|plung(?:es?|ed|ing)|crashed|collapsed|blew out)$/i;

/** Such a word is borne out from a usual day on, and refused below half of one; a market without a close is never refused. */
function strongRuling(
  message: string,
  {
    move: { value, figures },
    usual,
    words,
    hasClose,
  }: { readonly move: DayMove; readonly usual: number; readonly words: string; readonly hasClose: boolean },
): Verdict {
  const share = Math.abs(value) / usual;
  if (share >= MUCH_SHARE) return { verdict: "verified", message, figures };
  const told = `${message} That is ${roundHalfAway(share, 1)} of a usual day; "${words}" is said from ${MUCH_SHARE} on.`;
  const isRefused = hasClose && share < LITTLE_SHARE;
  return { verdict: isRefused ? "contradicted" : "not verifiable", message: told, figures };
}

/** Words that say that nothing moved; the others, "steady", "little changed", leave room. */
const STILL = /^(?:unchanged|flat|did not move)$/i;
/** Below this share of a usual day a thing is unchanged in a reader's eyes. Ours, not published. */
export const STILL_SHARE = 0.15;

function steadyRuling(name: string, words: string, { value, unit, usual, figures }: DayMove): Verdict {
  const change = signedAmount(value, unit);
  if (roundHalfAway(value, 2) === 0)
    return { verdict: "verified", message: `On the day ${name} did not change.`, figures };
  if (usual === null) {
    const message = `On the day ${name} changed by ${change}; its usual day is not known.`;
    return { verdict: "not verifiable", message, figures };
  }
  const share = Math.abs(value) / usual;
  const most = STILL.test(words) ? STILL_SHARE : LITTLE_SHARE;
  const least = STILL.test(words) ? LITTLE_SHARE : MUCH_SHARE;
  const message =
    `On the day ${name} changed by ${change}, ${roundHalfAway(share, 1)} of a usual day (${signedAmount(usual, unit).slice(1)}); ` +
    `"${words}" is said below ${most}, and not from ${least} on.`;
  const verdict = share < most ? "verified" : share >= least ? "contradicted" : "not verifiable";
  return { verdict, message, figures };
}

interface Said {
  readonly move: Move;
  readonly mention: Mention;
  readonly sign: 1 | -1 | 0;
}

/** Of spans other than the day, those of which the issue has a figure: "over 20 days", "on the month". */
function overSpan(sentence: Sentence, facts: Facts, { move, mention, sign }: Said): readonly Ruled[] {
  const span = spanMeasure(sentence, facts, move);
  if (sign === 0 || span === null) return [];
  const figure = facts.of(mention.subject, span).find(isChange);
  if (!figure || figure.asOf !== facts.date) return [];
  const moved = Math.sign(roundHalfAway(figure.value, 2));
  const over = facts.vocabulary.measures[span]!.words[0]!;
  const message = `${nameOf(facts, mention.subject)}, ${over}: ${signedAmount(figure.value, figure.unit)}.`;
  const verdict = moved === sign ? "verified" : "contradicted";
  return [{ from: move.from, to: move.to, kind: "direction", verdict, message, figures: [figure.id] }];
}

function isChange({ unit }: Figure): boolean {
  return unit === "percent" || unit === "bp";
}
