import { printDate } from "../../../finance/date-words.ts";
import type { Figure } from "../../../model/figure.ts";
import type { Facts } from "../facts.ts";
import { hasUnit, inPlaceOf, isChange, isFigure, isInside, isValue, shown } from "../figure-matching.ts";
import type { Ruled } from "../rule.ts";
import type { Sentence, Span } from "../sentence.ts";
import { overlaps } from "../word-finder.ts";
import { isUnsaid } from "./left-alone.ts";
import { fundOf, nameOf } from "./linked.ts";
import { type Meant, meantBy } from "./number-measure.ts";
import { observedOf } from "./number-observed.ts";
import { spokenOf } from "./number-subject.ts";
import { isCount, mayBe } from "./number-trust.ts";
import { FEW, listed, told, unitWords } from "./number-words.ts";
import type { Stated } from "./stated-number.ts";

export type Judged = Pick<Ruled, "verdict" | "message" | "remedy" | "figures">;

/** What is said of a number, and of which sentence: `taken` is what earlier rules have judged, a word of movement among it is not judged again. */
export interface Known {
  readonly facts: Facts;
  readonly taken: readonly Span[];
}

/** Holds a number against the figures, in the unit that it bears, of the subject and the measure that are named with it. */
export function inItsUnit(stated: Stated, sentence: Sentence, { facts, taken }: Known): Judged {
  const place = stated.range ?? stated.numeral;
  const spoken = spokenOf(sentence, facts, place);
  const meant = meantBy(sentence, facts, {
    ...stated.numeral,
    from: spoken.from ?? place.from,
    to: place.to,
  });
  const isJudged = meant.move !== null && taken.some((one) => overlaps(one, meant.move!));
  if (spoken.subjects.length === 0)
    return unknown("No name that content/vocabulary.yaml knows stands with it.");
  if (stated.numeral.unit === "ordinal" && meant.measures.length === 0)
    return unknown("No figure of the issue counts this.");
  if (meant.isOtherDay)
    return unknown("It is said of another day or span, of which the sentence names no figure.");
  const rulings = spoken.subjects.map((subject) => ofSubject(stated, { subject, meant, facts, isJudged }));
  const rival = spoken.rivals
    .map((subject) => ofSubject(stated, { subject, meant, facts, isJudged }))
    .find(isVerified);
  const fits = together(rulings) ?? rival;
  if (fits)
    return mayBe(stated, sentence, facts, { spoken, meant })
      ? fits
      : unknown(`It fits, but nothing shows that it is said of this: ${fits.message}`);
  const isSure = spoken.isSure && meant.isSure && !isUnsaid(sentence, place) && !isCount(sentence, stated);
  const wrong = rulings.find(({ verdict }) => verdict === "contradicted");
  return wrong && isSure && !rulings.some(isVerified)
    ? wrong
    : doubtful(rulings, { isSure: spoken.isSure, meant });
}

function isVerified({ verdict }: Judged): boolean {
  return verdict === "verified";
}

/** One ruling for a list of subjects of which each bears the number out. */
function together(rulings: readonly Judged[]): Judged | null {
  if (!rulings.every(isVerified)) return null;
  return {
    verdict: "verified",
    message: rulings.map(({ message }) => message).join(" "),
    figures: rulings.flatMap(({ figures }) => figures),
  };
}

interface Asked {
  readonly subject: string;
  readonly meant: Meant;
  readonly facts: Facts;
  /** The word of movement has its own verdict: the size is not called wrong for it. */
  readonly isJudged: boolean;
}

/** A figure with the measure by which it was found. */
interface Candidate {
  readonly figure: Figure;
  readonly measure: string;
}

