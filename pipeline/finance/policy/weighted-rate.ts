import type { IsoDate } from "../../model/unit.ts";

/** Days whose EFFR went into a rate, both included. */
export interface Fixings {
  readonly from: IsoDate;
  readonly to: IsoDate;
}

/**
 * A rate in percent, with how it hangs on the contracts: `weights` by contract month is what one bp in that month's average does to
 * it, in bp. What came from published EFFR has no weight.
 */
export interface Rate {
  readonly value: number;
  readonly weights: ReadonlyMap<string, number>;
  readonly fixings: Fixings | null;
}

/** The average of a contract month as a rate. */
export function averageRate(month: string, percent: number): Rate {
  return { value: percent, weights: new Map([[month, 1]]), fixings: null };
}

/** A rate that published EFFR gives. */
export function fixedRate(percent: number, fixings: Fixings): Rate {
  return { value: percent, weights: new Map(), fixings };
}

/** Sum of factor times rate. */
export function sumOf(parts: readonly (readonly [factor: number, rate: Rate])[]): Rate {
  const weights = new Map<string, number>();
  let value = 0;
  for (const [factor, rate] of parts) {
    if (factor === 0) continue;
    value += factor * rate.value;
    for (const [month, weight] of rate.weights)
      weights.set(month, (weights.get(month) ?? 0) + factor * weight);
  }
  const fixings = parts.find(([factor, rate]) => factor !== 0 && rate.fixings)?.[1].fixings ?? null;
  return { value, weights, fixings };
}

/** The largest weight, without sign, that any one month has in a rate; 0 where it hangs on none. */
export function strongestWeight({ weights }: Rate): number {
  let most = 0;
  for (const weight of weights.values()) most = Math.max(most, Math.abs(weight));
  return most;
}
