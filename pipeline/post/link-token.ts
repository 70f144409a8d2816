import { createHmac, timingSafeEqual } from "node:crypto";
import type { IsoDate } from "../model/unit.ts";

/** What a link lets its holder do. */
const PURPOSES = ["unsubscribe", "confirm", "issue"] as const;
export type Purpose = (typeof PURPOSES)[number];

export interface Link {
  readonly purpose: Purpose;
  /** Whom or what: a subscriber's id; `id:nonce` for a confirmation; "2025-11-05/paid" for an issue. ASCII, at most 60 letters. */
  readonly subject: string;
  /** The last day on which it holds, UTC. */
  readonly until: IsoDate;
}

const MAC_BYTES = 12;
const HEAD_BYTES = 3;
const DAY_MS = 86_400_000;

/**
 * A short signed token in letters that any address may hold: purpose, last day and subject, then the first 96 bits of an HMAC-SHA-256 over
 * them. As long for each subject of the same length.
 *
 * @throws RangeError for what is no day or one that two bytes cannot hold, Error for another subject than `Link` says
 */
export function signLink(key: string, { purpose, subject, until }: Link): string {
  if (!/^[\x21-\x7E]{1,60}$/.test(subject)) throw new Error("a link's subject is 1 to 60 plain letters");
  const head = Buffer.alloc(HEAD_BYTES);
  head.writeUInt8(PURPOSES.indexOf(purpose), 0);
  const day = Date.parse(`${until}T00:00:00Z`) / DAY_MS;
  if (!Number.isInteger(day)) throw new RangeError("a link holds until a day");
  head.writeUInt16BE(day, 1);
  const said = Buffer.concat([head, Buffer.from(subject, "latin1")]);
  return Buffer.concat([said, macOf(key, said)]).toString("base64url");
}

/**
 * What a token says; null where it is not of this key, is no token, or is written otherwise than `signLink` writes it.
 *
 * @returns also when its day is over: the caller compares `until` with today
 */
export function readLink(key: string, token: string): Link | null {
  if (!/^[A-Za-z0-9_-]{20,120}$/.test(token)) return null;
  const bytes = Buffer.from(token, "base64url");
  if (bytes.length < HEAD_BYTES + MAC_BYTES + 1 || bytes.toString("base64url") !== token) return null;
  const said = bytes.subarray(0, -MAC_BYTES);
  if (!timingSafeEqual(macOf(key, said), bytes.subarray(-MAC_BYTES))) return null;
  const purpose = PURPOSES[said.readUInt8(0)];
  const until = new Date(said.readUInt16BE(1) * DAY_MS).toISOString().slice(0, 10);
  return purpose ? { purpose, subject: said.toString("latin1", HEAD_BYTES), until } : null;
}

function macOf(key: string, said: Uint8Array): Buffer {
  return createHmac("sha256", key).update("tracker link\n").update(said).digest().subarray(0, MAC_BYTES);
}
