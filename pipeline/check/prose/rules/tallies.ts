import type { Facts } from "../facts.ts";
import type { Rule, Ruled } from "../rule.ts";
import type { Numeral, Sentence, Span } from "../sentence.ts";
import { overlaps } from "../word-finder.ts";
import { isOtherSpan, isUnsaid } from "./left-alone.ts";
import { partOf } from "./section-view.ts";

const SIGNAL = "(?:melt-up |warning )?signals?";
const BEHIND = new RegExp(
  `(?<!\\b(?:\\d+|one|two|three|four|five) )\\b(?:the |our )?${SIGNAL} (?:is|are) (?:(all|both|not|still|now) )?(on|off|lit|firing|flashing|triggered|active)\\b`,
  "iu",
);
const COUNTED = new RegExp(
  `\\b(all|none|no)(?: of)?(?: the| our)?(?: three| 3)? ${SIGNAL} (?:is |are )?(on|off|lit|firing|flashing|triggered|active)\\b`,
  "iu",
);

/** "The melt-up signals are all on", "12 of 14 assets are up": by the issue's own counts of signals and of trends. */
export const tallies: Rule = (sentence, facts, taken) =>
  [...signalsRuling(sentence, facts), ...assetsRuling(sentence, facts)].filter(
    (one) => !taken.some((other) => overlaps(one, other)),
  );

function signalsRuling(sentence: Sentence, facts: Facts): readonly Ruled[] {
  const on = facts.figures.get("signals.count");
  const all = partOf(facts, "signals", "evaluated");
  if (!on || typeof all !== "number") return [];
  const message = `${on.value} of ${all} signals are on.`;
  const made = (span: Span, holds: boolean): Ruled => ({
    ...span,
    kind: "count",
    verdict: holds ? "verified" : "contradicted",
    message,
    figures: [on.id],
  });
  const found = COUNTED.exec(sentence.text) ?? BEHIND.exec(sentence.text);
  if (found) {
    const span = { from: found.index, to: found.index + found[0].length };
    const isOff = /^off$/i.test(found[2]!);
    const isNone = /^(?:none|no|not)$/i.test(found[1] ?? "");
    return isUnsaidHere(sentence, facts, span) ? [] : [made(span, on.value === (isOff === isNone ? all : 0))];
  }
  return sentence.numerals.flatMap((numeral) => {
    const behind = new RegExp(`^ (?:of (?:the )?(?:\\w+ )?)?${SIGNAL}(?: (?:is|are) (on|off))?`, "i").exec(
      sentence.text.slice(numeral.to),
    );
    const isTotal = /\bof (?:the )?$/i.test(sentence.text.slice(0, numeral.from));
    if (!behind || isTotal || !isWhole(numeral) || isUnsaidHere(sentence, facts, numeral)) return [];
    const held = behind[1] === undefined ? all : /on/i.test(behind[1]) ? on.value : all - on.value;
    // "39 signals" may be another's.
    if (behind[1] === undefined && numeral.value !== all) return [];
    const span = { from: numeral.from, to: numeral.to + behind[0].length };
    return [made(span, numeral.value === held)];
  });
}

/** "None of the signals is on" denies nothing that it does not count. */
function isUnsaidHere(sentence: Sentence, facts: Facts, span: Span): boolean {
  const isCount = /^(?:none|no)\b/i.test(sentence.text.slice(span.from, span.to));
  return (!isCount && isUnsaid(sentence, span)) || isOtherSpan(sentence, facts, span);
}

const OF_ASSETS = /^ (?:assets|trends|markets|models)\b/i;
const UP = /\b(?:up|upwards?|rising|positive|higher)\b/i;
const DOWN = /\b(?:down|downwards?|falling|negative|lower)\b/i;

/** "Up in 12 of 14": trends by the models section; another total is another count. */
function assetsRuling(sentence: Sentence, facts: Facts): readonly Ruled[] {
  const [up, down, of] = ["up", "down", "measured"].map((name) => facts.figures.get(`models.${name}`));
  if (!up || !down || !of) return [];
  return sentence.numerals.flatMap((numeral, index) => {
    const total = sentence.numerals[index + 1];
    if (!total || total.value !== of.value || !isWhole(numeral) || !isWhole(total)) return [];
    if (!/^ (?:out )?of (?:the |our )?$/i.test(sentence.text.slice(numeral.to, total.from))) return [];
    const isOfTrends =
      OF_ASSETS.test(sentence.text.slice(total.to)) ||
      /\b(?:trend|momentum|models?)/i.test(sentence.text) ||
      sentence.id === "models";
    const isUp = UP.test(sentence.text);
    if (!isOfTrends || isUp === DOWN.test(sentence.text) || isUnsaidHere(sentence, facts, numeral)) return [];
    const held = isUp ? up : down;
    const span = { from: numeral.from, to: total.to };
    const verdict = numeral.value === held.value ? "verified" : "contradicted";
    const message = `Of ${of.value} assets, ${up.value} trend up and ${down.value} down.`;
    return [{ ...span, kind: "count", verdict, message, figures: [held.id, of.id], covers: [span] }];
  });
}

function isWhole({ unit, decimals, sign }: Numeral): boolean {
  return unit === null && decimals === 0 && sign === null;
}
