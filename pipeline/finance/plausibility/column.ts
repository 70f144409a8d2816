import type { IsoDate, Unit } from "../../model/unit.ts";

/**
 * How changes are measured:
 * - `price`: as the logarithm of the ratio; 0.69 is a doubling
 * - `rate`: as a difference in percentage points
 * - `spread`: as a difference in basis points
 * - `level`: as a difference in the series' own unit, of which nothing is known beforehand
 */
export type Kind = "price" | "rate" | "spread" | "level";

/** One series as columns, oldest first; null is "no observation". */
export interface Column {
  readonly dates: readonly IsoDate[];
  readonly values: readonly (number | null)[];
  /** In the unit of the values, both ends included. */
  readonly plausible: readonly [number, number];
  readonly unit: Unit;
  /** Days whose step a person has looked at and found true: the level after it is trusted. */
  readonly accepted?: readonly IsoDate[];
}

/** Rows that look like data and may not be; both ends included. */
export interface Suspicion {
  readonly rule: string;
  readonly from: IsoDate;
  readonly to: IsoDate;
  /** A full sentence: what was found, and what the series' own history lets one expect. */
  readonly message: string;
}

/**
 * How the changes of a series are measured.
 *
 * Ratios need a zero that means nothing at all, and values that never reach it: a rate in percent crosses zero, and so may a price
 * whose plausible bounds reach below it (oil on 2020-04-20). A spread that cannot be negative moves in proportion to itself.
 */
export function kindOf(unit: Unit, plausible: readonly [number, number]): Kind {
  if (unit === "percent" || unit === "pp") return "rate";
  if (plausible[0] > 0) return "price";
  return unit === "bp" ? "spread" : "level";
}

/** A number in a message: six significant digits say enough. */
export function say(value: number): string {
  return String(Number(value.toPrecision(6)));
}
