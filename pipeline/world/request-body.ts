import type { IncomingMessage } from "node:http";

/** How much more than is wanted is read and forgotten, so that a browser that says too much hears why. */
const PATIENCE_BYTES = 262_144;

/**
 * What was sent with a request.
 *
 * @returns null where it is longer than `mostBytes`, or was cut off
 */
export async function readBody(request: IncomingMessage, mostBytes: number): Promise<Uint8Array | null> {
  if (Number(request.headers["content-length"] ?? 0) > mostBytes + PATIENCE_BYTES) return null;
  const parts: Uint8Array[] = [];
  let length = 0;
  return new Promise((resolve) => {
    const give = (bytes: Uint8Array | null) => {
      request.off("data", take);
      request.pause();
      resolve(bytes);
    };
    const take = (part: Uint8Array) => {
      length += part.length;
      if (length <= mostBytes) parts.push(part);
      else parts.length = 0;
      if (length > mostBytes + PATIENCE_BYTES) give(null);
    };
    request.on("data", take);
    request.once("end", () => resolve(length > mostBytes ? null : Buffer.concat(parts)));
    request.once("close", () => resolve(null));
  });
}
