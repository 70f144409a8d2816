import { openQueue } from "../../../pipeline/world/queue/open-queue.ts";
import type { Attempt, Doers, Order, Pace, Queue, Shift } from "../../../pipeline/world/queue/queue.ts";

/** As quick as pg-boss lets it be. */
export const QUICK: Partial<Pace> = {
  leaseSeconds: 10,
  watchSeconds: 1,
  pollSeconds: 0.5,
  firstPauseSeconds: 1,
  longestPauseSeconds: 1,
};

export const order = (key: string, more: Partial<Order> = {}): Order => ({
  kind: "build",
  key,
  brief: { date: key },
  ...more,
});

export const quickQueue = (address: string): Queue => openQueue(address, QUICK);

/** Works until so many attempts have ended, and tells them in that order. */
export async function workUntil(
  queue: Queue,
  doers: Doers,
  { ended: most, ...more }: { readonly ended: number } & Partial<Shift>,
): Promise<readonly Attempt[]> {
  const stop = new AbortController();
  const attempts: Attempt[] = [];
  await queue.work({
    doers,
    signal: stop.signal,
    onEnded: (attempt) => {
      attempts.push(attempt);
      if (attempts.length >= most) stop.abort();
    },
    ...more,
  });
  return attempts;
}
