import type { Tally } from "../../model/delivery.ts";
import type { DeliverySecrets, DeliverySettings } from "../../model/delivery-settings.ts";
import type { Letter } from "../../model/letter.ts";
import type { IsoInstant } from "../../model/unit.ts";
import type { Deliveries, Due, Subscribers } from "../../world/mailing/mailing.ts";
import type { Relays } from "../../world/relays/relay.ts";

/** One run over what is due of one version, enqueued before. */
export interface Sending {
  readonly version: string;
  letterFor(due: Due): Letter;
  readonly settings: Pick<DeliverySettings, "relays" | "domains" | "retry">;
  readonly logins: DeliverySecrets["logins"];
  /** PEM by relay name, where settings name an authority. */
  readonly authorities: Readonly<Record<string, Uint8Array>>;
  /**
   * Sends beside others that do so too: so many letters at most, and its part of what relays and domains are spared. It waits for no deferred
   * one. Left out: alone, and all.
   */
  readonly batch?: number;
}

export interface SendingWorld {
  readonly deliveries: Pick<
    Deliveries,
    "begin" | "beat" | "end" | "together" | "due" | "nextDue" | "mark" | "tally"
  >;
  /** A dead address leaves the list; whoever was held back for long is looked up again before it is written to him. */
  readonly subscribers: Pick<Subscribers, "byId" | "change">;
  readonly relays: Relays;
  readonly process: { readonly process: number; readonly host: string };
  now(): IsoInstant;
  /** Milliseconds that only ever grow, whatever the clock is set to. */
  ticks(): number;
  /** Over when the time is, or when `stop` is aborted; without an error in both cases. At most some days. */
  sleep(ms: number, stop: AbortSignal): Promise<void>;
  /** In [0, 1): spreads retries. */
  chance(): number;
  /** Says how far it is; called at most a few times a second. */
  tell(progress: Progress): void;
  /** A person wants it to stop: what is under way is finished, nothing new is begun. */
  readonly stop: AbortSignal;
}

export interface Progress {
  readonly done: number;
  readonly total: number;
  readonly perSecond: number;
  /** null: cannot be said yet. */
  readonly secondsLeft: number | null;
}

/** How a run ended. */
export interface Ended {
  readonly tally: Tally;
  /** Accepted in this run, and how long it took. */
  readonly accepted: number;
  readonly milliseconds: number;
  readonly end:
    | { readonly why: "done" }
    /** Deferred ones are left, and the run's time is up. */
    | { readonly why: "deferred left"; readonly next: IsoInstant }
    | { readonly why: "asked to stop" }
    /** The same letter would be refused for everybody: the text of the reply. */
    | { readonly why: "content refused"; readonly reply: string }
    /** No relay takes anything; a sentence for each relay. */
    | { readonly why: "no relay"; readonly reasons: readonly string[] }
    /** Another process took it over. */
    | { readonly why: "taken over" }
    /** Its batch is through; of others there is more. */
    | { readonly why: "batch ended" }
    /** Workers have it in hands, and nobody waits for them any more. */
    | { readonly why: "left to workers" }
    /** Workers tried and go on no more; a sentence for each order that they gave up. */
    | { readonly why: "given up"; readonly reasons: readonly string[] };
}
