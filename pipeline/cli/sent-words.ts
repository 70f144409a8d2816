import { DELIVERY_STATES } from "../model/delivery.ts";
import type { Tier } from "../model/subscriber.ts";
import { openDeliveries } from "../world/mailing/open-deliveries.ts";
import type { Surroundings } from "./database-of.ts";
import { mailingOf } from "./stores.ts";

/** A version of an edition that went out, by the states of its deliveries: "version 1: 2 accepted, 1 uncertain". */
export async function sentWords(
  surroundings: Surroundings,
  root: string,
  { date, edition }: { readonly date: string; readonly edition: Tier },
): Promise<readonly string[]> {
  const file = mailingOf(surroundings, root);
  try {
    const deliveries = openDeliveries(file);
    const versions = await deliveries.versions({ date, edition });
    const told: string[] = [];
    for (const { id, number, correction } of versions) {
      const tally = await deliveries.tally(id);
      const states = DELIVERY_STATES.filter((state) => tally[state] > 0);
      const counts = states.map((state) => `${tally[state]} ${state}`).join(", ") || "nobody yet";
      told.push(`version ${number}${correction ? " (a correction)" : ""}: ${counts}`);
    }
    return told;
  } finally {
    await file.close();
  }
}
