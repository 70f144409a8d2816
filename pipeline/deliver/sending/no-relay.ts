import type { RelayPost } from "./relay-post.ts";
import { type Run, runMs } from "./run.ts";

/** A relay that is started anew gets as long, even where nothing is to be waited for. */
const LEAST_MS = 60_000;

/** The relay takes nothing more in this run. */
export function closePost(run: Run, post: RelayPost, reason: string): void {
  post.closed = reason;
  const reasons = run.posts.map(({ closed }) => closed);
  if (reasons.every((one) => one !== null)) run.course.stop({ why: "no relay", reasons });
  run.course.ring();
}

/** All relays are in trouble, and none did anything for as long as a run may wait. */
export function outOfPatience(run: Run, ticks: number): boolean {
  const { posts, course } = run;
  if (ticks - run.lastWell < Math.max(runMs(run), LEAST_MS)) return false;
  if (!posts.every(({ closed, breaker }) => closed !== null || breaker.isOpen)) return false;
  const reasons = posts.map(
    ({ relay, closed, trouble }) => closed ?? trouble ?? `Relay ${relay.name} takes nothing.`,
  );
  course.stop({ why: "no relay", reasons });
  return true;
}
