import type { Line } from "../../world/relays/relay.ts";
import { attempt } from "./attempt.ts";
import type { InHand } from "./letters-in-hand.ts";
import { lookForMore } from "./look-for-more.ts";
import { closePost, outOfPatience } from "./no-relay.ts";
import type { RelayPost } from "./relay-post.ts";
import type { Run } from "./run.ts";
import { countFor } from "./seat.ts";

/** One of the lines that a relay may have; the first is 0. */
export interface LanePlace {
  readonly post: RelayPost;
  readonly nth: number;
}

/** A line that falls to others is looked at so often, unless something rings. */
const SPARE_MS = 5_000;

/** Sends over one line at a time, one letter after the other, until the run or its relay is at an end. Never throws: what breaks ends the run. */
export async function lane(run: Run, place: LanePlace): Promise<void> {
  const { post } = place;
  let line = null as Line | null;
  try {
    for (;;) {
      const next = await nextFor(run, { ...place, isIdle: line === null });
      if (next === null) break;
      if (next === "spare" || !line?.isOpen) line = await closed(line);
      if (next === "spare") continue;
      line ??= await openFor(run, post, next);
      if (line && run.course.isOver) run.letters.giveBack(next);
      else if (line) await attempt(run, { post, line, letter: next });
    }
  } catch (cause) {
    run.course.fail(cause);
  } finally {
    await line?.close();
  }
}

/** The next letter that this relay may have now, waited for; "spare": an open line falls to another who sends. null: nothing more is begun here. */
async function nextFor(
  run: Run,
  { post, nth, isIdle }: LanePlace & { readonly isIdle: boolean },
): Promise<InHand | "spare" | null> {
  const { world, course, letters } = run;
  while (!course.isOver && post.closed === null) {
    if (nth >= countFor(post.relay.connections, run.seat.now)) {
      if (!isIdle) return "spare";
      await course.rest(SPARE_MS);
      continue;
    }
    const ticks = world.ticks();
    const pause = Math.max(post.breaker.wait(ticks), post.rate.wait(ticks));
    if (pause > 0) {
      if (!outOfPatience(run, ticks)) await course.rest(pause);
      continue;
    }
    const found = letters.take(ticks);
    if (typeof found === "number") {
      await lookForMore(run, found);
      continue;
    }
    post.breaker.enter();
    post.rate.take(ticks);
    return found;
  }
  return null;
}

async function closed(line: Line | null): Promise<null> {
  await line?.close();
  return null;
}

/** A line; null where there is none, and the letter is back where it was. */
async function openFor(run: Run, post: RelayPost, letter: InHand): Promise<Line | null> {
  const opened = await post.open();
  if (!("trouble" in opened)) return opened;
  run.letters.giveBack(letter);
  post.trouble = opened.reason;
  if (opened.trouble === "refused") closePost(run, post, opened.reason);
  else if (opened.code === 421) post.breaker.slowed(run.world.ticks());
  else post.breaker.failed(run.world.ticks());
  run.course.ring();
  return null;
}
