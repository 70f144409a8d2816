/** How many may go in a time, counted on ticks: no clock that is set changes it. */
export interface Rate {
  /** Milliseconds until one more may go; 0: now; Infinity: when its part is another. */
  wait(ticks: number): number;
  /** One goes. */
  take(ticks: number): void;
  /** Whether nothing went for so long that it stands as at its beginning. */
  isFull(ticks: number): boolean;
}

const FREE: Rate = { wait: () => 0, take: () => {}, isFull: () => true };

/**
 * A bucket that holds what a tenth of a second lets through, at least one: bursts even out what timers oversleep.
 *
 * @param part of the rate that falls to this bucket now, 0 to 1
 */
export function rateOf(perSecond: number | null, part: () => number = () => 1): Rate {
  if (perSecond === null) return FREE;
  const now = () => perSecond * part();
  let tokens = Math.max(1, now() / 10);
  let at: number | null = null;
  const most = () => Math.max(1, now() / 10);
  const filled = (ticks: number) =>
    Math.min(most(), tokens + (at === null ? 0 : (Math.max(0, ticks - at) * now()) / 1000));
  return {
    wait(ticks) {
      // A thousandth is lost in the arithmetic of parts.
      if (filled(ticks) >= 0.999) return now() === 0 ? Number.POSITIVE_INFINITY : 0;
      return now() === 0 ? Number.POSITIVE_INFINITY : Math.ceil(((1 - filled(ticks)) * 1000) / now());
    },
    take(ticks) {
      tokens = filled(ticks) - 1;
      at = ticks;
    },
    isFull: (ticks) => filled(ticks) >= most(),
  };
}
