/** So much at once, and so much again as time goes by. */
export interface Allowance {
  /** Whether `key` may do it once more; counts it if so. */
  take(key: string): boolean;
  /** Keys that are remembered. */
  readonly size: number;
}

export interface Rate {
  readonly atOnce: number;
  readonly perSecond: number;
  /** Beyond so many keys the one that has been quiet for longest is forgotten. */
  readonly mostKeys: number;
}

interface Bucket {
  left: number;
  at: number;
}

/**
 * A token bucket for each key, in memory.
 *
 * @param ticks milliseconds that only ever grow
 */
export function openAllowance({ atOnce, perSecond, mostKeys }: Rate, ticks: () => number): Allowance {
  const buckets = new Map<string, Bucket>();
  return {
    take(key) {
      const now = ticks();
      const { left, at } = buckets.get(key) ?? { left: atOnce, at: now };
      const filled = Math.min(atOnce, left + ((now - at) / 1000) * perSecond);
      // Taken out and put in again, a key is the last in the order of the map.
      buckets.delete(key);
      if (buckets.size >= mostKeys) buckets.delete(buckets.keys().next().value!);
      buckets.set(key, { left: filled >= 1 ? filled - 1 : filled, at: now });
      return filled >= 1;
    },
    get size() {
      return buckets.size;
    },
  };
}
