import type { Ruling, Stated } from "./claim.ts";

/** A claim that its figures decide. */
export function ruled(holds: boolean, message: string): Ruling {
  return { verdict: holds ? "passed" : "refused", message };
}

/** A claim for which a figure is not at hand. */
export function notEvaluated(message: string): Ruling {
  return { verdict: "not evaluated", message };
}

/** How far a stated number may be from what it was rounded from: half a unit of its last place. */
export function halfUnit({ decimals }: Stated): number {
  return 0.5 * 10 ** -decimals;
}

/** A number in a finding, free of binary noise. */
export function shown(value: number): string {
  return String(Number(value.toFixed(3)));
}

/** A stated number with the places that were stated. */
export function said({ value, decimals }: Stated): string {
  return value.toFixed(decimals);
}
