import { DELIVERY_STATES, type DeliveryState, type Receipt, type Tally } from "../../model/delivery.ts";
import type { IsoInstant } from "../../model/unit.ts";

/** What became of one version, over all its receipts. */
export interface VersionSum {
  readonly readers: number;
  readonly states: Tally;
  /** Those of `states` that are corrections. */
  readonly corrections: Tally;
  /** When the first and the last one were handed over; null: none was. */
  readonly first: IsoInstant | null;
  readonly last: IsoInstant | null;
  /** How many each relay has accepted. */
  readonly relays: Readonly<Record<string, number>>;
}

/** Adds receipts up, one at a time: a list of any length takes no memory. */
export async function sumOf(receipts: AsyncIterable<Receipt>): Promise<VersionSum> {
  const states = noTally();
  const corrections = noTally();
  const relays = new Map<string, number>();
  let readers = 0;
  let first: IsoInstant | null = null;
  let last: IsoInstant | null = null;
  for await (const { state, kind, handedAt, relay } of receipts) {
    readers += 1;
    states[state] += 1;
    if (kind === "correction") corrections[state] += 1;
    if (state === "accepted" && relay !== null) relays.set(relay, (relays.get(relay) ?? 0) + 1);
    if (handedAt === null) continue;
    if (first === null || handedAt < first) first = handedAt;
    if (last === null || handedAt > last) last = handedAt;
  }
  return { readers, states, corrections, first, last, relays: Object.fromEntries(relays) };
}

function noTally(): Record<DeliveryState, number> {
  return Object.fromEntries(DELIVERY_STATES.map((state) => [state, 0])) as Record<DeliveryState, number>;
}
