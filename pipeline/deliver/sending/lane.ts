import type { Line } from "../../world/relays/relay.ts";
import { attempt } from "./attempt.ts";
import type { InHand } from "./letters-in-hand.ts";
import { lookForMore } from "./look-for-more.ts";
import { closePost, outOfPatience } from "./no-relay.ts";
import type { RelayPost } from "./relay-post.ts";
import type { Run } from "./run.ts";

/** Sends over one line at a time, one letter after the other, until the run or its relay is at an end. Never throws: what breaks ends the run. */
export async function lane(run: Run, post: RelayPost): Promise<void> {
  let line = null as Line | null;
  try {
    for (let letter = await nextFor(run, post); letter; letter = await nextFor(run, post)) {
      line = (await stillOpen(line)) ?? (await openFor(run, post, letter));
      if (line && run.course.isOver) run.letters.giveBack(letter);
      else if (line) await attempt(run, { post, line, letter });
    }
  } catch (cause) {
    run.course.fail(cause);
  } finally {
    await line?.close();
  }
}

/** The next letter that this relay may have now, waited for. null: nothing more is begun here. */
async function nextFor(run: Run, post: RelayPost): Promise<InHand | null> {
  const { world, course, letters } = run;
  while (!course.isOver && post.closed === null) {
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

/** A line that has done its share is closed, and null. */
async function stillOpen(line: Line | null): Promise<Line | null> {
  if (line?.isOpen) return line;
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