function ofSubject(stated: Stated, asked: Asked): Judged {
  const { subject, meant, facts } = asked;
  const { unit } = stated.numeral;
  const fund = fundOf(facts, subject);
  const all = meant.measures.map((measure) =>
    facts.of(subject, measure).map((figure) => ({ figure, measure })),
  );
  const groups = all
    .map((group) =>
      group.filter(({ figure }) => hasUnit(figure, unit) && (fund === null || !isFarPrice(stated, figure))),
    )
    .filter((group) => group.length > 0);
  const found = groups
    .flat()
    .find(({ figure }) => fits(stated, figure) && (meant.isSure || !isMereZero(stated, figure)));
  if (found) return borneOut(stated, asked, found);
  const observed = seen(stated, asked);
  if (observed) return observed;
  // What is priced is that of one meeting or of all up to it; what it is priced at, a chance or a rate.
  const candidates =
    meant.measures.includes("cumulative") && meant.isSure ? groups.slice(0, 2).flat() : groups[0];
  if (!candidates || candidates.length === 0)
    return inOtherUnit(stated, asked, all.flat()) ?? unknown(missing(stated, asked));
  if (groups.length > 1 && !meant.isSure) return unknown(severalOf(asked, groups.flat()));
  return refuted(stated, asked, candidates);
}

/** It is the figure; but "8 bp wider" is wrong of a spread that fell by 8 bp. */
function borneOut(
  stated: Stated,
  { subject, meant, facts, isJudged }: Asked,
  { figure, measure }: Candidate,
): Judged {
  const of = { subject, measure };
  const message = told(figure, facts, { of, decimals: stated.numeral.decimals });
  const side = meant.move?.signOf(subject) ?? 0;
  const isAgainst = isChange(figure) && stated.numeral.sign === null && side * figure.value < 0;
  if (isAgainst && isJudged)
    return { ...unknown(`The size fits, the direction does not. ${message}`), figures: [figure.id] };
  return { verdict: isAgainst ? "contradicted" : "verified", message, figures: [figure.id] };
}

function refuted(stated: Stated, asked: Asked, candidates: readonly Candidate[]): Judged {
  const several = new Map(candidates.map((one) => [one.figure.value.toPrecision(9), one] as const).reverse());
  const distinct = [...several.values()].reverse();
  const { subject, meant, facts } = asked;
  if (distinct.length > FEW) return unknown(severalOf(asked, distinct));
  const isChange = meant.measures.includes("day-change");
  if (isOtherKind(stated, distinct[0]!.figure, isChange))
    return unknown(`It bears no unit. ${severalOf(asked, distinct)}`);
  const { decimals } = stated.numeral;
  return {
    verdict: "contradicted",
    message: distinct
      .map(({ figure, measure }) => told(figure, facts, { of: { subject, measure }, decimals }))
      .join(" "),
    remedy: `Write ${inPlaceOf(distinct[0]!.figure, stated.numeral)}, or give the other number's source with {{quote}}.`,
    figures: distinct.map(({ figure }) => figure.id),
  };
}

/** "24.74 points" is no percent, and "the last 10 sessions" no level: a bare number may be of another kind than the figure. */
function isOtherKind({ numeral, range }: Stated, { value, unit }: Figure, isChange: boolean): boolean {
  if (numeral.unit !== null || range) return false;
  const share = Math.abs((numeral.value * numeral.factor) / value);
  if (numeral.decimals === 0 && Math.abs(value) >= 20 && (share > 2 || share < 0.5)) return true;
  return isChange && unit !== "index" && unit !== "price" && numeral.sign === null;
}

/** "The yield rose 7%" where it rose 7 bp: the number is right and its unit wrong. */
function inOtherUnit(
  { numeral, range }: Stated,
  { subject, facts }: Pick<Asked, "subject" | "facts">,
  all: readonly Candidate[],
): Judged | null {
  const other = numeral.unit === "percent" ? "bp" : numeral.unit === "bp" ? "percent" : null;
  const found = all.find(({ figure }) => figure.unit === other && isValue(numeral, figure.value));
  if (!found || range || numeral.value === 0 || numeral.bound !== null) return null;
  const { figure, measure } = found;
  return {
    verdict: "contradicted",
    message: `The unit is another one. ${told(figure, facts, { of: { subject, measure } })}`,
    remedy: `Write ${inPlaceOf(figure, numeral)}.`,
    figures: [figure.id],
  };
}

