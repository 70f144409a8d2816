/** Milliseconds that only ever grow, whatever somebody sets the clock to. */
export function realTicks(): number {
  return performance.now();
}

/** In [0, 1): for what is to be spread and no result depends on. */
export function realChance(): number {
  return Math.random();
}

/** Until the time is up or `stop` says so. */
export function realSleep(ms: number, stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (stop.aborted) return resolve();
    const done = () => {
      clearTimeout(timer);
      stop.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, Math.max(0, ms));
    stop.addEventListener("abort", done);
  });
}
