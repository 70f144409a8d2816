import { Counter, Gauge, Histogram, Registry } from "prom-client";
import type { Outcome, Standing } from "./queue/queue.ts";
import type { BuildStage } from "./world.ts";

/** Adds to a counter; one where nothing is said. */
export type Count<Label extends string> = (labels: Readonly<Record<Label, string>>, by?: number) => void;
/** Sets a level, or tells how many seconds something took. */
export type Measure<Label extends string> = (labels: Readonly<Record<Label, string>>, value: number) => void;

/** Levels told anew: what is not among them is no longer there. */
export type Measures<Label extends string> = (
  levels: readonly { readonly labels: Readonly<Record<Label, string>>; readonly value: number }[],
) => void;

/** What a new metric is called and by what it is told apart. */
export interface Named<Label extends string> {
  /** "messages_sent_total"; `tracker_` is put before it. */
  readonly name: string;
  /** A sentence for who reads the page. */
  readonly help: string;
  /** Each of few values: an outcome, a stage, a source; never a reader or an address. */
  readonly labels: readonly Label[];
}

/** Numbers that a Prometheus server fetches. Nothing of the process is measured here, nor of its clock. */
export interface Metrics {
  counter<Label extends string>(named: Named<Label>): Count<Label>;
  level<Label extends string>(named: Named<Label>): Measure<Label>;
  levels<Label extends string>(named: Named<Label>): Measures<Label>;
  /** Seconds, as a histogram. */
  durations<Label extends string>(named: Named<Label>): Measure<Label>;
  /** Called before each page, which waits for it: it does not take long and does not throw. */
  beforePage(refresh: () => Promise<void>): void;
  readonly jobEnded: Measure<"kind" | "outcome">;
  /** A letter came one step further: "handed over" to that relay, "accepted", "deferred", "refused", "uncertain". */
  readonly messageEnded: Count<"relay" | "outcome">;
  readonly sourceAnswered: Count<"source" | "verdict">;
  /** Seconds of one build. */
  stageEnded(labels: { readonly stage: BuildStage }, seconds: number): void;
  /** The page, and its content type. What the queue cannot be asked stands there as `tracker_queue_up 0`. */
  page(): Promise<{ readonly type: string; readonly text: string }>;
}

/** From a quick look at a source to a long batch of letters, seconds. */
const BUCKETS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600];
export const OUTCOMES: readonly Outcome[] = ["done", "to be retried", "dead", "lost"];

/** @param standing of the queue, asked for each page; none where there is no queue */
export function openMetrics(standing?: () => Promise<readonly Standing[]>): Metrics {
  const registry = new Registry();
  const inRegistry = <Label extends string>({ name, help, labels }: Named<Label>) => ({
    name: `tracker_${name}`,
    help,
    labelNames: [...labels],
    registers: [registry],
  });
  const metrics = {
    counter<Label extends string>(named: Named<Label>): Count<Label> {
      const counter = new Counter(inRegistry(named));
      return (labels, by = 1) => counter.inc(labels, by);
    },
    level<Label extends string>(named: Named<Label>): Measure<Label> {
      const gauge = new Gauge(inRegistry(named));
      return (labels, value) => gauge.set(labels, value);
    },
    levels<Label extends string>(named: Named<Label>): Measures<Label> {
      const gauge = new Gauge(inRegistry(named));
      return (levels) => {
        gauge.reset();
        for (const { labels, value } of levels) gauge.set(labels, value);
      };
    },
    durations<Label extends string>(named: Named<Label>): Measure<Label> {
      const histogram = new Histogram({ ...inRegistry(named), buckets: BUCKETS });
      return (labels, value) => histogram.observe(labels, value);
    },
  };
  const refreshes = standing ? [queueLevels(metrics, standing)] : [];
  return {
    ...metrics,
    ...ownMetrics(metrics),
    beforePage: (refresh) => void refreshes.push(refresh),
    async page() {
      await Promise.all(refreshes.map((refresh) => refresh()));
      return { type: registry.contentType, text: await registry.metrics() };
    },
  };
}

/** What jobs tell of themselves. */
function ownMetrics({
  counter,
  durations,
}: Pick<Metrics, "counter" | "durations">): Pick<
  Metrics,
  "jobEnded" | "messageEnded" | "sourceAnswered" | "stageEnded"
> {
  return {
    jobEnded: durations({
      name: "job_seconds",
      help: "Seconds that attempts at jobs took, by how they ended.",
      labels: ["kind", "outcome"],
    }),
    messageEnded: counter({
      name: "message_steps_total",
      help: "Steps of letters in this worker, by relay: each is handed over before it is accepted.",
      labels: ["relay", "outcome"],
    }),
    sourceAnswered: counter({
      name: "source_answers_total",
      help: "Visits of this worker to sources, by verdict.",
      labels: ["source", "verdict"],
    }),
    stageEnded: durations({
      name: "build_stage_seconds",
      help: "Seconds of a build of this worker in which work of that stage was under way.",
      labels: ["stage"],
    }),
  };
}

/** @returns reads the queue's standing anew; what is no longer known keeps its last value */
function queueLevels(
  { level }: Pick<Metrics, "level">,
  standing: () => Promise<readonly Standing[]>,
): () => Promise<void> {
  const isUp = level({ name: "queue_up", help: "1 where the queue's database answers.", labels: [] });
  const jobs = level({ name: "jobs", help: "Jobs by kind and state.", labels: ["kind", "state"] });
  const oldest = level({
    name: "jobs_oldest_seconds",
    help: "Seconds since the oldest job of that kind and state was put there; 0 where there is none.",
    labels: ["kind", "state"],
  });
  return async () => {
    try {
      for (const { kind, state, count, oldestSeconds } of await standing()) {
        jobs({ kind, state }, count);
        // The age of what is done is that of the oldest row kept.
        if (state !== "done") oldest({ kind, state }, oldestSeconds ?? 0);
      }
      isUp({}, 1);
    } catch {
      isUp({}, 0);
    }
  };
}
