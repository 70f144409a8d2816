import { printDate } from "../../../finance/date-words.ts";
import { roundHalfAway } from "../../../finance/rounding.ts";
import type { Facts } from "../facts.ts";
import type { Rule, Ruled } from "../rule.ts";
import type { Numeral, Sentence } from "../sentence.ts";
import { overlaps } from "../word-finder.ts";
import { amount } from "./amount.ts";
import { clauseOf } from "./left-alone.ts";

/** Names of measures of credit that are not each other, with the series that bear them. */
const INSTRUMENTS = [
  { name: "OAS", words: /\bOAS\b/, series: /\.IG\.OAS$/ },
  { name: "CDX", words: /\bCDX\b/, series: /^CDX\./ },
] as const;
/** Credit of another quality has levels of its own. */
const OTHER_QUALITY = /\b(?:HY|high[- ]yield|junk|BBB|AAA|EM|euro|European)\b/i;

interface Observed {
  readonly name: string;
  readonly series: string;
  readonly value: number;
}

/**
 * A level in bp that is said of one measure of investment-grade credit and is another one's: an OAS of 52.8 on a day when the OAS was
 * 81 and the CDX index 52.751. Spoken of only where it is exactly the other's level, as printed.
 */
export const instrument: Rule = (sentence, facts, taken) => {
  const named = INSTRUMENTS.filter(({ words }) => words.test(sentence.text));
  if (named.length !== 1 || OTHER_QUALITY.test(sentence.text)) return [];
  const [own, others] = observedOf(facts, named[0]!.name);
  return sentence.numerals
    .filter((one) => !taken.some((other) => overlaps(one, other)) && isLevel(sentence, one))
    .flatMap((one) => rulingOn(facts, one, { name: named[0]!.name, own, others }));
};

function observedOf(facts: Facts, name: string): readonly [Observed | undefined, readonly Observed[]] {
  const { series, beside } = facts.edition.ig;
  const known = [series, ...beside].flatMap((id) => {
    const history = facts.history(id);
    const kind = INSTRUMENTS.find((one) => one.series.test(id));
    if (!history || !kind || history.dates.at(-1) !== facts.date) return [];
    return [{ name: kind.name, series: id, value: history.values.at(-1)! }];
  });
  return [known.find((one) => one.name === name), known.filter((one) => one.name !== name)];
}

/** A change, a distance or a share is no level. */
function isLevel(sentence: Sentence, numeral: Numeral): boolean {
  if ((numeral.unit !== "bp" && numeral.unit !== null) || numeral.sign !== null) return false;
  const { from, to } = clauseOf(sentence.text, numeral);
  const words = sentence.text.slice(from, to);
  return !/\b(?:inside|tighter|wider|above|below|average|mean|high|wides|tights|since)\b/i.test(words);
}

interface Held {
  readonly name: string;
  readonly own: Observed | undefined;
  readonly others: readonly Observed[];
}

function rulingOn(facts: Facts, numeral: Numeral, { name, own, others }: Held): readonly Ruled[] {
  const isAt = (value: number) => roundHalfAway(value, numeral.decimals) === numeral.value;
  const meant = others.find(({ value }) => isAt(value));
  if ((own && isAt(own.value)) || !meant) return [];
  const place = { from: numeral.from, to: numeral.to, kind: "instrument" as const };
  const is = `${amount(meant.value, "bp")} is the level of the ${meant.name} (${meant.series})`;
  if (!own) {
    const message = `No level of the ${name} is at hand for ${printDate(facts.date)}; ${is}.`;
    return [{ ...place, verdict: "not verifiable", message, figures: [] }];
  }
  return [
    {
      ...place,
      verdict: "contradicted",
      message: `The ${own.name} (${own.series}) stood at ${amount(own.value, "bp")} on ${printDate(facts.date)}; ${is}.`,
      remedy: `Call it ${meant.name}, or write ${amount(own.value, "bp")}.`,
      figures: [...facts.figures.values()].filter(({ id }) => id === "ig-spread.level").map(({ id }) => id),
    },
  ];
}
