import type { DomainLimit } from "../../model/delivery-settings.ts";
import { type Rate, rateOf } from "./rate.ts";
import { ALONE, countFor, partFor, type SeatNow } from "./seat.ts";

/** What each domain of readers is spared. */
export interface DomainGates {
  /** Milliseconds until one more letter may go there; 0: now; Infinity: when one of those under way is through. */
  wait(domain: string, ticks: number): number;
  enter(domain: string, ticks: number): void;
  leave(domain: string): void;
}

interface Gate {
  readonly rate: Rate;
  readonly most: number | null;
  under: number;
}

/** So many are remembered before those that stand as at their beginning are forgotten. */
const SWEEP_AT = 1_000;

/**
 * @param limits by domain; "default" for each that is not named
 * @param seat of whoever sends, among those for whom the limits are together
 */
export function domainGates(
  limits: Readonly<Record<string, DomainLimit>>,
  seat: SeatNow = () => ALONE,
): DomainGates {
  const known = new Map(Object.entries(limits).map(([domain, limit]) => [domain.toLowerCase(), limit]));
  const gates = new Map<string, Gate>();
  let sweepAt = SWEEP_AT;
  const sweep = (ticks: number) => {
    for (const [domain, gate] of gates) if (gate.under === 0 && gate.rate.isFull(ticks)) gates.delete(domain);
    sweepAt = Math.max(SWEEP_AT, 2 * gates.size);
  };
  const limitOf = (domain: string): DomainLimit | null => {
    const limit = known.get(domain) ?? known.get("default") ?? null;
    return limit === null || (limit.perSecond === null && limit.connections === null) ? null : limit;
  };
  return {
    wait(domain, ticks) {
      const gate = gates.get(domain);
      const most = (gate ? gate.most : limitOf(domain)?.connections) ?? null;
      if (most !== null && (gate?.under ?? 0) >= countFor(most, seat())) return Number.POSITIVE_INFINITY;
      return gate?.rate.wait(ticks) ?? 0;
    },
    enter(domain, ticks) {
      const limit = limitOf(domain);
      if (limit === null) return;
      if (gates.size >= sweepAt) sweep(ticks);
      const gate = gates.get(domain) ?? {
        rate: rateOf(limit.perSecond, () => partFor(limit.connections, seat())),
        most: limit.connections,
        under: 0,
      };
      gates.set(domain, gate);
      gate.rate.take(ticks);
      gate.under += 1;
    },
    leave(domain) {
      const gate = gates.get(domain);
      if (gate) gate.under -= 1;
    },
  };
}
