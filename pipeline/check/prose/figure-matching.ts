import { roundHalfAway } from "../../finance/rounding.ts";
import type { Figure } from "../../model/figure.ts";
import type { Unit } from "../../model/unit.ts";
import type { Numeral, NumeralRange, StatedUnit } from "./sentence.ts";

/** Units of figures that a stated unit may mean; a bare number may be any. */
const MEANT: Readonly<Record<NonNullable<StatedUnit>, readonly Unit[]>> = {
  percent: ["percent", "probability"],
  bp: ["bp"],
  pp: ["pp"],
  sd: ["sd"],
  ordinal: ["percentile", "count"],
  times: ["ratio"],
  money: ["price"],
  days: ["days", "count"],
};

const ENDING: Readonly<Partial<Record<Unit, string>>> = {
  percent: "%",
  probability: "%",
  bp: " bp",
  pp: " pp",
  sd: " sd",
  days: " days",
};

/** Binary noise of a difference of decimals. */
const NOISE = 1e-9;

/** Whether a figure is counted in what a number says of itself. */
export function hasUnit(figure: Pick<Figure, "unit">, stated: StatedUnit): boolean {
  return stated === null || MEANT[stated].includes(figure.unit);
}

/**
 * Whether a number is this value, rounded once to the places that it has. Without a sign it is a size: "fell 3 bp"; with "about" it may be
 * off by one unit of its last place; a bound holds or does not.
 */
export function isValue(numeral: Numeral, value: number): boolean {
  const stated = numeral.value * numeral.factor;
  const meant = numeral.sign === null ? Math.abs(value) : value;
  if (numeral.bound !== null) return (meant - stated) * numeral.bound > -NOISE;
  const unit = 10 ** -numeral.decimals * numeral.factor;
  if (Math.abs(meant - stated) > 2 * unit) return false;
  const rounded = roundHalfAway(meant / numeral.factor, numeral.decimals) * numeral.factor;
  return (
    Math.abs(rounded - stated) < NOISE * Math.max(1, Math.abs(stated)) ||
    (numeral.isAbout && Math.abs(meant - stated) < unit + NOISE)
  );
}

/** Whether a number is this figure. A level that was observed below zero has its minus. */
export function isFigure(numeral: Numeral, figure: Figure): boolean {
  if (!hasUnit(figure, numeral.unit)) return false;
  if (figure.value < 0 && numeral.sign === null && numeral.value !== 0 && isObservedLevel(figure))
    return false;
  return isValue(numeral, figure.value);
}

function isObservedLevel({ method, inputs: [input] }: Figure): boolean {
  return (
    method === "as observed" && input !== undefined && "series" in input && !input.series.endsWith(".RETURN")
  );
}

/** Whether a figure lies between the ends of a range, each end rounded as it is stated; in either order. */
export function isInside({ low, high }: NumeralRange, { value }: Pick<Figure, "value">): boolean {
  const isSize = low.sign === null && high.sign === null;
  const ends = [low.value * low.factor, high.value * high.factor];
  const slack = 0.5 * 10 ** -Math.min(low.decimals, high.decimals) + NOISE;
  const meant = isSize ? Math.abs(value) : value;
  return meant > Math.min(...ends) - slack && meant < Math.max(...ends) + slack;
}

/** A figure's value as a writer would put it: with the places and the sign of the number that it replaces, or else all its places. */
export function asWritten(
  { value, unit }: Pick<Figure, "value" | "unit">,
  numeral?: Pick<Numeral, "decimals" | "sign">,
): string {
  const places = Math.min(placesOf(value), Math.max(numeral?.decimals ?? 3, Math.abs(value) < 1 ? 1 : 0));
  const rounded = roundHalfAway(value, places);
  const [whole = "0", fraction] = Math.abs(rounded).toFixed(places).split(".");
  const digits = whole.replace(/\B(?=(\d{3})+$)/g, ",") + (fraction ? `.${fraction}` : "");
  const sign = rounded < 0 ? "−" : numeral?.sign && rounded > 0 ? "+" : "";
  return `${sign}${digits}${ENDING[unit] ?? ""}`;
}

/** Places that a value has, three at most: enough to see why a number was rounded to another one. */
function placesOf(value: number): number {
  return [0, 1, 2].find((places) => Math.abs(value - roundHalfAway(value, places)) < NOISE) ?? 3;
}
