import { cleanDecimal, roundHalfAway } from "../finance/rounding.ts";
import type { Figure } from "../model/figure.ts";
import type { Unit } from "../model/unit.ts";

/** U+2212, the only minus sign that is printed. */
const MINUS = "−";
const SUFFIX: Readonly<Record<Unit, string>> = {
  percent: "%",
  bp: " bp",
  pp: " pp",
  index: "",
  price: "",
  probability: "%",
  percentile: "",
  sd: " sd",
  count: "",
  moves: "",
  correlation: "",
  score: "",
  days: " days",
  ratio: "",
};
const PLACES: Readonly<Record<Exclude<Unit, "bp">, number>> = {
  percent: 2,
  pp: 2,
  index: 2,
  price: 2,
  probability: 1,
  percentile: 0,
  sd: 1,
  count: 0,
  moves: 1,
  correlation: 2,
  score: 0,
  days: 0,
  ratio: 2,
};

export interface NumberForm {
  /** Places after the point; left out, the unit decides. */
  readonly decimals?: number | undefined;
  /** `always`: + and −; `never`: the size alone; left out: − only. */
  readonly sign?: "always" | "never";
  /** False for tables and charts whose head names the unit. */
  readonly withUnit?: boolean;
}

/** A figure as it is printed: `4.17%`, `+7 bp`, `−0.36%`, `6,796.29`. Rounded once, here, half away from zero. */
export function printFigure(figure: Figure, { decimals, sign, withUnit = true }: NumberForm = {}): string {
  const text = printNumber(figure.value, decimals ?? placesOf(figure), sign);
  return withUnit ? text + SUFFIX[figure.unit] : text;
}

/** True when the figure prints as zero: a change of 0.004 % is "flat" to a reader who sees 0.00%. */
export function printsAsZero(figure: Figure, decimals?: number): boolean {
  return roundHalfAway(figure.value, decimals ?? placesOf(figure)) === 0;
}

/** A number with thousands separated, a true minus and never a negative zero. */
export function printNumber(value: number, decimals: number, sign?: "always" | "never"): string {
  const rounded = roundHalfAway(value, decimals);
  const [whole = "0", fraction] = Math.abs(rounded).toFixed(decimals).split(".");
  const digits = whole.replace(/\B(?=(\d{3})+$)/g, ",") + (fraction ? `.${fraction}` : "");
  if (rounded === 0 || sign === "never") return digits;
  if (rounded < 0) return MINUS + digits;
  return sign === "always" ? `+${digits}` : digits;
}

/** `st`, `nd`, `rd` or `th` behind a whole number: 3rd, 11th, 55th. */
export function printOrdinal(value: number): string {
  const whole = roundHalfAway(value, 0);
  const [tens, ones] = [Math.floor(whole / 10) % 10, whole % 10];
  const ending = tens === 1 ? "th" : (["th", "st", "nd", "rd"][ones] ?? "th");
  return `${whole}${ending}`;
}

const WORDS = "zero one two three four five six seven eight nine ten eleven twelve".split(" ");

/** A count in words up to twelve, in digits above. */
export function printCount(value: number): string {
  return WORDS[value] ?? printNumber(value, 0);
}

/** What a chart or table head calls a unit: `%`, `bp`, `pp`. */
export function unitWord(unit: Unit): string {
  return SUFFIX[unit].trim();
}

/** A spread is printed as it is quoted, in whole bp or with up to two places; a computed one with one place where it has any. */
function placesOf({ unit, value, method }: Figure): number {
  if (unit !== "bp") return PLACES[unit];
  const most = method === "as observed" ? 2 : 1;
  const clean = cleanDecimal(value);
  for (let places = 0; places < most; places += 1) {
    if (Math.abs(clean - roundHalfAway(clean, places)) < 1e-9) return places;
  }
  return most;
}
