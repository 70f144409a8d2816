import type { SubscriberState } from "../../model/subscriber.ts";
import type { IsoInstant } from "../../model/unit.ts";

const LEFT: ReadonlySet<string> = new Set<SubscriberState>(["unsubscribed", "bounced", "complained"]);

/** Gets nothing more until he agrees anew. */
export function hasLeft(state: SubscriberState): state is "unsubscribed" | "bounced" | "complained" {
  return LEFT.has(state);
}

/** The later of two moments; null: there is none. */
export function newest(one: IsoInstant, other: IsoInstant | null): IsoInstant;
export function newest(one: IsoInstant | null, other: IsoInstant): IsoInstant;
export function newest(one: IsoInstant | null, other: IsoInstant | null): IsoInstant | null;
export function newest(one: IsoInstant | null, other: IsoInstant | null): IsoInstant | null {
  return one === null || (other !== null && other > one) ? other : one;
}

/** What is known of somebody when he is to be on the list again. */
export interface Agreement {
  /** The newest moment at which he left, was taken off or removed; null: never. */
  readonly leftAt: IsoInstant | null;
  /** The consent that comes now. */
  readonly consentAt: IsoInstant | null;
  /** The newest that is kept. */
  readonly keptAt: IsoInstant | null;
}

/** A consent that brings him back, or onto the list: given after he last left. */
export function isFresh({ leftAt, consentAt }: Pick<Agreement, "leftAt" | "consentAt">): boolean {
  return consentAt !== null && (leftAt === null || consentAt > leftAt);
}

/**
 * Who leaves may always do so. Back, and out of waiting for an answer, leads only a fresh consent; a pause ends by a word, where a consent
 * is kept.
 */
export function mayChange(from: SubscriberState, to: SubscriberState, agreement: Agreement): boolean {
  if (from === to || hasLeft(to)) return true;
  if (from === "active") return to === "paused";
  if (from === "paused" && to === "pending") return false;
  return isFresh(agreement) || (from === "paused" && agreement.keptAt !== null);
}
