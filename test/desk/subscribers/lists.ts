import type { ListFile } from "../../../pipeline/desk/subscribers/list-check.ts";
import type { Subscriber } from "../../../pipeline/model/subscriber.ts";
import type { Subscribers } from "../../../pipeline/world/mailing/mailing.ts";
import { mailingPath, openMailingFile } from "../../../pipeline/world/mailing/open-mailing.ts";
import { openSubscribers } from "../../../pipeline/world/mailing/open-subscribers.ts";
import { newSubscriberId } from "../../../pipeline/world/mailing/subscriber-id.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

export const NOW = "2025-11-05T21:00:00.000Z";

/** A file of these words or bytes, in pieces of a few bytes. */
export function listFile(words: string | Uint8Array, pieceBytes = 7): ListFile {
  const bytes = Buffer.from(words as string);
  return {
    place: "readers.csv",
    now: NOW,
    tier: "free",
    async *pieces() {
      for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
    },
  };
}

export function emptyList(): Subscribers {
  return openSubscribers(openMailingFile(mailingPath(temporaryFolder())), { newId: newSubscriberId });
}

/** In order of addresses. */
export async function readersOf(subscribers: Subscribers): Promise<readonly Subscriber[]> {
  const found: Subscriber[] = [];
  for await (const reader of subscribers.list({})) found.push(reader);
  return found.sort((one, other) => (one.address < other.address ? -1 : 1));
}
