import { X509Certificate } from "node:crypto";
import { hostname } from "node:os";
import { sendAll } from "../deliver/sending/send-all.ts";
import type { SendWorld } from "../desk/sending/sent.ts";
import { type FaultDetail, PipelineError } from "../errors.ts";
import type { DeliverySettings } from "../model/delivery-settings.ts";
import { domainOf } from "../post/address.ts";
import { realNow } from "../world/clock.ts";
import type { Deliveries, Subscribers } from "../world/mailing/mailing.ts";
import { openDeliveries } from "../world/mailing/open-deliveries.ts";
import { openSubscribers } from "../world/mailing/open-subscribers.ts";
import { newSubscriberId } from "../world/mailing/subscriber-id.ts";
import { realRelays } from "../world/relays/real-relays.ts";
import { realChance, realSleep, realTicks } from "../world/waiting.ts";
import type { Files } from "../world/world.ts";
import type { Surroundings } from "./database-of.ts";
import { lettersOf } from "./letters.ts";
import { mailingOf } from "./stores.ts";

/** The readers and deliveries of a project; its file is made when something is first written. */
export interface Mailing {
  readonly deliveries: Deliveries;
  readonly subscribers: Subscribers;
  close(): Promise<void>;
}

export function openMailing(surroundings: Surroundings, root: string): Mailing {
  const file = mailingOf(surroundings, root);
  return {
    deliveries: openDeliveries(file),
    subscribers: openSubscribers(file, { newId: newSubscriberId }),
    close: () => file.close(),
  };
}

/** What making and handing over letters needs of this machine. */
export type HandingWorld = Pick<
  SendWorld,
  "mailingOf" | "sendAll" | "relays" | "process" | "now" | "ticks" | "sleep" | "chance"
>;

export function handingWorld({ from }: Pick<DeliverySettings, "from">): HandingWorld {
  return {
    mailingOf: lettersOf,
    sendAll,
    relays: realRelays(domainOf(from.address)),
    process: { process: process.pid, host: hostname() },
    now: realNow,
    ticks: realTicks,
    sleep: realSleep,
    chance: realChance,
  };
}

/** Of several the first: OpenSSL passes by what it cannot read, and would then trust nobody. */
function isCertificate(bytes: Uint8Array): boolean {
  try {
    new X509Certificate(bytes);
    return new TextDecoder().decode(bytes).includes("-----BEGIN CERTIFICATE-----");
  } catch {
    return false;
  }
}

/** A folder, say, in place of the file: told as what it is not. */
async function orNone(reading: Promise<Uint8Array | null>): Promise<Uint8Array | null> {
  return reading.catch((error: unknown) => {
    if (error instanceof PipelineError) return null;
    throw error;
  });
}

/** The certificates of authorities that relays are trusted by, by the relay's name, and those that are not there. */
export async function readAuthorities(
  root: string,
  { relays }: Pick<DeliverySettings, "relays">,
  files: Pick<Files, "read">,
): Promise<{
  readonly authorities: Readonly<Record<string, Uint8Array>>;
  readonly faults: readonly FaultDetail[];
}> {
  const authorities: Record<string, Uint8Array> = {};
  const faults: FaultDetail[] = [];
  for (const { name, authority } of relays) {
    if (authority === undefined) continue;
    const bytes = await orNone(files.read(`${root}/${authority}`));
    if (bytes && isCertificate(bytes)) {
      authorities[name] = bytes;
      continue;
    }
    faults.push({
      code: "file-missing",
      place: authority,
      message: bytes
        ? "The file holds no certificate in PEM."
        : `The certificate of the authority behind the relay ${name} is not there, or is no file that can be read.`,
      remedy: "Put it there, or leave `authority` out in content/delivery.yaml.",
    });
  }
  return { authorities, faults };
}
