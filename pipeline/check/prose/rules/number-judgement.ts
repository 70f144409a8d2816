import { printDate } from "../../../finance/date-words.ts";
import type { Figure } from "../../../model/figure.ts";
import type { Facts } from "../facts.ts";
import { asWritten, hasUnit, isFigure, isInside, isValue } from "../figure-matching.ts";
import type { Ruled } from "../rule.ts";
import type { Numeral, NumeralRange, Sentence } from "../sentence.ts";
import { isUnsaid } from "./left-alone.ts";
import { nameOf } from "./linked.ts";
import { type Meant, meantBy } from "./number-measure.ts";
import { observedOf } from "./number-observed.ts";
import { spokenOf } from "./number-subject.ts";

export type Judged = Pick<Ruled, "verdict" | "message" | "remedy" | "figures">;

/** A number, or a range: what must be true of a figure for it to be the one that is stated. */
export interface Stated {
  /** The number itself; of a range, the one that names the unit. */
  readonly numeral: Numeral;
  readonly range: NumeralRange | null;
}

/** Holds a number against the figures of the subject and the measure that are named with it. */
export function judged(stated: Stated, sentence: Sentence, facts: Facts): Judged {
  const place = stated.range ?? stated.numeral;
  const spoken = spokenOf(sentence, facts, place);
  const meant = meantBy(
    sentence,
    facts,
    stated.range ? { ...stated.numeral, ...spanOf(place) } : stated.numeral,
  );
  if (spoken.subjects.length === 0) return unknown("No subject of the vocabulary is named with it.");
  if (meant.isOtherDay)
    return unknown("It is said of another day or span than the issue's, and no measure of it is named.");
  const rulings = spoken.subjects.map((subject) => ofSubject(stated, { subject, meant, facts }));
  const all = together(rulings);
  if (all) return all;
  const rival = spoken.rivals.map((subject) => ofSubject(stated, { subject, meant, facts })).find(isVerified);
  if (rival) return rival;
  const isSure = spoken.isSure && meant.isSure && !isUnsaid(sentence, place);
  const wrong = rulings.find(({ verdict }) => verdict === "contradicted");
  const some = rulings.some(isVerified);
  return wrong && isSure && !some ? wrong : doubtful(rulings, { isSure: spoken.isSure, meant });
}

function spanOf({ from, to }: { readonly from: number; readonly to: number }) {
  return { from, to };
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
}

function ofSubject(stated: Stated, { subject, meant, facts }: Asked): Judged {
  const name = nameOf(facts, subject);
  const unit = stated.numeral.unit;
  const named = meant.measures.map((measure) =>
    facts.of(subject, measure).filter((figure) => hasUnit(figure, unit)),
  );
  const groups = named.filter((group) => group.length > 0);
  const found = groups
    .flat()
    .find((figure) => fits(stated, figure) && (meant.isSure || !isMereZero(stated, figure)));
  if (found) return { verdict: "verified", message: told(found, facts), figures: [found.id] };
  const observed = seen(stated, { subject, meant, facts });
  if (observed) return observed;
  const candidates = groups[0] ?? [];
  if (candidates.length === 0)
    return unknown(
      `The issue has no figure of ${name}${unitWords(unit)} that it could be.${seriesSays(stated, { subject, meant, facts })}`,
    );
  if (meant.measures.length > 1 && groups.length > 1 && !meant.isSure)
    return unknown(
      `${name} has several figures that it could be, and none is that number: ${list(groups.flat(), stated)}.`,
    );
  const isChange = meant.measures.includes("day-change");
  return refuted(stated, { candidates, facts, name, isChange });
}

const FEW = 3;

interface Candidates {
  readonly candidates: readonly Figure[];
  readonly facts: Facts;
  readonly name: string;
  readonly isChange: boolean;
}

function refuted(stated: Stated, { candidates, facts, name, isChange }: Candidates): Judged {
  const several = new Map(candidates.map((one) => [one.value.toPrecision(9), one] as const).reverse());
  const distinct = [...several.values()].reverse();
  if (distinct.length > FEW)
    return unknown(
      `${name} has several figures that it could be, and none is that number: ${list(distinct, stated)}.`,
    );
  if (isOtherKind(stated, candidates[0]!, isChange))
    return unknown(`The number bears no unit, and none of ${list(distinct, stated)} is it.`);
  return {
    verdict: "contradicted",
    message: distinct.map((figure) => told(figure, facts)).join(" "),
    remedy: `Write ${asWritten(distinct[0]!, stated.numeral)}, or give the source of the other number with a note or {{quote}}.`,
    figures: distinct.map(({ id }) => id),
  };
}

/** "24.74 points" is no percent, and "the last 10 sessions" no level: a bare number may be of another kind than the figure. */
function isOtherKind({ numeral, range }: Stated, { value, unit }: Figure, isChange: boolean): boolean {
  if (numeral.unit !== null || range) return false;
  const share = Math.abs((numeral.value * numeral.factor) / value);
  if (numeral.decimals === 0 && Math.abs(value) >= 20 && (share > 2 || share < 0.5)) return true;
  return isChange && unit !== "index" && unit !== "price" && numeral.sign === null;
}

function seriesSays({ numeral }: Stated, { subject, meant, facts }: Asked): string {
  const measure =
    meant.measures.includes("level") && !meant.measures.includes("day-change") ? "level" : "change";
  const found = observedOf(facts, subject).find(
    ({ name, figure }) => name.includes(measure) && hasUnit(figure, numeral.unit),
  );
  return found ? ` As the series has it, ${found.name} is ${asWritten(found.figure)}.` : "";
}

/** Where the issue has no such figure, the series itself may bear the number out. */
function seen(stated: Stated, { subject, meant, facts }: Asked): Judged | null {
  if (!meant.measures.some((measure) => measure === "level" || measure === "day-change")) return null;
  const found = observedOf(facts, subject).find(({ figure }) => {
    if (!hasUnit(figure, stated.numeral.unit)) return false;
    return stated.range ? isInside(stated.range, figure) : isValue(stated.numeral, figure.value);
  });
  if (!found) return null;
  const { value, unit, asOf } = found.figure;
  const message = `It is ${found.name}: ${asWritten({ value, unit })} on ${printDate(asOf)}.`;
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
      ? "No measure is named with it."
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

/** "ig-spread.level is 81 bp on 5 November 2025." */
export function told(figure: Figure, { date }: Pick<Facts, "date">): string {
  const day = figure.asOf === date ? "" : ` as of ${printDate(figure.asOf)}`;
  return `${figure.id} is ${asWritten(figure)}${day}.`;
}

function list(figures: readonly Figure[], { numeral }: Stated): string {
  return figures
    .slice(0, FEW)
    .map((figure) => `${figure.id} ${asWritten(figure, numeral)}`)
    .join(", ");
}

function unitWords(unit: Numeral["unit"]): string {
  return unit === null ? "" : ` in ${unit === "ordinal" ? "percentiles" : unit}`;
}
