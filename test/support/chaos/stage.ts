import { hostname } from "node:os";
import { onTestFinished } from "vitest";
import { sendAll } from "../../../pipeline/deliver/sending/send-all.ts";
import type { Ended, SendingWorld } from "../../../pipeline/deliver/sending/sending.ts";
import type { DeliverySettings, RelaySettings } from "../../../pipeline/model/delivery-settings.ts";
import type { SubscriberEntry } from "../../../pipeline/model/subscriber.ts";
import type { Deliveries, Subscribers } from "../../../pipeline/world/mailing/mailing.ts";
import { openDeliveries } from "../../../pipeline/world/mailing/open-deliveries.ts";
import { mailingPath, openMailingFile } from "../../../pipeline/world/mailing/open-mailing.ts";
import { openSubscribers } from "../../../pipeline/world/mailing/open-subscribers.ts";
import { newSubscriberId } from "../../../pipeline/world/mailing/subscriber-id.ts";
import { realRelays } from "../../../pipeline/world/relays/real-relays.ts";
import { newVersion } from "../../world/mailing/deliveries/store.ts";
import { letterTo, relayAt } from "../smtp-letters.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import type { LedgerRow, OnceUncertain } from "./balance.ts";
import { chances } from "./chance.ts";
import { type HurriedTime, hurriedTime } from "./hurried-time.ts";

/** The sending loop over the real ledger and real lines, with hurried time: many faults in few seconds. */
export interface ChaosStage {
  readonly path: string;
  readonly version: string;
  readonly time: HurriedTime;
  readonly deliveries: Deliveries;
  readonly subscribers: Subscribers;
  /** Readers who join, and are entered for the version. */
  join(addresses: readonly string[]): Promise<void>;
  enter(): Promise<void>;
  run(more?: Partial<SendingWorld>): Promise<Ended>;
  /** Runs again until nothing is left; how often that was. @throws Error where it is not done after `most` runs */
  finish(most: number): Promise<number>;
  rows(): Promise<readonly LedgerRow[]>;
}

export interface ChaosSettings {
  readonly seed: number;
  readonly relays: readonly Partial<RelaySettings>[];
  readonly retry?: Partial<DeliverySettings["retry"]>;
  /** How much faster time goes; 1000 unless said otherwise. */
  readonly hurry?: number;
  readonly patienceMs?: number;
}

export const readersOf = (count: number, name = "reader"): readonly string[] =>
  Array.from({ length: count }, (_, at) => `${name}${at}@d${at % 40}.example.org`);

const RETRY = { attempts: 40, firstSeconds: 60, mostSeconds: 600, runMinutes: 600 };

export async function chaosStage(
  addresses: readonly string[],
  { seed, relays, retry, hurry = 1000, patienceMs = 10_000 }: ChaosSettings,
): Promise<ChaosStage> {
  const path = mailingPath(temporaryFolder());
  const file = openMailingFile(path, { patienceMs });
  onTestFinished(() => file.close());
  const deliveries = openDeliveries(file);
  const subscribers = openSubscribers(file, { newId: newSubscriberId });
  const time = hurriedTime(hurry);
  const frozen = newVersion("chaos");
  const { id: version } = await deliveries.freeze(frozen.version, frozen.files, time.now());
  const names = new Map<string, string>();
  const settings = {
    relays: relays.map((relay, at) => relayAt(relay.port ?? 1, { name: `relay${at}`, ...relay })),
    domains: {},
    retry: { ...RETRY, ...retry },
  };
  const stage: ChaosStage = {
    ...{ path, version, time, deliveries, subscribers },
    async join(more) {
      await subscribers.take(more.map(entryOf), time.now());
      for await (const { id, address } of subscribers.list({})) names.set(id, address);
    },
    async enter() {
      await deliveries.enqueue(version, time.now(), null);
    },
    run: (more) =>
      sendAll(
        {
          ...{ version, settings, logins: {}, authorities: {} },
          letterFor: ({ address }) => letterTo(address),
        },
        {
          ...{ deliveries, subscribers, relays: realRelays("example.com") },
          process: { process: process.pid, host: hostname() },
          ...time,
          chance: chances(seed),
          tell: () => {},
          stop: new AbortController().signal,
          ...more,
        },
      ),
    finish: (most) => finished(stage, most),
    async rows() {
      const rows: LedgerRow[] = [];
      for await (const { recipient, state } of deliveries.receipts(version, {}))
        rows.push({ address: names.get(recipient) ?? recipient, state });
      return rows;
    },
  };
  await stage.join(addresses);
  await stage.enter();
  return stage;
}

async function finished(stage: ChaosStage, most: number): Promise<number> {
  for (let runs = 1; runs <= most; runs += 1) {
    const { end } = await stage.run();
    if (end.why === "done") return runs;
    if (end.why === "content refused" || end.why === "taken over") throw new Error(JSON.stringify(end));
  }
  throw new Error(`Something is left after ${most} runs.`);
}

function entryOf(address: string): SubscriberEntry {
  const consent = { at: "2025-10-01T12:00:00.000Z", how: "import", proof: "made up for a test" } as const;
  return { address, name: null, tier: "free", state: "active", consent };
}

/**
 * A person's word on every uncertain one.
 *
 * @returns the readers, with how many letters the server had kept for each
 */
export async function settleAll(
  stage: Pick<ChaosStage, "deliveries" | "version" | "rows" | "time">,
  how: "resend" | "accept",
  kept: readonly string[],
): Promise<OnceUncertain> {
  const uncertain = (await stage.rows()).filter(({ state }) => state === "uncertain");
  const word = { recipients: null, how, by: "Editor One", note: null } as const;
  await stage.deliveries.settle(stage.version, word, stage.time.now());
  return new Map(
    uncertain.map(({ address }) => [address, kept.filter((to) => to === address).length] as const),
  );
}
