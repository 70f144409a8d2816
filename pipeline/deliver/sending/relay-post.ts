import type { RelaySettings } from "../../model/delivery-settings.ts";
import type { Line, NoLine } from "../../world/relays/relay.ts";
import { type Breaker, breakerOf } from "./breaker.ts";
import { type Rate, rateOf } from "./rate.ts";
import { partFor, type SeatNow } from "./seat.ts";
import type { Sending, SendingWorld } from "./sending.ts";

/** One relay as a run knows it: shared by all its lines. */
export interface RelayPost {
  readonly relay: RelaySettings;
  readonly rate: Rate;
  readonly breaker: Breaker;
  /** Why it takes nothing in this run any more; null: it does. */
  closed: string | null;
  /** The last trouble, as a sentence. */
  trouble: string | null;
  open(): Promise<Line | NoLine>;
}

export function relayPosts(
  sending: Sending,
  world: Pick<SendingWorld, "relays" | "chance">,
  seat: SeatNow,
): readonly RelayPost[] {
  return sending.settings.relays.map((relay) => ({
    relay,
    rate: rateOf(relay.perSecond, () => partFor(relay.connections, seat())),
    breaker: breakerOf(world.chance),
    closed: null,
    trouble: null,
    open: () =>
      world.relays.open(
        relay,
        relay.login ? (sending.logins[relay.name] ?? null) : null,
        relay.authority === undefined ? null : (sending.authorities[relay.name] ?? null),
      ),
  }));
}
