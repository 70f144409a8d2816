import { hostname } from "node:os";
import { PipelineError } from "../errors.ts";
import { openLog } from "../world/log.ts";
import { openMetrics } from "../world/metrics.ts";
import { openQueue } from "../world/queue/open-queue.ts";
import type { Doer, JobKind } from "../world/queue/queue.ts";
import { runWorker } from "../world/queue/worker.ts";
import type { Served } from "../world/serve.ts";
import type { Invocation, Options, Outcome } from "./command.ts";
import type { Machine, Workplace } from "./jobs/workplace.ts";
import { noDatabase } from "./no-database.ts";
import { projectRoot } from "./project-root.ts";
import { queueOf } from "./queue-of.ts";
import { stopSignals } from "./stop-signals.ts";
import { tryAgain } from "./try-again.ts";
import { type WorkerOptions, workerOptions } from "./worker-options.ts";
import { serveWorker } from "./worker-server.ts";

/** Where jobs of a kind are done; its code is loaded by a worker that does them. */
const PLACES: Readonly<Record<JobKind, (machine: Machine) => Promise<Workplace>>> = {
  build: async (machine) => (await import("./jobs/build-job.ts")).buildPlace(machine),
  collect: async (machine) => (await import("./jobs/collect-job.ts")).collectPlace(machine),
  restate: async (machine) => (await import("./jobs/restate-job.ts")).restatePlace(machine),
  deliver: async (machine) => (await import("./jobs/deliver-job.ts")).deliverPlace(machine),
};

/**
 * `worker`: does what waits in the database's queue, until it is stopped; what is under way then comes to its end. With --again it lets dead
 * letters wait again, and does nothing else.
 */
export async function workerCommand(
  invocation: Invocation,
  _operands: readonly string[],
  options: Options,
): Promise<Outcome> {
  const asked = workerOptions(options);
  const log = openLog(invocation.environment.TRACKER_LOG);
  const queue = await queueOf(invocation);
  if (queue === null) throw noDatabase();
  // With lines of its own: those of the work may all be busy, and wait longer.
  const watched = openQueue(invocation.environment.TRACKER_DATABASE!, { patienceMs: WATCH_PATIENCE_MS });
  try {
    if (asked.again !== null) return await tryAgain(queue, asked.again);
    const metrics = openMetrics(watched.standing);
    const root = projectRoot(invocation, options);
    await work({ invocation, root, queue, log, metrics }, { ...asked, health: watched.standing });
  } finally {
    await watched.close();
    await queue.close();
  }
  return { exit: 0, text: "", json: { kinds: asked.kinds } };
}

/** Who asks how a worker is wants to know it now. */
const WATCH_PATIENCE_MS = 2000;

type Work = WorkerOptions & { readonly health: () => Promise<unknown> };

async function work(own: Omit<Machine, "stop">, { kinds, metrics: listening, health }: Work): Promise<void> {
  const { queue, log, metrics } = own;
  const name = `${hostname()}:${process.pid}`;
  const signals = stopSignals(() => undefined);
  const machine = { ...own, log: log.about({ worker: name }), stop: signals.signal };
  const places = new Map<JobKind, Workplace>();
  let served: Pick<Served, "close"> | null = null;
  try {
    served = listening && (await serveWorker(machine, listening, health));
    for (const kind of kinds) places.set(kind, await PLACES[kind](machine));
    const of = <T>(wanted: (place: Workplace) => T) =>
      Object.fromEntries([...places].map(([kind, place]) => [kind, wanted(place)]));
    await runWorker({
      ...{ queue, log, metrics, name },
      doers: of(({ doer }): Doer => doer),
      concurrency: of(({ atOnce }) => atOnce),
      signal: signals.signal,
      isHopeless: (cause) => cause instanceof PipelineError && HOPELESS.includes(cause.code),
    });
  } finally {
    for (const place of places.values()) await place.close();
    await served?.close();
    signals.release();
  }
}

/** What a second try finds again. */
const HOPELESS: readonly PipelineError["code"][] = [
  "usage",
  "config-invalid",
  "content-invalid",
  "relay-refused",
];
