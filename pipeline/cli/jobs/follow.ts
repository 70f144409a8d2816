import type { JobKind, Queue, Told } from "../../world/queue/queue.ts";

/** Orders of one kind whose end somebody waits for. */
export interface Following {
  readonly kind: JobKind;
  readonly keys: readonly string[];
  /** Nobody waits any longer; the orders stay. */
  readonly stop: AbortSignal;
  ticks(): number;
  sleep(ms: number, stop: AbortSignal): Promise<void>;
  /** Called at each look: how many have come to their end. */
  tell(ended: number): void;
  /** A sentence for whoever waits. */
  remark(sentence: string): void;
}

const LOOK_MS = 500;
/** So long nothing may happen before somebody is told that nobody works. */
const IDLE_MS = 15_000;

/**
 * Waits until each of the orders is done or given up.
 *
 * @returns where they stand, in the order of the keys; with `stop` some of them wait or run still
 */
export async function follow(queue: Pick<Queue, "told">, following: Following): Promise<readonly Told[]> {
  const { kind, keys, stop, ticks, sleep, tell, remark } = following;
  let [last, since, isTold] = ["", ticks(), false];
  for (;;) {
    const told = await queue.told(kind, keys);
    const ended = told.filter(({ state }) => state === "done" || state === "dead").length;
    tell(ended);
    if (ended === keys.length || stop.aborted) return told;
    const running = told.filter(({ state }) => state === "running").length;
    const now = `${ended} ${running}`;
    if (now !== last || running > 0) [last, since] = [now, ticks()];
    if (!isTold && ticks() - since >= IDLE_MS) {
      isTold = true;
      remark(`No worker takes ${kind} jobs. Start one: npx tracker worker. See: npx tracker status --queue.`);
    }
    await sleep(LOOK_MS, stop);
  }
}
