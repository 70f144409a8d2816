/** A person's or the system's wish that a long work ends. */
export interface StopSignals {
  readonly signal: AbortSignal;
  /** From now on a signal ends the process as ever. */
  release(): void;
}

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/**
 * The first Ctrl-C lets what is under way come to its end, the second one ends the process at once.
 *
 * @param say told once, when the first comes
 */
export function stopSignals(say: () => void): StopSignals {
  const stop = new AbortController();
  const release = () => {
    for (const name of SIGNALS) process.off(name, heard);
  };
  const heard = (name: NodeJS.Signals) => {
    if (stop.signal.aborted) {
      release();
      process.kill(process.pid, name);
      return;
    }
    say();
    stop.abort();
  };
  for (const name of SIGNALS) process.on(name, heard);
  return { signal: stop.signal, release };
}
