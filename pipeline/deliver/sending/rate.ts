/** How many may go in a time, counted on ticks: no clock that is set changes it. */
export interface Rate {
  /** Milliseconds until one more may go; 0: now. */
  wait(ticks: number): number;
  /** One goes. */
  take(ticks: number): void;
  /** Whether nothing went for so long that it stands as at its beginning. */
  isFull(ticks: number): boolean;
}

const FREE: Rate = { wait: () => 0, take: () => {}, isFull: () => true };

/** A bucket that holds what a tenth of a second lets through, at least one: bursts even out what timers oversleep. */
export function rateOf(perSecond: number | null): Rate {
  if (perSecond === null) return FREE;
  const most = Math.max(1, perSecond / 10);
  let tokens = most;
  let at = Number.NEGATIVE_INFINITY;
  const filled = (ticks: number) => Math.min(most, tokens + (Math.max(0, ticks - at) * perSecond) / 1000);
  return {
    // A thousandth is lost in the arithmetic of parts.
    wait: (ticks) => (filled(ticks) >= 0.999 ? 0 : Math.ceil(((1 - filled(ticks)) * 1000) / perSecond)),
    take(ticks) {
      tokens = filled(ticks) - 1;
      at = ticks;
    },
    isFull: (ticks) => filled(ticks) >= most,
  };
}
