import type { DeliverySettings } from "../../model/delivery-settings.ts";

type Retry = DeliverySettings["retry"];

/** The relay's own trouble passes sooner than a mailbox empties. */
const SOON_SECONDS = 5;
/** Retries are spread by as much to both sides, so that those of one storm do not come back together. */
const SPREAD = 0.2;

/**
 * How long a deferred letter waits: the first time doubled with each attempt, up to the most; for a policy the most at once.
 *
 * @param attempts made so far, this one too, from 1
 * @param chance in [0, 1)
 * @returns milliseconds
 */
export function backOff(
  retry: Retry,
  because: "reader" | "relay" | "policy",
  { attempts, chance }: { readonly attempts: number; readonly chance: number },
): number {
  const first = because === "relay" ? Math.min(SOON_SECONDS, retry.firstSeconds) : retry.firstSeconds;
  const doubled = first * 2 ** Math.min(attempts - 1, 30);
  const seconds = because === "policy" ? retry.mostSeconds : Math.min(doubled, retry.mostSeconds);
  return Math.round(seconds * 1000 * (1 - SPREAD + 2 * SPREAD * chance));
}
