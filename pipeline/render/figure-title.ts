import { printDate } from "../finance/date-words.ts";
import type { Figure, Input } from "../model/figure.ts";
import type { Unit } from "../model/unit.ts";

const UNITS: Readonly<Record<Unit, string>> = {
  percent: "percent",
  bp: "basis points",
  pp: "percentage points",
  index: "index points",
  price: "price",
  probability: "probability in percent",
  percentile: "percentile",
  sd: "standard deviations",
  count: "count",
  moves: "quarter-point moves",
  correlation: "correlation",
  score: "score from -100 to +100",
  days: "days",
  ratio: "ratio",
};

/** What a reader sees on pointing at a printed number: unit, date, method and sources. */
export function figureTitle(figure: Figure): string {
  const sources = [...new Set(sourcesOf(figure))];
  return [
    `${UNITS[figure.unit]}, as of ${printDate(figure.asOf)}`,
    `method: ${figure.method}`,
    `source: ${sources.join(", ")}`,
  ].join("; ");
}

function sourcesOf(input: Input): readonly string[] {
  if ("inputs" in input) return input.inputs.flatMap(sourcesOf);
  return "origin" in input ? [input.origin.source] : input.origins.map(({ source }) => source);
}
