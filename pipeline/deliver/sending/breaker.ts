/** Lets a relay rest that is in trouble, and then one letter try it. */
export interface Breaker {
  /** Milliseconds until it may be tried; 0: now; Infinity: when the one that tries it now has come back. */
  wait(ticks: number): number;
  /** One goes ahead. */
  enter(): void;
  succeeded(): void;
  /** The line broke, could not be opened, or the relay said it cannot now. */
  failed(ticks: number): void;
  /** It asked to be left alone for a while (421). */
  slowed(ticks: number): void;
  /** In trouble, and no letter has gone well since. */
  readonly isOpen: boolean;
}

const TROUBLES = 5;
const FIRST_MS = 10_000;
const MOST_MS = 300_000;
const SLOW_MS = 2_000;

/** After five troubles in a row, or one that met who tried it: a rest, doubled each time. @param chance in [0, 1): spreads the ends of rests */
export function breakerOf(chance: () => number): Breaker {
  let troubles = 0;
  let rests = 0;
  let slows = 0;
  let until = Number.NEGATIVE_INFINITY;
  let trying = false;
  const rest = (ticks: number, ms: number) => {
    until = Math.max(until, ticks + Math.round(Math.min(ms, MOST_MS) * (0.8 + 0.4 * chance())));
  };
  return {
    wait: (ticks) => (ticks < until ? until - ticks : trying ? Number.POSITIVE_INFINITY : 0),
    enter() {
      if (rests > 0 || slows > 0) trying = true;
    },
    succeeded() {
      troubles = rests = slows = 0;
      trying = false;
    },
    failed(ticks) {
      trying = false;
      troubles += 1;
      if (ticks < until || troubles < TROUBLES) return;
      rest(ticks, FIRST_MS * 2 ** Math.min(rests, 20));
      rests += 1;
    },
    slowed(ticks) {
      trying = false;
      if (ticks < until) return;
      rest(ticks, SLOW_MS * 2 ** Math.min(slows, 20));
      slows += 1;
    },
    get isOpen() {
      return rests > 0 || slows > 0;
    },
  };
}
