import type { DeliveryState } from "../../model/delivery.ts";
import type { Mark } from "../../world/mailing/mailing.ts";
import type { Line } from "../../world/relays/relay.ts";
import type { InHand } from "./letters-in-hand.ts";
import type { RelayPost } from "./relay-post.ts";
import type { Run } from "./run.ts";

/** One letter on its way over one line. */
export interface Attempt {
  readonly post: RelayPost;
  readonly line: Line;
  readonly letter: InHand;
}

/** One step in the ledger, compared and set. */
export async function mark(
  { world, sender }: Run,
  { letter: { due }, post }: Attempt,
  step: {
    readonly from: readonly DeliveryState[];
    readonly to: DeliveryState;
    readonly counts: boolean;
    readonly reply?: string;
    readonly notBefore?: string;
  },
): Promise<boolean> {
  const { version, recipient } = due;
  const whole: Mark = {
    version,
    recipient,
    sender,
    at: world.now(),
    relay: post.relay.name,
    reply: null,
    notBefore: null,
    ...step,
  };
  return (await world.deliveries.mark([whole]))[0] === true;
}

/** A step that was not made: the row is another's, or the whole run is. */
export async function checkLease({ world, sender, course }: Run): Promise<void> {
  if (!(await world.deliveries.beat(sender, world.now()))) course.stop({ why: "taken over" });
}
