import type { Subscriber, SubscriberState } from "../../pipeline/model/subscriber.ts";
import type { Subscribers } from "../../pipeline/world/mailing/mailing.ts";

/** A list in memory, by the rules of world/mailing/mailing.ts as far as the site needs them. */
export interface MadeUpList extends Subscribers {
  /** By address. */
  readonly readers: Map<string, Subscriber>;
  readonly nonces: Map<string, string>;
  /** Addresses that were removed. */
  readonly removed: Set<string>;
  readonly changes: readonly string[];
  put(address: string, state: SubscriberState, more?: Partial<Subscriber>): Subscriber;
}

const LEFT: readonly string[] = ["unsubscribed", "bounced", "complained"];

export function madeUpList(): MadeUpList {
  const readers = new Map<string, Subscriber>();
  const nonces = new Map<string, string>();
  const removed = new Set<string>();
  const changes: string[] = [];
  const byId = (id: string) => [...readers.values()].find((one) => one.id === id) ?? null;
  const put: MadeUpList["put"] = (address, state, more = {}) => {
    const id = `reader${"abcdefghijklmnop"[readers.size]}aaaaaaaaa`;
    const at = "2025-01-01T00:00:00.000Z";
    const fixed = { name: null, tier: "free", language: null, timeZone: null, consent: null } as const;
    const reader = { id, address, state, since: at, changedAt: at, ...fixed, ...more };
    readers.set(address, reader);
    return reader;
  };
  return {
    readers,
    nonces,
    removed,
    changes,
    put,
    async take(entries) {
      return entries.map(({ address, name, tier, state, consent, asks }) => {
        const there = readers.get(address);
        if (there) return "unchanged";
        if (removed.has(address) && !consent && !asks) return "suppressed";
        changes.push(`added ${address} as ${state}`);
        put(address, state, { name, tier, consent });
        return removed.has(address) ? "returned" : "added";
      });
    },
    find: async (address) => readers.get(address) ?? null,
    byId: async (id) => byId(id),
    async *list() {
      yield* readers.values();
    },
    count: async ({ tier, state }) =>
      [...readers.values()].filter((one) => one.tier === tier && one.state === state).length,
    async change(id, { to, consent }, at) {
      const there = byId(id);
      if (!there) return null;
      if (to === "active" && (there.state === "pending" || LEFT.includes(there.state)) && !consent)
        return null;
      changes.push(`${there.state} to ${to}`);
      const now = { ...there, state: to, changedAt: at, consent: consent ?? there.consent };
      readers.set(there.address, now);
      return now;
    },
    async remove(address) {
      removed.add(address);
      return { was: readers.delete(address), earlier: null };
    },
    async askConfirmation(id, nonce) {
      nonces.set(id, nonce);
    },
    async useConfirmation(id, nonce) {
      return nonces.get(id) === nonce && nonces.delete(id);
    },
  };
}
