import type { Consent, SubscriberEntry, SubscriberState, Taken, Tier } from "../../model/subscriber.ts";
import type { IsoInstant } from "../../model/unit.ts";
import { hasLeft, isFresh, newest } from "./consent-rule.ts";

/** Who stands under an address already. */
export interface There {
  readonly name: string | null;
  readonly tier: Tier;
  readonly state: SubscriberState;
  /** Of his newest consent. */
  readonly keptAt: IsoInstant | null;
  /** When he last left or was removed. */
  readonly leftAt: IsoInstant | null;
}

/** What an entry comes to. */
export interface Coming {
  readonly taken: Taken;
  readonly state: SubscriberState;
  /** To be kept with him. */
  readonly consent: Consent | null;
  readonly leftAt: IsoInstant | null;
}

/** One who is not on the list, by the rule of `Taken`; null: he stays off. @param removedAt null: never was removed */
export function newcomer(
  entry: SubscriberEntry,
  removedAt: IsoInstant | null,
  at: IsoInstant,
): Coming | null {
  const { state } = entry;
  if (hasLeft(state)) {
    // The hash keeps him off as well, without his address.
    if (removedAt !== null) return null;
    return {
      taken: "added",
      state,
      consent: entry.consent,
      leftAt: entry.left?.at ?? newest(at, entry.consent?.at ?? null),
    };
  }
  if (entry.asks) return { taken: "added", state: "pending", consent: null, leftAt: removedAt };
  const consent = agreed(entry, { leftAt: removedAt, keptAt: null });
  if (removedAt !== null && !consent) return null;
  return {
    taken: removedAt === null ? "added" : "returned",
    state: state === "active" && !consent ? "pending" : state,
    consent,
    leftAt: removedAt,
  };
}

/** One who stands on the list, by the rule of `Taken`. */
export function known(entry: SubscriberEntry, there: There, at: IsoInstant): Coming {
  const stays = { state: there.state, consent: null, leftAt: there.leftAt };
  if (hasLeft(entry.state)) return leaving({ ...entry, state: entry.state }, there, at);
  const consent = agreed(entry, there);
  const returns = hasLeft(there.state);
  const waits = there.state === "pending";
  // Whoever left once and waits to confirm his return has not come back yet.
  if ((returns || (waits && there.leftAt !== null)) && !consent)
    return { ...stays, taken: entry.asks ? "unchanged" : "suppressed" };
  // A form is open to anybody: who only asks changes nothing of a reader.
  if (entry.asks || (!returns && !waits && entry.state === "pending"))
    return { ...stays, taken: "unchanged" };
  const state =
    returns || (waits && entry.state === "active" && consent !== null) ? entry.state : there.state;
  const isNewer = consent !== null && (there.keptAt === null || consent.at > there.keptAt);
  const isSame =
    state === there.state && (entry.name ?? there.name) === there.name && entry.tier === there.tier;
  if (isSame && !isNewer) return { ...stays, taken: "unchanged" };
  const { leftAt } = there;
  return { taken: returns ? "returned" : "changed", state, consent: isNewer ? consent : null, leftAt };
}

/** The consent by which he may get issues: a fresh one of his own, or a word on the whole file where there is nothing else. */
function agreed(
  { state, consent, vouched }: SubscriberEntry,
  { leftAt, keptAt }: Pick<There, "leftAt" | "keptAt">,
): Consent | null {
  if (consent !== null && isFresh({ leftAt, consentAt: consent.at })) return consent;
  const isUnknown = consent === null && keptAt === null && leftAt === null;
  return isUnknown && state === "active" ? (vouched ?? null) : null;
}

function leaving(
  {
    state,
    left,
  }: Pick<SubscriberEntry, "left"> & { readonly state: "unsubscribed" | "bounced" | "complained" },
  there: There,
  at: IsoInstant,
): Coming {
  const leftAt = left?.at ?? null;
  const stays = { taken: "unchanged", state: there.state, consent: null, leftAt: there.leftAt } as const;
  const isLater = leftAt !== null && (there.leftAt === null || leftAt > there.leftAt);
  if (hasLeft(there.state)) return isLater ? { ...stays, taken: "changed", leftAt } : stays;
  const cameBack = there.leftAt !== null && there.keptAt !== null && there.keptAt > there.leftAt;
  const leaves = leftAt === null ? !cameBack : there.keptAt === null || leftAt > there.keptAt;
  if (!leaves) return stays;
  // Never before what he agreed to, though the clock was set back: that consent must not bring him back.
  return {
    taken: "left",
    state,
    consent: null,
    leftAt: newest(there.leftAt, leftAt ?? newest(at, there.keptAt)),
  };
}
