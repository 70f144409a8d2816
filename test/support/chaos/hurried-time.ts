import type { SendingWorld } from "../../../pipeline/deliver/sending/sending.ts";
import { realSleep } from "../../../pipeline/world/waiting.ts";

/** Time that goes `times` as fast, so that a relay's rest of ten seconds is over in a moment. What goes over the network keeps its own. */
export interface HurriedTime extends Pick<SendingWorld, "now" | "ticks" | "sleep"> {
  /** Sets the clock forward, or back where it is negative; ticks go on as they did. */
  setClock(hours: number): void;
}

export function hurriedTime(times: number, start = "2025-11-05T21:00:00.000Z"): HurriedTime {
  const ticks = () => performance.now() * times;
  const began = ticks();
  let offset = Date.parse(start) - began;
  return {
    ticks,
    now: () => new Date(ticks() + offset).toISOString(),
    // A timer of less than a millisecond is one of a millisecond.
    sleep: (ms, stop) => realSleep(ms / times, stop),
    setClock(hours) {
      offset += hours * 3_600_000;
    },
  };
}
