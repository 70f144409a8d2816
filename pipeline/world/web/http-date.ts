import type { IsoInstant } from "../../model/unit.ts";

/** "Wed, 05 Nov 2025 22:30:00 GMT" (RFC 9110, 5.6.7) as milliseconds since 1970; null for anything else, 31 February included. */
export function httpDate(text: string | null): number | null {
  const ms = Date.parse(text ?? "");
  return !Number.isNaN(ms) && new Date(ms).toUTCString() === text ? ms : null;
}

/**
 * Milliseconds for which a Retry-After header asks, at least 0; null where it asks nothing that can be understood.
 *
 * @param header seconds or an HTTP date (RFC 9110, 10.2.3)
 * @param from the moment of the answer by its own clock, milliseconds since 1970: a date is of that clock
 */
export function retryAfterMs(header: string | null, from: number): number | null {
  if (header === null) return null;
  if (/^\d+$/.test(header)) return Number(header) * 1000;
  const until = httpDate(header);
  return until === null ? null : Math.max(0, until - from);
}

/** The moment in ISO; null where it is beyond what dates can say. */
export function instantAt(ms: number): IsoInstant | null {
  return Math.abs(ms) <= 8.64e15 ? new Date(ms).toISOString() : null;
}
