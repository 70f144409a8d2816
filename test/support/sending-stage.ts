import { sendAll } from "../../pipeline/deliver/sending/send-all.ts";
import type { Ended, Progress, Sending, SendingWorld } from "../../pipeline/deliver/sending/sending.ts";
import type { DeliverySettings, RelaySettings } from "../../pipeline/model/delivery-settings.ts";
import type { Relays } from "../../pipeline/world/relays/relay.ts";
import { type LedgerInMemory, ledgerInMemory, VERSION } from "./ledger-in-memory.ts";
import { type MadeUpTime, madeUpTime } from "./made-up-time.ts";
import { letterTo, relayAt } from "./smtp-letters.ts";

/** A run of sending with everything made up, except what a test hands in. */
export interface Stage {
  readonly ledger: LedgerInMemory;
  readonly time: MadeUpTime;
  readonly stop: AbortController;
  readonly told: Progress[];
  run(relays: Relays): Promise<Ended>;
}

export interface StageSettings {
  readonly relays?: readonly Partial<RelaySettings>[];
  readonly domains?: DeliverySettings["domains"];
  readonly retry?: Partial<DeliverySettings["retry"]>;
  readonly world?: Partial<SendingWorld>;
  readonly letterFor?: Sending["letterFor"];
}

export const RETRY: DeliverySettings["retry"] = {
  attempts: 8,
  firstSeconds: 60,
  mostSeconds: 3600,
  runMinutes: 60,
};

export function stageFor(addresses: readonly string[], settings: StageSettings = {}): Stage {
  const ledger = ledgerInMemory(addresses);
  const time = madeUpTime();
  const stop = new AbortController();
  const told: Progress[] = [];
  const relays = (settings.relays ?? [{}]).map((more, at) =>
    relayAt(2500 + at, { name: `relay${at}`, ...more }),
  );
  return {
    ledger,
    time,
    stop,
    told,
    run: (world) =>
      sendAll(
        {
          version: VERSION,
          letterFor: settings.letterFor ?? ((due) => letterTo(due.address)),
          settings: {
            relays,
            domains: settings.domains ?? {},
            retry: { ...RETRY, ...settings.retry },
          },
          logins: {},
          authorities: {},
        },
        {
          deliveries: ledger,
          subscribers: ledger.subscribers,
          relays: world,
          process: { process: 1, host: "here" },
          now: time.now,
          ticks: time.ticks,
          sleep: time.sleep,
          chance: () => 0.5,
          tell: (progress) => void told.push(progress),
          stop: stop.signal,
          ...settings.world,
        },
      ),
  };
}

/** Readers of so many domains, in turn. */
export function readersOf(count: number, domains = 50): readonly string[] {
  return Array.from({ length: count }, (_, at) => `reader${at}@d${at % domains}.example.org`);
}
