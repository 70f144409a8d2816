import type { Letter } from "../../model/letter.ts";
import type { HandOver, Step } from "./relay.ts";
import { type Reply, readReply } from "./reply.ts";
import type { Wire } from "./wire.ts";

/** What a relay said it can do, after EHLO. */
export interface Abilities {
  readonly pipelining: boolean;
  readonly size: boolean;
}

export interface Conversation {
  readonly wire: Wire;
  readonly abilities: Abilities;
  readonly secrets: readonly string[];
}

const DOT = [Buffer.from(".\r\n", "latin1")];
const ENVELOPE: readonly Step[] = ["mail", "rcpt", "data"];

/**
 * One letter over an open line, from MAIL to the reply to the last dot.
 *
 * @param mayEnd see `Line.hand`; where it throws, the line is dropped without the dot and the error goes on
 * @throws RangeError if the envelope could be read as another command
 */
export async function handOver(
  talk: Conversation,
  letter: Letter,
  mayEnd: () => Promise<boolean>,
): Promise<HandOver> {
  const { wire } = talk;
  const unopened = await openLetter(talk, letter);
  if (unopened) return unopened;
  // A relay may refuse or leave in the middle of the letter: what it then says is heard at once.
  wire.expect();
  await wire.write(letter.parts);
  const unfinished = interrupted(talk);
  if (unfinished) return unfinished;
  if (!(await allowed(wire, mayEnd))) {
    wire.drop("The letter was stopped before its end.");
    return { outcome: "stopped" };
  }
  const late = interrupted(talk);
  if (late) return late;
  await wire.write(DOT);
  await wire.reply();
  return finished(talk);
}

/** MAIL, RCPT and DATA. null: the relay waits for the letter. */
async function openLetter(talk: Conversation, letter: Letter): Promise<HandOver | null> {
  const { wire, abilities } = talk;
  const size = abilities.size ? ` SIZE=${letter.bytes}` : "";
  const commands = [`MAIL FROM:<${bare(letter.from)}>${size}`, `RCPT TO:<${bare(letter.to)}>`, "DATA"];
  const replies: string[] = [];
  for (const group of abilities.pipelining ? [commands] : commands.map((command) => [command])) {
    replies.push(...(await wire.ask(group)));
    const refusal = firstRefusal(talk, replies);
    if (refusal) return refusal.outcome === "replied" ? await afterRefusal(talk, refusal, replies) : refusal;
  }
  return replies.length === commands.length ? null : lostBefore(wire);
}

function firstRefusal(talk: Conversation, replies: readonly string[]): HandOver | null {
  for (const [at, raw] of replies.entries()) {
    const step = ENVELOPE[at] ?? "data";
    const reply = readReply(raw, talk.secrets);
    if (reply && reply.code >= 400) return { outcome: "replied", step, ...reply };
    const expected = step === "data" ? 3 : 2;
    if (reply === null || Math.floor(reply.code / 100) !== expected) return nonsense(talk.wire);
  }
  return null;
}

/** Leaves the line ready for another letter. */
async function afterRefusal(
  talk: Conversation,
  refusal: HandOver,
  replies: readonly string[],
): Promise<HandOver> {
  const { wire } = talk;
  if (!wire.isOpen) return refusal;
  // RFC 2920, 3.1: a relay that takes DATA though it took no recipient gets an empty letter, which goes to nobody. One that took the
  // recipient and not the sender is not to be trusted with it.
  const opened = replies.length === ENVELOPE.length && readReply(replies[2] ?? "")?.code === 354;
  const refusedRecipient = refusal.outcome === "replied" && refusal.step === "rcpt";
  if (opened && !refusedRecipient) wire.drop("The relay opened a letter whose sender it had refused.");
  else if (opened) await wire.ask(["."]);
  const reset = wire.isOpen ? await wire.ask(["RSET"]) : [];
  if (wire.isOpen && readReply(reset[0] ?? "")?.code !== 250) wire.drop("The relay did not reset.");
  return refusal;
}

/** What came between DATA and the last dot; null: nothing, and the line stands. */
function interrupted(talk: Conversation): HandOver | null {
  const raw = talk.wire.takeReply();
  if (raw === null) return talk.wire.isOpen ? null : lostBefore(talk.wire);
  const reply = readReply(raw, talk.secrets);
  talk.wire.drop("The relay answered before the letter was ended.");
  return reply && reply.code >= 400 ? { outcome: "replied", step: "data", ...reply } : lostBefore(talk.wire);
}

/** The reply to the last dot. */
function finished({ wire, secrets }: Conversation): HandOver {
  const raw = wire.takeReply();
  const reply: Reply | null = raw === null ? null : readReply(raw, secrets);
  if (reply && Math.floor(reply.code / 100) !== 3) return { outcome: "replied", step: "end", ...reply };
  if (raw !== null) wire.drop("The relay answered what is no reply to a letter.");
  return { outcome: "lost", step: "end", reason: wire.why ?? "The relay did not answer." };
}

async function allowed(wire: Wire, mayEnd: () => Promise<boolean>): Promise<boolean> {
  try {
    return await mayEnd();
  } catch (cause) {
    wire.drop("The letter was stopped before its end.");
    throw cause;
  }
}

function nonsense(wire: Wire): HandOver {
  wire.drop("The relay answered what is no reply to the command.");
  return lostBefore(wire);
}

function lostBefore(wire: Wire): HandOver {
  return { outcome: "lost", step: "before", reason: wire.why ?? "The relay did not answer." };
}

function bare(address: string): string {
  if (!/^[\x21-\x7e]+$/.test(address) || /[<>]/.test(address))
    throw new RangeError("An address of the envelope holds what no address may hold.");
  return address;
}
