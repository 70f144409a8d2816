import type { Deliveries } from "../../world/mailing/mailing.ts";
import type { Metrics } from "../../world/metrics.ts";

/** A ledger whose steps are counted by relay, each that was made. */
export function countedDeliveries<Ledger extends Pick<Deliveries, "mark">>(
  ledger: Ledger,
  { messageEnded }: Pick<Metrics, "messageEnded">,
): Ledger {
  return {
    ...ledger,
    async mark(marks: Parameters<Deliveries["mark"]>[0]) {
      const made = await ledger.mark(marks);
      marks.forEach(({ to, relay }, at) => {
        if (made[at]) messageEnded({ relay: relay ?? "none", outcome: to });
      });
      return made;
    },
  };
}
