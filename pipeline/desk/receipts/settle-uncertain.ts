import type { Version } from "../../model/delivery.ts";
import type { Tier } from "../../model/subscriber.ts";
import type { IsoDate, IsoInstant } from "../../model/unit.ts";
import type { Deliveries } from "../../world/mailing/mailing.ts";
import { versionsAsked } from "./read-receipts.ts";

/** A person's word on what nobody knows. */
export interface Word {
  readonly date: IsoDate;
  readonly edition: Tier | null;
  /** An address, the id of a removed reader, or null for all that is uncertain. */
  readonly whom: string | null;
  readonly how: "resend" | "accept";
  /** As people know him. */
  readonly by: string;
  readonly note: string | null;
}

export interface Settled {
  readonly version: string;
  readonly settled: number;
  /** The correction that goes out in its place: what was to be sent again is not. */
  readonly overtakenBy: string | null;
}

type Settling = Pick<Deliveries, "versions" | "receipts" | "settle" | "tally">;

/** Settles what is uncertain in each version of the day; one line for each in which something was. */
export async function settleUncertain(
  word: Word,
  { deliveries, at }: { readonly deliveries: Settling; readonly at: IsoInstant },
): Promise<readonly Settled[]> {
  const all: Settled[] = [];
  const versions = await versionsAsked(word, deliveries);
  for (const version of versions) {
    const recipients = await recipientsOf(version.id, word.whom, deliveries);
    const { how, by, note } = word;
    const settled = await deliveries.settle(version.id, { recipients, how, by, note }, at);
    if (settled === 0) continue;
    all.push({ version: version.id, settled, overtakenBy: await newerThan(version, versions, deliveries) });
  }
  return all;
}

const ID = /^[a-z2-7]{16}$/;

async function recipientsOf(
  version: string,
  whom: string | null,
  { receipts }: Pick<Deliveries, "receipts">,
): Promise<readonly string[] | null> {
  if (whom === null) return null;
  if (ID.test(whom)) return [whom];
  const recipients: string[] = [];
  for await (const { recipient } of receipts(version, { state: "uncertain", address: whom }))
    recipients.push(recipient);
  return recipients;
}

async function newerThan(
  { edition, number }: Version,
  versions: readonly Version[],
  { tally }: Pick<Deliveries, "tally">,
): Promise<string | null> {
  for (const newer of versions.toReversed()) {
    if (newer.edition !== edition || newer.number <= number) continue;
    if (Object.values(await tally(newer.id)).some((count) => count > 0)) return newer.id;
  }
  return null;
}
