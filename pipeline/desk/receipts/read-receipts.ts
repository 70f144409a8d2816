import type { Correction, DeliveryState, Receipt, Version } from "../../model/delivery.ts";
import type { Tier } from "../../model/subscriber.ts";
import type { IsoDate } from "../../model/unit.ts";
import { messageIdOf } from "../../post/message-id.ts";
import type { Deliveries } from "../../world/mailing/mailing.ts";
import { sumOf, type VersionSum } from "./version-sum.ts";

/** Which receipts a person wants to see. */
export interface Asked {
  readonly date: IsoDate;
  readonly edition: Tier | null;
  readonly state: DeliveryState | null;
  readonly address: string | null;
}

/** A receipt with what a relay's log knows the letter by; null where content/delivery.yaml names no sender. */
export type Row = Receipt & { readonly messageId: string | null };

export interface VersionReceipts {
  readonly version: string;
  readonly subject: string;
  readonly correction: Correction | null;
  readonly sum: VersionSum;
  readonly rows: readonly Row[];
  /** Rows that were asked for and are too many to be listed here. */
  readonly more: number;
}

type Reading = Pick<Deliveries, "versions" | "receipts">;

/** Of a longer list nobody reads more; CSV has all of it, as a stream. */
export const MOST_ROWS = 10_000;

/**
 * Who got what of a day, version by version: sums over all, and the rows that were asked for.
 *
 * @param domain of the sender's address
 */
export async function readReceipts(
  asked: Asked,
  { deliveries, domain, most = MOST_ROWS }: { deliveries: Reading; domain: string | null; most?: number },
): Promise<readonly VersionReceipts[]> {
  const found: VersionReceipts[] = [];
  for (const { id, bound, correction } of await versionsAsked(asked, deliveries)) {
    const sum = await sumOf(deliveries.receipts(id, {}));
    const rows: Row[] = [];
    let more = 0;
    for await (const row of rowsAsked(id, asked, { deliveries, domain })) {
      if (rows.length < most) rows.push(row);
      else more += 1;
    }
    found.push({ version: id, subject: bound.subject, correction, sum, rows, more });
  }
  return found;
}

export function versionsAsked(
  { date, edition }: Pick<Asked, "date" | "edition">,
  { versions }: Pick<Deliveries, "versions">,
): Promise<readonly Version[]> {
  return versions(edition ? { date, edition } : { date });
}

/** The rows of one version that were asked for, in order of recipients, without holding them. */
export async function* rowsAsked(
  version: string,
  { state, address }: Pick<Asked, "state" | "address">,
  { deliveries, domain }: { readonly deliveries: Reading; readonly domain: string | null },
): AsyncGenerator<Row> {
  const filter = { ...(state && { state }), ...(address !== null && { address }) };
  for await (const receipt of deliveries.receipts(version, filter)) {
    const messageId = domain === null ? null : messageIdOf(version, receipt.recipient, domain);
    yield { ...receipt, messageId };
  }
}
