/** How often something is asked. */
export interface Seldom {
  ticks(): number;
  /** So long is at least between two askings, ms. */
  readonly pauseMs: number;
  /** Who waits for it waits no longer, ms: it goes on by itself. */
  readonly patienceMs: number;
}

/** The pause is so many times what the last asking took: what grows slow is asked less often. */
const TIMES = 20;

/**
 * Runs `work` where it is due, one at a time; whoever comes between gets what there is. What it throws is forgotten: it is run again when it
 * is due.
 */
export function askedSeldom(
  work: () => Promise<void>,
  { ticks, pauseMs, patienceMs }: Seldom,
): () => Promise<void> {
  let running: Promise<void> | null = null;
  let next = Number.NEGATIVE_INFINITY;
  const begin = async () => {
    const begun = ticks();
    await work().catch(() => undefined);
    const end = ticks();
    next = end + Math.max(pauseMs, TIMES * (end - begun));
    running = null;
  };
  return async () => {
    if (running === null && ticks() >= next) running = begin();
    if (running) await within(running, patienceMs);
  };
}

async function within(work: Promise<void>, ms: number): Promise<void> {
  const late = Promise.withResolvers<void>();
  const timer = setTimeout(late.resolve, ms);
  await Promise.race([work, late.promise]);
  clearTimeout(timer);
}
