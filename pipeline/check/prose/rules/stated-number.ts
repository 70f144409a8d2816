import type { Numeral, NumeralRange } from "../sentence.ts";

/** A number, or a range: what must be true of a figure for it to be the one that is stated. */
export interface Stated {
  /** The number itself; of a range, the one that names the unit. */
  readonly numeral: Numeral;
  readonly range: NumeralRange | null;
}
