import type { JobKind, Queue } from "../world/queue/queue.ts";
import { count } from "./build-outcome.ts";
import type { Outcome } from "./command.ts";

/** Lets dead letters of these kinds wait again: workers take them as if they were new. */
export async function tryAgain(queue: Queue, kinds: readonly JobKind[]): Promise<Outcome> {
  const again: Partial<Record<JobKind, number>> = {};
  const standing = await queue.standing();
  const dead = standing.filter(({ state, count: all }) => state === "dead" && all > 0);
  for (const { kind } of dead) if (kinds.includes(kind)) again[kind] = await queue.retryDead(kind);
  const some = Object.entries(again).filter(([, many]) => many > 0);
  const lines = some.map(
    ([kind, many]) => `${kind}: ${count(many, "job")} ${many === 1 ? "waits" : "wait"} again`,
  );
  const text = some.length > 0 ? lines.join("\n") : "Nothing was given up: no job is to be tried again.";
  return { exit: 0, text, json: { again } };
}
