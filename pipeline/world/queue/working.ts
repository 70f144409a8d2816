import type { JobResult, JobWithMetadata, PgBoss } from "pg-boss";
import { storableWords } from "../database/storable-words.ts";
import {
  type Attempt,
  type Brief,
  type Doer,
  JOB_KINDS,
  type Job,
  type JobKind,
  type Shift,
} from "./queue.ts";
import { reasonOf } from "./reasons.ts";

const GRACE_MS = 30_000;

/** Takes and does jobs until the signal; pg-boss is stopped after it. */
export async function workWith(boss: PgBoss, shift: Shift, pollSeconds: number): Promise<void> {
  for (const kind of JOB_KINDS) {
    const doer = shift.doers[kind];
    if (doer === undefined || shift.signal.aborted) continue;
    for (let lane = 0; lane < (shift.concurrency?.[kind] ?? 1); lane += 1)
      await openLane(boss, shift, { kind, doer, pollSeconds });
  }
  await aborted(shift.signal);
  // Takes nothing more, waits so long, and gives back what still runs.
  await boss.stop({ graceful: true, timeout: shift.graceMs ?? GRACE_MS });
}

interface Lane {
  readonly kind: JobKind;
  readonly doer: Doer;
  readonly pollSeconds: number;
}

/** One job after the other. */
async function openLane(boss: PgBoss, shift: Shift, { kind, doer, pollSeconds }: Lane): Promise<void> {
  let lane = "";
  const options = {
    includeMetadata: true,
    // What is kept of a failure is our sentence, not all that hangs on an error.
    perJobResults: true,
    pollingIntervalSeconds: pollSeconds,
  } as const;
  lane = await boss.work<Brief, unknown, typeof options>(kind, options, async ([taken]) => {
    const job = jobOf(kind, taken!);
    shift.onBegun?.(job);
    const { attempt, result } = await attemptOf(job, doer, shift);
    shift.onEnded?.(attempt);
    // It would wait out its pause between two looks although there may be more to do.
    boss.notifyWorker(lane);
    return [settled(attempt, result)];
  });
}

function jobOf(kind: JobKind, taken: JobWithMetadata<Brief>): Job {
  return {
    id: taken.id,
    kind,
    key: taken.singletonKey ?? "",
    brief: taken.data,
    attempt: taken.retryCount + 1,
    isLast: taken.retryCount >= taken.retryLimit,
    signal: taken.signal,
  };
}

interface Ended {
  readonly attempt: Attempt;
  /** Of who did it; null where nothing was returned. */
  readonly result: unknown;
}

async function attemptOf(job: Job, doer: Doer, { isHopeless }: Shift): Promise<Ended> {
  const begun = performance.now();
  const ended = (outcome: Attempt["outcome"], reason: string | null): Attempt => ({
    job,
    outcome: job.signal.aborted ? "lost" : outcome,
    seconds: (performance.now() - begun) / 1000,
    reason,
  });
  try {
    const result = (await doer(job)) ?? null;
    return { attempt: ended("done", null), result };
  } catch (cause) {
    const isDead = job.isLast || (isHopeless?.(cause) ?? false);
    return { attempt: ended(isDead ? "dead" : "to be retried", reasonOf(cause)), result: null };
  }
}

/** Of a lost one as well: it changes nothing, for the attempt's number is no longer the job's. */
function settled({ job, outcome, reason }: Attempt, result: unknown): JobResult {
  const output = storableWords(reason === null ? { result } : { reason });
  if (reason === null) return { id: job.id, status: "completed", output };
  return { id: job.id, status: outcome === "dead" ? "deadletter" : "failed", output };
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
