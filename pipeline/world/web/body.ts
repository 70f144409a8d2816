import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from "node:zlib";

/** What was read of a body, and how it ended; `bytes` are what came until then, unpacked. */
export interface Body {
  readonly bytes: Uint8Array;
  readonly end: "whole" | "too-long" | "cut-short" | "unreadable";
}

type Chunks = AsyncIterable<Uint8Array>;

/**
 * Reads a body to its end, or drops the connection at once: after `limitBytes`, packed or unpacked, and where it cannot be unpacked.
 *
 * @param packing the Content-Encoding header; null or "" for none
 */
export async function readBody(packed: Readable, packing: string | null, limitBytes: number): Promise<Body> {
  const kept: Uint8Array[] = [];
  const done = (end: Body["end"]) => ({ bytes: Buffer.concat(kept), end });
  const keep = async (chunks: Chunks) => {
    for await (const chunk of limited(chunks, limitBytes)) kept.push(chunk);
  };
  try {
    const { value: first } = await packed.iterator({ destroyOnReturn: false }).next();
    // A body that is said to be packed and yet is empty is empty.
    if (first === undefined) return done("whole");
    const unpacker = unpackerOf(packing, first);
    if (unpacker === null) return done("unreadable");
    const came = limited(resumed(first, packed), limitBytes);
    await (unpacker === "none" ? keep(came) : pipeline(came, unpacker, keep));
    return done("whole");
  } catch (error) {
    return done(endBy(error));
  } finally {
    packed.destroy();
  }
}

class TooLong extends Error {}

async function* limited(chunks: Chunks, limitBytes: number): Chunks {
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > limitBytes) throw new TooLong();
    yield chunk;
  }
}

async function* resumed(first: Uint8Array, rest: Chunks): Chunks {
  yield first;
  yield* rest;
}

/** By the Content-Encoding header; null for one that we did not ask for, two on top of each other among them. */
function unpackerOf(packing: string | null, first: Uint8Array) {
  const name = (packing ?? "").trim().toLowerCase();
  if (name === "" || name === "identity") return "none";
  if (name === "gzip" || name === "x-gzip") return createGunzip();
  if (name === "br") return createBrotliDecompress();
  // Some servers leave out the zlib head that RFC 9110 wants; its first byte says 8 for deflate.
  if (name === "deflate") return (first[0]! & 0x0f) === 8 ? createInflate() : createInflateRaw();
  return null;
}

function endBy(error: unknown): Body["end"] {
  if (error instanceof TooLong) return "too-long";
  const code = String((error as NodeJS.ErrnoException).code ?? "");
  // zlib has Z_BUF_ERROR for an end that came too early; anything else of its own is no packed body.
  return /^(Z_|ERR_BROTLI|ERR__ERROR)/.test(code) && code !== "Z_BUF_ERROR" ? "unreadable" : "cut-short";
}
