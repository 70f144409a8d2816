import { printDate } from "../../../finance/date-words.ts";
import type { Figure } from "../../../model/figure.ts";
import type { Facts } from "../facts.ts";
import { shown } from "../figure-matching.ts";
import type { Numeral } from "../sentence.ts";
import { nameOf } from "./linked.ts";

/** Of whom and of what a figure is told: keys of the vocabulary. */
export interface Told {
  readonly subject: string;
  readonly measure: string;
}

/** "10-year yield, on the day: +7 bp (5 November 2025)." Without a subject the figure goes by its id. */
export function told(
  figure: Figure,
  facts: Facts,
  { of, decimals }: { readonly of?: Told; readonly decimals?: number } = {},
): string {
  const name = of ? `${nameOf(facts, of.subject)}, ${measureName(facts, of.measure)}` : figure.id;
  return `${name}: ${shown(figure, decimals)} (${printDate(figure.asOf)}).`;
}

/** A measure by the first of its words. */
export function measureName({ vocabulary }: Pick<Facts, "vocabulary">, measure: string): string {
  return vocabulary.measures[measure]?.words[0] ?? measure;
}

/** How many figures a finding names. */
export const FEW = 3;

/** "level 4.17%, on the day +7 bp": what a subject has, in the words of its measures. */
export function listed(
  facts: Facts,
  { subject, measures }: { readonly subject: string; readonly measures: readonly string[] },
  unit: readonly Figure[],
): string {
  const named = unit.slice(0, FEW).map((figure) => {
    const measure = measures.find((one) => facts.of(subject, one).includes(figure));
    return `${measure === undefined ? figure.id : measureName(facts, measure)} ${shown(figure)}`;
  });
  return [...new Set(named)].join(", ");
}

/** " in bp"; nothing for a number that bears no unit. */
export function unitWords(unit: Numeral["unit"]): string {
  const names: Readonly<Record<string, string>> = {
    ordinal: "percentiles",
    money: "dollars",
    sd: "standard deviations",
  };
  return unit === null ? "" : ` in ${names[unit] ?? unit}`;
}
