import { DELIVERY_STATES, type DeliveryState, type Tally } from "../../pipeline/model/delivery.ts";
import type { Subscriber, SubscriberState } from "../../pipeline/model/subscriber.ts";
import type { Deliveries, Due, Mark, Subscribers } from "../../pipeline/world/mailing/mailing.ts";

export interface LedgerRow {
  readonly recipient: string;
  readonly address: string;
  state: DeliveryState;
  attempts: number;
  notBefore: string | null;
  sender: string | null;
  relay: string | null;
  reply: string | null;
}

type Part = Pick<Deliveries, "begin" | "beat" | "end" | "together" | "due" | "nextDue" | "mark" | "tally">;

/** The ledger of one version with the rules of comparing and setting, of claims and of leases; it forgets nothing and writes nothing. */
export interface LedgerInMemory extends Part {
  readonly rows: ReadonlyMap<string, LedgerRow>;
  readonly subscribers: Pick<Subscribers, "byId" | "change">;
  readonly changes: readonly { readonly id: string; readonly to: SubscriberState; readonly why: string }[];
  /** All steps that were made, in order. */
  readonly steps: readonly Mark[];
  /** Largest page that was asked for. */
  readonly mostAsked: number;
  stateOf(recipient: string): DeliveryState | undefined;
  /** Called before each step; what it throws is what the database throws. */
  onMark: ((mark: Mark) => void) | null;
  /** Another process takes the lease. */
  takeOver(): void;
  leave(recipient: string, state: SubscriberState): void;
}

export const VERSION = "2025-11-05/free/1";

export function ledgerInMemory(addresses: readonly string[]): LedgerInMemory {
  const rows = new Map<string, LedgerRow>();
  const states = new Map<string, SubscriberState>();
  const steps: Mark[] = [];
  const changes: { id: string; to: SubscriberState; why: string }[] = [];
  /** Those who send now, in order of their beginning. */
  const senders = new Set<string>();
  /** One that lets nobody send beside it. */
  let alone: string | null = null;
  let begun = 0;
  for (const [at, address] of addresses.entries()) {
    const recipient = `r${String(at).padStart(6, "0")}`;
    states.set(recipient, "active");
    rows.set(recipient, {
      recipient,
      address,
      state: "queued",
      attempts: 0,
      notBefore: null,
      sender: null,
      relay: null,
      reply: null,
    });
  }
  /** What nobody of those who send has in hands. */
  const abandon = () => {
    for (const row of rows.values()) {
      if (row.sender !== null && senders.has(row.sender)) continue;
      if (row.state === "handed over") row.state = "uncertain";
      row.sender = null;
    }
  };
  const isDue = (row: LedgerRow, at: string) =>
    row.state === "queued" || (row.state === "deferred" && row.notBefore! <= at);
  const ledger: LedgerInMemory & { mostAsked: number } = {
    rows,
    changes,
    steps,
    mostAsked: 0,
    onMark: null,
    stateOf: (recipient) => rows.get(recipient)?.state,
    takeOver() {
      senders.clear();
      alone = "another";
      abandon();
    },
    leave: (recipient, state) => void states.set(recipient, state),
    async begin(_version, _who, _at, { together = false } = {}) {
      if (alone !== null || (!together && senders.size > 0))
        return { busy: { process: 7, host: "elsewhere", since: "2025-11-05T21:00:00.000Z" } };
      const uncertain = [...rows.values()].filter(({ state }) => state === "handed over").length;
      abandon();
      begun += 1;
      const sender = `sender ${begun}`;
      senders.add(sender);
      if (!together) alone = sender;
      return { sender, uncertain };
    },
    async beat(sender) {
      return senders.has(sender);
    },
    async together(sender) {
      const before = [...senders].indexOf(sender);
      return { before: Math.max(0, before), all: senders.size, isKnown: true };
    },
    async end(sender) {
      if (!senders.delete(sender)) return;
      if (alone === sender) alone = null;
      abandon();
    },
    async due(sender, at, most) {
      ledger.mostAsked = Math.max(ledger.mostAsked, most);
      await turn();
      const page: Due[] = [];
      if (!senders.has(sender)) return page;
      for (const row of rows.values()) {
        if (page.length === most) break;
        if (row.sender !== null || !isDue(row, at)) continue;
        if (states.get(row.recipient) !== "active") {
          row.state = "withdrawn";
          continue;
        }
        row.sender = sender;
        const { recipient, address, attempts } = row;
        page.push({ version: VERSION, recipient, address, name: null, kind: "issue", attempts });
      }
      return page;
    },
    async nextDue() {
      const moments = [...rows.values()]
        .filter(({ state, sender }) => state === "deferred" && sender === null)
        .map(({ notBefore }) => notBefore!);
      return moments.sort()[0] ?? null;
    },
    async mark(marks) {
      await turn();
      for (const mark of marks) ledger.onMark?.(mark);
      return marks.map((mark) => {
        const row = rows.get(mark.recipient);
        const isOwn = senders.has(mark.sender) && row?.sender === mark.sender;
        if (!isOwn || !mark.from.includes(row.state)) return false;
        Object.assign(row, {
          state: mark.to,
          notBefore: mark.notBefore,
          relay: mark.relay,
          reply: mark.reply,
        });
        if (mark.counts) row.attempts += 1;
        if (mark.to === "deferred" || mark.to === "queued") row.sender = null;
        steps.push(mark);
        return true;
      });
    },
    async tally() {
      const tally = Object.fromEntries(DELIVERY_STATES.map((state) => [state, 0])) as Record<
        keyof Tally,
        number
      >;
      for (const { state } of rows.values()) tally[state] += 1;
      return tally;
    },
    subscribers: {
      async byId(id) {
        const state = states.get(id);
        return state ? ({ id, state } as Subscriber) : null;
      },
      async change(id, { to, why }) {
        changes.push({ id, to, why });
        states.set(id, to);
        return null;
      },
    },
  };
  return ledger;
}

/** As a commit: not in the same breath. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
