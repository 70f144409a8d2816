import { DELIVERY_STATES, type DeliveryState } from "../../model/delivery.ts";
import type { Tier } from "../../model/subscriber.ts";
import type { IsoDate } from "../../model/unit.ts";
import type { Database } from "../database/sql.ts";

/** Deliveries of the versions of some days. */
export interface TierTally {
  readonly tier: Tier;
  readonly state: DeliveryState;
  readonly count: number;
}

/** Read out of the index `deliveries_due` alone. */
const TALLIES = `SELECT v.edition AS tier, d.state AS state, COUNT(*) AS count
  FROM versions v JOIN deliveries d ON d.version = v.id WHERE v.date >= :from GROUP BY v.edition, d.state`;

/** How deliveries of the issues from that day on stand, by edition; every state of an edition of which there is any. */
export async function recentTallies(file: Database, from: IsoDate): Promise<readonly TierTally[]> {
  const rows = await file.read([], async (db) => await db.all(TALLIES, { from }));
  const tiers = [...new Set(rows.map(({ tier }) => tier as Tier))].sort();
  return tiers.flatMap((tier) =>
    DELIVERY_STATES.map((state) => {
      const row = rows.find((one) => one.tier === tier && one.state === state);
      return { tier, state, count: Number(row?.count ?? 0) };
    }),
  );
}
