import type { WebSettings } from "./settings.ts";

/** One line for each host. */
export interface Pace {
  /** Comes back when a request to the host may start: `gapMs` after the start of the one before, first come, first served. */
  turn(host: string, gapMs: number): Promise<void>;
  /** Nothing starts on the host for so long: it has asked for peace. */
  hold(host: string, ms: number): void;
}

interface Line {
  /** The turn of the last who stands in it. */
  tail: Promise<void>;
  started: number;
  heldUntil: number;
}

export function pacing({ ticks, sleep }: Pick<WebSettings, "ticks" | "sleep">, closing: AbortSignal): Pace {
  const lines = new Map<string, Line>();
  const lineOf = (host: string) => {
    const line = lines.get(host) ?? { tail: Promise.resolve(), started: -Infinity, heldUntil: -Infinity };
    lines.set(host, line);
    return line;
  };
  return {
    turn(host, gapMs) {
      const line = lineOf(host);
      line.tail = line.tail.then(async () => {
        const start = Math.max(ticks(), line.started + gapMs, line.heldUntil);
        if (start > ticks() && !closing.aborted) await sleep(start - ticks(), closing);
        line.started = Math.max(ticks(), start);
      });
      return line.tail;
    },
    hold(host, ms) {
      const line = lineOf(host);
      line.heldUntil = Math.max(line.heldUntil, ticks() + ms);
    },
  };
}
