import type { Job } from "../../world/queue/queue.ts";
import { factsOf } from "../../world/queue/worker.ts";
import { stopwatch, timedWorld } from "../../world/stopwatch.ts";
import { realTicks } from "../../world/waiting.ts";
import type { World } from "../../world/world.ts";
import type { Machine } from "./workplace.ts";

/** Does a build job's work in a world whose stages are measured and whose remarks go to the log. What it makes is the same. */
export async function watchedBuild<T>(
  world: World,
  job: Job,
  { log, metrics }: Pick<Machine, "log" | "metrics">,
  work: (world: World) => Promise<T>,
): Promise<T> {
  const watch = stopwatch(realTicks);
  const lines = log.about(factsOf(job));
  const made = await work(timedWorld({ ...world, tell: (remark) => lines.debug(remark) }, watch));
  for (const [stage, seconds] of watch.seconds()) metrics.stageEnded({ stage }, seconds);
  return made;
}
