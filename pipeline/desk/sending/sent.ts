import type { Ended, Progress, Sending, SendingWorld } from "../../deliver/sending/sending.ts";
import type { Tally, Version } from "../../model/delivery.ts";
import type { DeliverySecrets } from "../../model/delivery-settings.ts";
import type { Finding } from "../../model/finding.ts";
import type { Tier } from "../../model/subscriber.ts";
import type { Deliveries, Enqueued } from "../../world/mailing/mailing.ts";
import type { Asked, KnowingWorld, SendingRules } from "./read-known.ts";

/** What a run of `send` is given. */
export interface SendRequest {
  readonly asked: Asked;
  readonly rules: SendingRules;
  readonly secrets: DeliverySecrets;
  /** PEM by the relay's name, where settings name an authority. */
  readonly authorities: Sending["authorities"];
  /** No more new rows than this; null: all. */
  readonly limit: number | null;
}

export type SendWorld = Omit<SendingWorld, "tell"> &
  KnowingWorld & {
    readonly deliveries: Deliveries;
    sendAll(sending: Sending, world: SendingWorld): Promise<Ended>;
    /** How far the version of a tier is. */
    tell(tier: Tier, progress: Progress): void;
    /** A sentence for whoever waits. */
    remark(sentence: string): void;
  };

/** An edition that is kept and entered in the ledger. */
export interface Entered {
  readonly tier: Tier;
  readonly version: Version;
  readonly enqueued: Enqueued;
}

/** What became of one edition in one run. */
export interface SentEdition extends Omit<Entered, "version"> {
  readonly version: string;
  readonly tally: Tally;
  /** In this run. */
  readonly accepted: number;
  readonly milliseconds: number;
  /** `not reached`: the run ended with the edition before. */
  readonly end: Ended["end"] | { readonly why: "not reached" };
}

/** What a run came to; refused: nothing was kept, entered or sent. */
export type Sent =
  | { readonly refused: readonly Finding[] }
  | {
      readonly findings: readonly Finding[];
      readonly editions: readonly SentEdition[];
      /** The limit of new rows was reached: there may be more readers. */
      readonly limited: boolean;
    };
