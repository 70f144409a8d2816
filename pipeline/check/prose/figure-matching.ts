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

/** What stands behind a value in its unit. */
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
  if (numeral.bound !== null && (meant - stated) * numeral.bound <= -NOISE) return false;
  if (numeral.bound !== null && !numeral.isAbout) return true;
  const unit = Math.max(10 ** -numeral.decimals * numeral.factor, numeral.isAbout ? looseness(numeral) : 0);
  if (Math.abs(meant - stated) > 2 * unit) return false;
  const rounded = roundHalfAway(meant / numeral.factor, numeral.decimals) * numeral.factor;
  return (
    Math.abs(rounded - stated) < NOISE * Math.max(1, Math.abs(stated)) ||
    (numeral.isAbout && Math.abs(meant - stated) < unit + NOISE)
  );
}

/** "About $103,900", "just under 110": round tens and hundreds leave a quarter of their unit open, a fortieth of the number at most. */
function looseness({ value, decimals, factor }: Numeral): number {
  if (decimals > 0 || value === 0) return 0;
  const zeros = /0*$/.exec(String(Math.abs(value)))![0].length;
  return Math.min(10 ** zeros / 4, Math.abs(value) / 40) * factor;
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

/** Places that a figure is printed with. */
const PLACES: Readonly<Partial<Record<Unit, number>>> = {
  percent: 2,
  pp: 2,
  index: 2,
  price: 2,
  correlation: 2,
  ratio: 2,
  bp: 1,
  probability: 1,
  percentile: 1,
  sd: 1,
  moves: 1,
};

/** Whether a value is told with its sign wherever it stands: it says how much something changed. */
export function isChange({ id, unit }: Pick<Figure, "id" | "unit">): boolean {
  return unit === "pp" || /(?:change|return|step|cumulative|since-low|lead)\b/.test(id);
}

/** A figure as it is printed: with the places of its unit, or those that a writer gave, and the sign of a change. */
export function shown(figure: Pick<Figure, "id" | "value" | "unit">, decimals = 0): string {
  const { value, unit } = figure;
  const usual = PLACES[unit] ?? 0;
  const isWhole = unit === "bp" || unit === "probability" || unit === "percentile";
  const places = Math.max(
    isWhole ? Math.min(usual, placesOf(value)) : usual,
    Math.min(decimals, placesOf(value)),
  );
  const text = printed(value, places, ENDING[unit] ?? "");
  return isChange(figure) && roundHalfAway(value, places) > 0 ? `+${text}` : text;
}

/** A figure as a writer would put it in place of a number: as printed, with a sign where the number has one or a level is below zero. */
export function inPlaceOf(
  figure: Pick<Figure, "id" | "value" | "unit">,
  numeral: Pick<Numeral, "decimals" | "sign">,
): string {
  const text = shown(figure, numeral.decimals);
  return isChange(figure) && numeral.sign === null ? text.replace(/^[+−]/, "") : text;
}

function printed(value: number, places: number, ending: string): string {
  const rounded = roundHalfAway(value, places);
  const [whole = "0", fraction] = Math.abs(rounded).toFixed(places).split(".");
  const digits = whole.replace(/\B(?=(\d{3})+$)/g, ",") + (fraction ? `.${fraction}` : "");
  return `${rounded < 0 ? "−" : ""}${digits}${ending}`;
}

/** Places that a value has, three at most: enough to see why a number was rounded to another one. */
function placesOf(value: number): number {
  return [0, 1, 2].find((places) => Math.abs(value - roundHalfAway(value, places)) < NOISE) ?? 3;
}
