import type { Letter } from "../../model/letter.ts";
import type { Subscriber, SubscriberState } from "../../model/subscriber.ts";
import type { IsoInstant } from "../../model/unit.ts";
import type { Subscribers } from "../../world/mailing/mailing.ts";
import { confirmLink, leaveLink, type Signing } from "./links.ts";
import type { Asking } from "./outbox.ts";

/** What a mail says that somebody asked for on the site. */
export interface MailWords {
  readonly template: "confirm" | "leave";
  readonly to: string;
  readonly link: string;
}

export interface ComposeWorld {
  readonly subscribers: Pick<Subscribers, "find" | "take" | "askConfirmation">;
  now(): IsoInstant;
  /** 16 letters that an address may hold, which nobody can guess. */
  nonce(): string;
  letter(words: MailWords): Letter;
}

/**
 * The letter that answers a form. Nobody who is on the list is changed by what a stranger types; a name that he typed is in no mail, or
 * others could be written to through us.
 *
 * @returns null where there is nothing to write: the reader has it already, or is on no list
 */
export async function compose(asking: Asking, signing: Signing, world: ComposeWorld): Promise<Letter | null> {
  const known = await world.subscribers.find(asking.address);
  return asking.what === "subscribe"
    ? confirmation(asking, known, signing, world)
    : leave(known, signing, world);
}

async function confirmation(
  asking: Asking,
  known: Subscriber | null,
  signing: Signing,
  world: ComposeWorld,
): Promise<Letter | null> {
  // Whoever called us spam gets no mail because a stranger types his address: he writes to the desk.
  if (known?.state === "active" || known?.state === "complained") return null;
  const waits = known === null || known.state === "pending";
  const reader = waits ? await enter(asking, world) : known;
  if (!reader) return null;
  const nonce = world.nonce();
  await world.subscribers.askConfirmation(reader.id, nonce);
  const link = confirmLink(reader.id, nonce, world.now(), signing);
  return world.letter({ template: "confirm", to: reader.address, link });
}

/** A row that gets nothing before it is confirmed, and is forgotten where it is not. Also of one who had himself removed, since somebody asks. */
async function enter(
  { address, name, at }: Asking,
  { subscribers }: ComposeWorld,
): Promise<Subscriber | null> {
  await subscribers.take([{ address, name, tier: "free", state: "pending", consent: null, asks: true }], at);
  return subscribers.find(address);
}

const CAN_LEAVE: readonly SubscriberState[] = ["active", "paused", "pending"];

async function leave(
  known: Subscriber | null,
  signing: Signing,
  world: ComposeWorld,
): Promise<Letter | null> {
  if (!known || !CAN_LEAVE.includes(known.state)) return null;
  return world.letter({
    template: "leave",
    to: known.address,
    link: leaveLink(known.id, world.now(), signing),
  });
}
