import { dayNumber } from "../../finance/dates.ts";
import type { IsoDate, IsoInstant } from "../../model/unit.ts";

const DAY_MS = 86_400_000;

/** Milliseconds since 1970. @throws RangeError if it is no instant: instants are compared as such and not as text */
export function msOf(instant: IsoInstant): number {
  const ms = Date.parse(instant);
  if (Number.isNaN(ms)) throw new RangeError(`${instant} is no instant`);
  return ms;
}

/** The last millisecond of a day, UTC. */
export function endOfDayMs(date: IsoDate): number {
  return (dayNumber(date) + 1) * DAY_MS - 1;
}

/** How a moment is written unless it was written otherwise: seconds, and milliseconds where there are any. */
export function usualInstant(ms: number): IsoInstant {
  return new Date(ms).toISOString().replace(".000Z", "Z");
}

/** `null` is now: later than all that is known. */
export function upToMs(knownAt: IsoInstant | null): number {
  return knownAt === null ? Number.MAX_SAFE_INTEGER : msOf(knownAt);
}
