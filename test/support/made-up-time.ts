/** A clock that stands still while anybody has something to do, and then jumps to when the first sleeper wakes: nothing waits in earnest. */
export interface MadeUpTime {
  ticks(): number;
  now(): string;
  sleep(ms: number, stop: AbortSignal): Promise<void>;
  /** The wall clock is set, ticks are not. */
  setClock(to: string): void;
}

const MOST_MS = 40 * 86_400_000;

export function madeUpTime(start = "2025-11-05T21:30:00.000Z"): MadeUpTime {
  let ticks = 0;
  let offset = Date.parse(start);
  let looking = false;
  const sleepers = new Set<{ readonly at: number; readonly wake: () => void }>();
  const jump = () => {
    looking = false;
    const first = [...sleepers].sort((one, other) => one.at - other.at)[0];
    if (!first) return;
    if (first.at > MOST_MS) throw new Error("Nobody does anything any more.");
    ticks = Math.max(ticks, first.at);
    first.wake();
    look();
  };
  /** A few rounds of the event loop, so that whatever can go on without time has gone on. */
  const look = (rounds = 4) => {
    if (rounds === 4 && looking) return;
    looking = true;
    setImmediate(() => (rounds > 0 ? look(rounds - 1) : jump()));
  };
  return {
    ticks: () => ticks,
    now: () => new Date(offset + ticks).toISOString(),
    setClock(to) {
      offset = Date.parse(to) - ticks;
    },
    sleep: (ms, stop) =>
      new Promise((resolve) => {
        if (stop.aborted) return resolve();
        const sleeper = {
          at: ticks + Math.max(0, ms),
          wake: () => {
            sleepers.delete(sleeper);
            stop.removeEventListener("abort", sleeper.wake);
            resolve();
          },
        };
        sleepers.add(sleeper);
        stop.addEventListener("abort", sleeper.wake, { once: true });
        look();
      }),
  };
}
