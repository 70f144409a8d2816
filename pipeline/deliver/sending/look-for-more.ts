import { type Run, runMs } from "./run.ts";

/** Rows claimed at once: so few that none grows old in hand, so many that the ledger is seldom asked. */
const PAGE = 200;
/** More are not held, whatever is spared among them. */
const MOST_HELD = 2_000;
const SOONEST_MS = 1_000;

/**
 * Claims the next page, or rests until something changes, or ends the run: nothing can go now. Lines that come meanwhile wait for the same.
 *
 * @param wait milliseconds after which one of those in hand may go
 */
export function lookForMore(run: Run, wait: number): Promise<void> {
  run.looking ??= look(run, wait).finally(() => {
    run.looking = null;
  });
  return run.looking;
}

async function look(run: Run, wait: number): Promise<void> {
  const { letters, world, course } = run;
  if (letters.waiting < MOST_HELD && world.ticks() >= run.askAt && (await claimPage(run))) return;
  if (course.isOver) return;
  if (letters.waiting + letters.underWay > 0) return course.rest(Math.min(wait, run.askAt - world.ticks()));
  await waitForDeferred(run);
}

async function claimPage(run: Run): Promise<boolean> {
  const { letters, world } = run;
  const most = Math.min(PAGE, ofBatch(run));
  const rows = most === 0 ? [] : await world.deliveries.due(run.sender, world.now(), most);
  run.claimed += rows.length;
  if (rows.length > 0) {
    letters.put(rows, world.ticks());
    // Those that come back do not lengthen the time that a run waits for them.
    if (rows.some(({ attempts }) => attempts === 0)) run.idleSince = null;
    return true;
  }
  run.askAt = world.ticks() + (await untilNext(run)).ms;
  return false;
}

/** So many more rows are its. */
function ofBatch({ sending, claimed }: Run): number {
  return (sending.batch ?? Number.POSITIVE_INFINITY) - claimed;
}

/** When the next deferred one is due; not so soon that the ledger is asked without end. */
async function untilNext({
  world,
  sending,
}: Run): Promise<{ readonly ms: number; readonly next: string | null }> {
  const next = await world.deliveries.nextDue(sending.version);
  if (next === null) return { ms: Number.POSITIVE_INFINITY, next };
  return { ms: Math.max(SOONEST_MS, Date.parse(next) - Date.parse(world.now())), next };
}

async function waitForDeferred(run: Run): Promise<void> {
  const { world, course, sending } = run;
  if (ofBatch(run) === 0) return course.stop({ why: "batch ended" });
  const { ms, next } = await untilNext(run);
  if (next === null) return course.stop({ why: "done" });
  // Where others send, too, somebody comes again.
  if (sending.batch !== undefined) return course.stop({ why: "deferred left", next });
  const ticks = world.ticks();
  run.idleSince ??= ticks;
  const left = run.idleSince + runMs(run) - ticks;
  if (left < ms) return course.stop({ why: "deferred left", next });
  run.askAt = Math.min(run.askAt, ticks + ms);
  await course.rest(run.askAt - ticks);
}
