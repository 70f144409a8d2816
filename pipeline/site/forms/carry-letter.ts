import { isExampleHost, isLoopbackHost } from "../../desk/sending/made-up-hosts.ts";
import type { DeliverySecrets, DeliverySettings, RelaySettings } from "../../model/delivery-settings.ts";
import type { Letter } from "../../model/letter.ts";
import type { Line, Relays } from "../../world/relays/relay.ts";
import type { Carried } from "./outbox.ts";

export interface Post {
  readonly relays: Relays;
  readonly settings: Pick<DeliverySettings, "relays">;
  readonly logins: DeliverySecrets["logins"];
  /** PEM by relay name, where settings name an authority. */
  readonly authorities: Readonly<Record<string, Uint8Array>>;
  /** Of relays that are in trouble. */
  tell(sentence: string): void;
}

/** Hands one letter to the first relay that has an answer to it. */
export async function carryLetter(letter: Letter, post: Post): Promise<Carried> {
  for (const relay of post.settings.relays) {
    const carried = await handedTo(relay, letter, post);
    if (carried !== "later") return carried;
  }
  return "later";
}

async function handedTo(relay: RelaySettings, letter: Letter, post: Post): Promise<Carried> {
  if (isExampleHost(letter.from) && !isLoopbackHost(relay.host)) {
    post.tell(`The sender ${letter.from} is an example's: the relay ${relay.name} gets no mail of it.`);
    return "never";
  }
  const line = await post.relays.open(
    relay,
    post.logins[relay.name] ?? null,
    post.authorities[relay.name] ?? null,
  );
  if ("trouble" in line) {
    post.tell(line.reason);
    return "later";
  }
  try {
    return await outcomeOn(line, letter);
  } finally {
    await line.close();
  }
}

async function outcomeOn(line: Line, letter: Letter): Promise<Carried> {
  const hand = await line.hand(letter, async () => true);
  if (hand.outcome === "stopped") return "later";
  // Whoever did not get it after all asks again; whoever did is not written to twice.
  if (hand.outcome === "lost") return hand.step === "end" ? "taken" : "later";
  if (hand.code < 400) return "taken";
  return hand.code < 500 ? "later" : "never";
}
