import { quoted } from "../../collect/read/quoted.ts";
import { PipelineError } from "../../errors.ts";
import type { Subscriber, SubscriberState, Taken, Tier } from "../../model/subscriber.ts";
import type { IsoInstant } from "../../model/unit.ts";
import { readMailbox, readName } from "../../post/reader-name.ts";
import type { Removed, Subscribers } from "../../world/mailing/mailing.ts";
import { proofIn } from "./read-row.ts";

export interface ReaderWorld {
  readonly subscribers: Subscribers;
  now(): IsoInstant;
}

/** Somebody whom the desk enters by hand. */
export interface GivenReader {
  /** An address, or `Ada Byron <ada@example.com>`. */
  readonly address: string;
  readonly name: string | null;
  readonly tier: Tier;
  /** What shows that the person agreed, and who says so; null: nothing does, and the reader waits. */
  readonly consent: { readonly text: string; readonly by: string } | null;
}

/**
 * Puts one reader on the list.
 *
 * @throws PipelineError usage for an address, a name or words that cannot be kept; subscriber-invalid where he left and no consent came after
 */
export async function addReader(
  given: GivenReader,
  { subscribers, now }: ReaderWorld,
): Promise<{ readonly taken: Taken; readonly reader: Subscriber }> {
  const mailbox = accepted(readMailbox(given.address), given.address);
  const { name } = given.name === null ? mailbox : accepted(readName(given.name), given.name);
  const at = now();
  const text = given.consent && accepted(proofIn(`${given.consent.text}; by ${given.consent.by}`), "").value;
  const consent = text === null ? null : { at, how: "desk" as const, proof: text };
  const { address } = mailbox;
  const [taken] = await subscribers.take([{ address, name, tier: given.tier, state: "active", consent }], at);
  const reader = await subscribers.find(address);
  if (taken === undefined || taken === "suppressed" || reader === null) throw stays(address, reader);
  return { taken, reader };
}

/** Another state, as the reader wishes. @throws PipelineError subscriber-invalid where he is not on the list, or may not have it */
export async function changeReader(
  given: string,
  {
    to,
    by,
  }: {
    readonly to: Extract<SubscriberState, "paused" | "active" | "unsubscribed">;
    readonly by: string | null;
  },
  { subscribers, now }: ReaderWorld,
): Promise<{ readonly reader: Subscriber; readonly changed: boolean }> {
  const { address } = accepted(readMailbox(given), given);
  const there = await subscribers.find(address);
  if (!there) throw notThere(address);
  const why = by === null ? "at the desk" : `at the desk, by ${by}`;
  const reader = await subscribers.change(there.id, { to, why }, now());
  if (!reader) throw mayNot(there, to);
  return { reader, changed: reader.state !== there.state };
}

/** Takes all that is known of an address off, for somebody at the desk. */
export async function removeReader(
  given: string,
  by: string,
  { subscribers, now }: ReaderWorld,
): Promise<Removed & { readonly address: string }> {
  const { address } = accepted(readMailbox(given), given);
  return { address, ...(await subscribers.remove(address, by, now())) };
}

function accepted<T extends object>(read: T | { readonly wrong: string }, found: string): T {
  if (!("wrong" in read)) return read;
  const message = found === "" ? read.wrong : `${read.wrong} Found ${quoted(found)}.`;
  throw new PipelineError({ code: "usage", message, remedy: "Write it as ada@example.com." });
}

function stays(address: string, reader: Subscriber | null): PipelineError {
  const since = reader ? `is ${reader.state} since ${reader.changedAt}` : "was removed on request";
  return new PipelineError({
    code: "subscriber-invalid",
    place: address,
    message: `The reader ${since}, and agreed to nothing after that: nothing was changed.`,
    remedy: 'If he agrees now, say what shows it: --consent "his mail of today" --by NAME.',
  });
}

function notThere(address: string): PipelineError {
  const remedy = "See: npx tracker subscribers list --search TEXT.";
  return new PipelineError({
    code: "subscriber-invalid",
    place: address,
    message: "Nobody of that address is on the list.",
    remedy,
  });
}

function mayNot({ address, state }: Subscriber, to: SubscriberState): PipelineError {
  return new PipelineError({
    code: "subscriber-invalid",
    place: address,
    message: `The reader is ${state}: he cannot become ${to} without agreeing anew.`,
    remedy: `Write: npx tracker subscribers add ${address} --consent "what shows it" --by NAME.`,
  });
}
