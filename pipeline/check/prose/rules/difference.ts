import { roundHalfAway } from "../../../finance/rounding.ts";
import type { Numeral, NumeralRange, Sentence, Span } from "../sentence.ts";

const UNIT = /^\s*(?:bps?|basis points?|pp|percentage points?|percent|%)/i;

/** Words for the side of a reference on which something lies; "inside" and "tighter" are said of spreads. */
export const SIDES = "above|below|inside|outside|over|under|wider|tighter|higher|lower";

export function signOfSide(word: string): 1 | -1 {
  return /^(?:below|inside|under|tighter|lower)/i.test(word) ? -1 : 1;
}

/** An amount in front of a word: "9 bp" or "6–7 bp" before "inside". */
export type Amount = Numeral | NumeralRange;

export function amountBefore({ text, numerals, ranges }: Sentence, at: number): Amount | null {
  const endsThere = ({ to }: Span) => {
    const between = text.slice(to, Math.max(to, at));
    return to <= at && /^\s*$/.test(between.replace(UNIT, ""));
  };
  return (
    ranges.findLast((range) => range.form === "between" && endsThere(range)) ??
    numerals.findLast(endsThere) ??
    null
  );
}

/** Whether a size is the amount that is said of it, as far as its places, "about" and "more than" let it be. */
export function isOfSize(size: number, said: Amount): boolean {
  if ("low" in said) {
    const half = 0.5 * 10 ** -Math.min(said.low.decimals, said.high.decimals);
    return size >= Math.abs(said.low.value) - half && size <= Math.abs(said.high.value) + half;
  }
  const stated = Math.abs(said.value);
  if (said.bound === 1) return size > stated;
  if (said.bound === -1) return size < stated;
  const unit = 10 ** -said.decimals;
  return said.isAbout ? Math.abs(size - stated) <= unit : roundHalfAway(size, said.decimals) === stated;
}

/** The numerals that an amount is made of. */
export function spansOf(said: Amount): readonly Span[] {
  return "low" in said ? [said, said.low, said.high] : [said];
}

/** Where an amount's unit ends. */
export function endOf(text: string, { to }: Span): number {
  return to + (UNIT.exec(text.slice(to))?.[0].length ?? 0);
}
