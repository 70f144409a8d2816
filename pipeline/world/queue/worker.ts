import type { Log, LogFacts } from "../log.ts";
import type { Metrics } from "../metrics.ts";
import type { Attempt, Job, Queue, Shift } from "./queue.ts";

export interface Worker extends Omit<Shift, "onReady" | "onBegun" | "onEnded" | "onTrouble"> {
  readonly queue: Queue;
  /** What it is called in the log. */
  readonly name: string;
  readonly log: Log;
  readonly metrics: Metrics;
}

/** Does jobs until the signal, and writes down each: a line when it begins and ends, its duration by outcome. */
export async function runWorker({ queue, name, log, metrics, ...shift }: Worker): Promise<void> {
  const own = log.about({ worker: name });
  shift.signal.addEventListener("abort", () => own.info("The worker takes no more jobs."), { once: true });
  await queue.work({
    ...shift,
    onReady: () => own.info("The worker takes jobs.", { kinds: Object.keys(shift.doers).join(" ") }),
    onBegun: (job) => own.debug("A job begins.", factsOf(job)),
    onEnded: (attempt) => {
      metrics.jobEnded({ kind: attempt.job.kind, outcome: attempt.outcome }, attempt.seconds);
      sayEnded(own, attempt);
    },
    onTrouble: (trouble) => own.warn("The queue has trouble.", { trouble }),
  });
  own.info("The worker has ended.");
}

/** What each line of a job bears; its key begins with the day or the version that it is about. */
export function factsOf({ id, kind, key, attempt }: Job): LogFacts {
  return { job: id, kind, issue: key.replace(/ .*/s, ""), attempt };
}

function sayEnded(log: Log, { job, outcome, seconds, reason }: Attempt): void {
  const facts = { ...factsOf(job), outcome, seconds: Math.round(seconds * 1000) / 1000 };
  if (outcome === "done") log.info("A job is done.", facts);
  else if (outcome === "dead") log.error("A job is given up.", { ...facts, reason });
  else log.warn("A job has failed.", { ...facts, reason });
}
