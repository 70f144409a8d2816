import type { Subscriber } from "../../model/subscriber.ts";
import type { IsoInstant } from "../../model/unit.ts";
import { readAddress } from "../../post/address.ts";
import { readLink } from "../../post/link-token.ts";
import { messageIdOf } from "../../post/message-id.ts";
import type { Subscribers } from "../../world/mailing/mailing.ts";
import { readMessage } from "./read-message.ts";
import type { Report } from "./report.ts";

/**
 * What came of a message: `bounced`, `complained`: so the reader stands now, or stood already; `soft`: counted and no more; `ignored`: an
 * auto-reply, or a report of no trouble; `unmatched`: of nobody whom we wrote to, so far as it can show; `no report`: for a person to read;
 * `unreadable`.
 */
export const INTAKE_OUTCOMES = [
  "bounced",
  "complained",
  "soft",
  "ignored",
  "unmatched",
  "no report",
  "unreadable",
] as const;
export type IntakeOutcome = (typeof INTAKE_OUTCOMES)[number];

export interface IntakeWorld {
  readonly subscribers: Pick<Subscribers, "byId" | "find" | "change">;
  now(): IsoInstant;
}

/**
 * Takes in one message about a letter. It counts only where it shows what nobody but its reader's side can have: the signed link of the
 * letter's List-Unsubscribe, or a Message-ID that we made for the very address that it names.
 *
 * @throws PipelineError where the database cannot be used: then nothing was changed, and the message may come again
 */
export async function takeMessage(
  bytes: Uint8Array,
  linkKey: string,
  world: IntakeWorld,
): Promise<IntakeOutcome> {
  const read = await readMessage(bytes);
  if (read.kind === "auto-reply") return "ignored";
  if (read.kind !== "report") return read.kind;
  const { report } = read;
  if (report.tells === "nothing") return "ignored";
  const reader = (await byToken(report, linkKey, world)) ?? (await byMessageId(report, world));
  if (!reader) return "unmatched";
  if (report.tells === "not now") return "soft";
  const to = report.tells === "dead" ? "bounced" : "complained";
  if (isHardened(reader, to)) return to;
  const why = to === "bounced" ? `bounce report ${report.word}` : `complaint report ${report.word}`;
  await world.subscribers.change(reader.id, { to, why }, world.now());
  return to;
}

/** Whoever left or complained stays so: a bounce says less. */
function isHardened({ state }: Subscriber, to: "bounced" | "complained"): boolean {
  return state === to || (to === "bounced" && (state === "complained" || state === "unsubscribed"));
}

/** However old the link is: who holds it had the letter. */
async function byToken(
  { returned: { token } }: Report,
  linkKey: string,
  { subscribers }: IntakeWorld,
): Promise<Subscriber | null> {
  const link = token === null ? null : readLink(linkKey, token);
  return link?.purpose === "unsubscribe" ? subscribers.byId(link.subject) : null;
}

const OURS = /^<(\d{4}-\d{2}-\d{2})\.(free|paid)\.(\d{1,4})\.[\w-]{24}@([^<>@\s]+)>$/;

async function byMessageId(
  { addresses, returned: { messageId } }: Report,
  { subscribers }: IntakeWorld,
): Promise<Subscriber | null> {
  const [, date, edition, number, domain] = OURS.exec(messageId ?? "") ?? [];
  if (domain === undefined) return null;
  for (const given of addresses.slice(0, 5)) {
    const read = readAddress(given);
    const reader = "address" in read ? await subscribers.find(read.address) : null;
    // The word in it is made of the reader's id, which no letter shows.
    if (reader && messageIdOf(`${date}/${edition}/${number}`, reader.id, domain) === messageId) return reader;
  }
  return null;
}
