import type { Facts } from "../facts.ts";

/** Made once of an issue's facts, however many sentences ask. */
export function ofFacts<T extends object>(make: (facts: Facts) => T): (facts: Facts) => T {
  const made = new WeakMap<Facts, T>();
  return (facts) => {
    const before = made.get(facts);
    if (before !== undefined) return before;
    const value = make(facts);
    made.set(facts, value);
    return value;
  };
}