function severalOf({ subject, meant: { measures }, facts }: Asked, found: readonly Candidate[]): string {
  const figures = found.map(({ figure }) => figure);
  return `None of the figures of ${nameOf(facts, subject)} that it could be is that number: ${listed(facts, { subject, measures }, figures)}.`;
}

/** $3,987 is no price of the fund GLD, of which a share is at 366: it is an ounce's. */
function isFarPrice({ numeral: { value, factor } }: Stated, figure: Figure): boolean {
  const share = Math.abs((value * factor) / figure.value);
  return figure.unit === "price" && (share < 0.8 || share > 1.25);
}

function missing(stated: Stated, asked: Asked): string {
  const { subject, facts } = asked;
  const fund = fundOf(facts, subject);
  const price = fund === null ? null : facts.level(subject);
  if (stated.numeral.unit === "money" && price?.unit === "price")
    return `${fund} is at ${shown(price)} a share (${printDate(price.asOf)}); a price of what the fund holds is not at hand.`;
  const lacks = `The issue has no figure of ${nameOf(facts, subject)}${unitWords(stated.numeral.unit)} that it could be.`;
  return lacks + seriesSays(stated, asked);
}

function seriesSays({ numeral }: Stated, { subject, meant, facts }: Asked): string {
  const isLevel = meant.measures.includes("level") && !meant.measures.includes("day-change");
  const found = observedOf(facts, subject).find(
    ({ name, figure }) => name.includes(isLevel ? "level" : "change") && hasUnit(figure, numeral.unit),
  );
  return found ? ` The series has ${shown({ id: found.name, ...found.figure })} (${found.name}).` : "";
}

/** Where the issue has no such figure, the series itself may bear the number out. */
function seen(stated: Stated, { subject, meant, facts }: Asked): Judged | null {
  if (!meant.measures.some((measure) => measure === "level" || measure === "day-change")) return null;
  const found = observedOf(facts, subject).find(({ name, figure }) => {
    const isMeant = meant.measures.includes(name.includes("level") ? "level" : "day-change");
    if (!isMeant || !hasUnit(figure, stated.numeral.unit)) return false;
    return stated.range ? isInside(stated.range, figure) : isValue(stated.numeral, figure.value);
  });
  if (!found) return null;
  const message = `It is ${found.name}: ${shown({ id: found.name, ...found.figure })} (${printDate(found.figure.asOf)}).`;
  return { verdict: "verified", message, figures: [] };
}

/** What can be said of a number that no figure bears out and that cannot be called wrong. */
function doubtful(
  rulings: readonly Judged[],
  { isSure, meant }: { readonly isSure: boolean; readonly meant: Meant },
): Judged {
  const missing = rulings.find(({ verdict }) => verdict === "not verifiable");
  if (missing) return missing;
  const [first] = rulings.filter(({ verdict }) => verdict === "contradicted");
  const lacks = !isSure
    ? "Other words stand between it and its subject."
    : !meant.isSure
      ? "It does not say which figure it is."
      : "It is not said of all that is named with it, or not as a fact.";
  return unknown(`${lacks} ${first?.message ?? ""}`.trim());
}

export function unknown(message: string): Judged {
  return { verdict: "not verifiable", message, figures: [] };
}

/** A bare zero rounds whatever is small: it must be nothing in the next place as well. */
const NOTHING = 0.05;

function isMereZero({ numeral: { value, unit } }: Stated, figure: Figure): boolean {
  return value === 0 && unit === null && Math.abs(figure.value) >= NOTHING;
}

export function fits({ numeral, range }: Stated, figure: Figure): boolean {
  return range ? hasUnit(figure, numeral.unit) && isInside(range, figure) : isFigure(numeral, figure);
}
