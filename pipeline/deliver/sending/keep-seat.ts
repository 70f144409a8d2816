import type { Run } from "./run.ts";
import { countFor } from "./seat.ts";

/** Those who send together hear of each other within this time. */
const BEAT_MS = 500;
/** Whoever has not beaten for so long hands nothing over: it is not waited for. */
const PATIENCE_MS = 5_000;
/** So long a sender waits for a line that others have. */
const SPARE_MS = 30_000;

/**
 * Beats, and keeps the run's seat among those that send together. It has none until the others know of it: whoever comes takes a part of
 * what was theirs, and what a relay or a domain is spared holds for all of them.
 */
export async function keepSeat(run: Run, over: AbortSignal): Promise<void> {
  const { world, course } = run;
  const began = world.ticks();
  let served = began;
  try {
    while (!over.aborted) {
      await look(run, world.ticks() - began >= PATIENCE_MS);
      const ticks = world.ticks();
      if (hasLine(run)) served = ticks;
      else if (ticks - served >= SPARE_MS) course.stop({ why: "batch ended" });
      await world.sleep(BEAT_MS, over);
    }
  } catch (cause) {
    course.fail(cause);
  }
}

async function look({ world, course, sender, seat }: Run, isPatienceOver: boolean): Promise<void> {
  if (!(await world.deliveries.beat(sender, world.now()))) return course.stop({ why: "taken over" });
  const { before, all, isKnown } = await world.deliveries.together(sender, world.now());
  if (seat.now === null && !isKnown && !isPatienceOver) return;
  const isSame = seat.now?.before === before && seat.now.all === all;
  seat.now = { before, all };
  if (!isSame) course.ring();
}

function hasLine({ posts, seat }: Run): boolean {
  return posts.some(({ relay }) => countFor(relay.connections, seat.now) > 0);
}
