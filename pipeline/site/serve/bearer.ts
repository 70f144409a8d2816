import { createHash, timingSafeEqual } from "node:crypto";
import type { Asked } from "../../world/serve.ts";

/** Whether a request carries the key as `Authorization: Bearer KEY`; how long that takes tells nothing of the key. */
export function bearsKey({ headers }: Pick<Asked, "headers">, key: string): boolean {
  const given = /^Bearer +(.+?) *$/i.exec(headers.authorization ?? "")?.[1] ?? "";
  return timingSafeEqual(digest(given), digest(key));
}

function digest(word: string): Uint8Array {
  return createHash("sha256").update(word).digest();
}
