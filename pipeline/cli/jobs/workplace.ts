import type { Log } from "../../world/log.ts";
import type { Metrics } from "../../world/metrics.ts";
import type { Doer, Queue } from "../../world/queue/queue.ts";
import type { Invocation } from "../command.ts";

/** What the jobs of one worker share. */
export interface Machine {
  readonly invocation: Invocation;
  /** The project's folder on this machine. */
  readonly root: string;
  /** Where jobs put what follows from them. */
  readonly queue: Queue;
  readonly log: Log;
  readonly metrics: Metrics;
  /** The worker is to end: what runs comes to its end, or gives back what it can. */
  readonly stop: AbortSignal;
}

/** Where jobs of one kind are done. */
export interface Workplace {
  readonly doer: Doer;
  /** So many of them at a time. */
  readonly atOnce: number;
  /** Ends what was opened for them. */
  close(): Promise<void>;
}
