import type { DeliveryState, Receipt, Version } from "../../../pipeline/model/delivery.ts";
import type { Deliveries } from "../../../pipeline/world/mailing/mailing.ts";

export const DAY = "2025-11-05";

export const receiptOf = (recipient: string, state: DeliveryState, more: Partial<Receipt> = {}): Receipt => ({
  ...{ version: `${DAY}/free/1`, recipient, address: `${recipient}@example.com`, kind: "issue", state },
  ...{ attempts: 1, queuedAt: `${DAY}T21:30:00.000Z`, handedAt: `${DAY}T21:31:07.000Z` },
  ...{ at: `${DAY}T21:31:08.000Z`, notBefore: null, relay: "local", reply: "250 2.0.0 Ok: queued" },
  ...more,
});

export const versionOf = (number: number, more: Partial<Version> = {}): Version => ({
  ...{ id: `${DAY}/free/${number}`, date: DAY, edition: "free", number, products: {}, correction: null },
  bound: { edition: "free", subject: "A day", recipients: "tier = free", forms: {} },
  ...{ approvedBy: [], frozenAt: `${DAY}T21:00:00.000Z` },
  ...more,
});

/** A ledger that holds these rows and nothing else. */
export function ledgerOf(
  versions: readonly Version[],
  rows: Iterable<Receipt>,
): Pick<Deliveries, "versions" | "receipts"> {
  return {
    versions: async ({ edition }) => versions.filter((one) => !edition || one.edition === edition),
    receipts: async function* (version, { state, address }) {
      for (const row of rows)
        if (
          row.version === version &&
          (!state || row.state === state) &&
          (address === undefined || row.address === address)
        )
          yield row;
    },
  };
}
