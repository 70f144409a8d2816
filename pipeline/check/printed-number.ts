import { roundHalfAway } from "../finance/rounding.ts";
import type { Figure } from "../model/figure.ts";
import type { Unit } from "../model/unit.ts";

/** How a unit may be printed behind a number; without it, a table's head or the axis of a chart names the unit. */
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

const WORDS = "zero one two three four five six seven eight nine ten eleven twelve".split(" ");
const PRINTED = /^([+−]?)(\d{1,3}(?:,\d{3})*)(?:\.(\d+))?(%| bp| pp| sd| days|st|nd|rd|th)?(?= |$)/;

/** A printed text taken apart, as a reader takes it. */
interface PrintedNumber {
  readonly sign: "" | "+" | "−";
  readonly size: number;
  readonly decimals: number;
  /** Printed unit or ordinal ending; "" where none is printed. */
  readonly ending: string;
  readonly words: string;
}

/** What makes a printed text another number than its figure; null where it is that figure, rounded once. */
export function misprint(text: string, figure: Figure, { onChart }: { onChart: boolean }): string | null {
  const read = numberIn(text);
  if (read === null) return countFault(text, figure);
  return endingFault(read, figure) ?? signFault(read, figure, onChart) ?? sizeFault(read, figure);
}

/** Places after the point in a printed text; null for a word. */
export function decimalsIn(text: string): number | null {
  return numberIn(text)?.decimals ?? null;
}

function numberIn(text: string): PrintedNumber | null {
  const found = PRINTED.exec(text);
  if (!found) return null;
  const [all, sign = "", whole = "", fraction = "", ending = ""] = found;
  const size = Number(`${whole.replaceAll(",", "")}.${fraction || "0"}`);
  return { sign: sign as "", size, decimals: fraction.length, ending, words: text.slice(all.length) };
}

/** A count in words is that count; any other word is no number at all. */
function countFault(text: string, { unit, value }: Figure): string | null {
  const count = WORDS.indexOf(text.toLowerCase());
  if (count < 0) return "no number can be read in it";
  if (unit !== "count") return "only a count is printed in words";
  return count === value ? null : "it is another count";
}

function endingFault({ ending, decimals, size, words }: PrintedNumber, { unit }: Figure): string | null {
  if (/^\d|^,\d/.test(words.trimStart())) return "another number follows";
  if (ending === "" || ending === SUFFIX[unit]) return null;
  if (!/^[a-z]/.test(ending)) return "its unit is another one";
  if (decimals > 0 || !["percentile", "count"].includes(unit)) return "only a place in a row has an ordinal";
  return ending === ordinalEnding(size) ? null : "its ordinal has another ending";
}

function ordinalEnding(size: number): string {
  const [tens, ones] = [Math.floor(size / 10) % 10, size % 10];
  return tens === 1 ? "th" : (["th", "st", "nd", "rd"][ones] ?? "th");
}

/**
 * Without its sign a number is a size, "fell 3 bp", and the words beside it say the direction: right of a change. A level that was
 * observed has no such words, and neither has a label on a chart.
 */
function signFault({ sign, size }: PrintedNumber, figure: Figure, onChart: boolean): string | null {
  if (size === 0) return sign === "" ? null : "zero has no sign";
  if (sign === "+" && figure.value < 0) return "its sign is the other one";
  if (sign === "−" && figure.value > 0) return "its sign is the other one";
  if (sign !== "" || figure.value > 0) return null;
  return onChart || isLevel(figure) ? "its minus is missing" : null;
}

function isLevel({ method, inputs }: Figure): boolean {
  const [input] = inputs;
  if (method !== "as observed" || !input || !("series" in input)) return false;
  return !input.series.endsWith(".RETURN");
}

function sizeFault({ size, decimals }: PrintedNumber, { value }: Figure): string | null {
  const expected = roundHalfAway(Math.abs(value), decimals);
  return expected === size ? null : `rounded once it is ${expected}`;
}
