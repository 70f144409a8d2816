import { PipelineError } from "../../errors.ts";
import type { Tally } from "../../model/delivery.ts";
import { keepSeat } from "./keep-seat.ts";
import { lane } from "./lane.ts";
import { beginRun, type Run } from "./run.ts";
import type { Ended, Sending, SendingWorld } from "./sending.ts";

/** A sender that is not heard of for a minute counts as dead. */
const BEAT_MS = 10_000;

/**
 * Sends what is due of one version, over all relays at once, until nothing is left or there is a reason to stop.
 *
 * @returns how it ended; whatever the end, the ledger says of each letter where it stands
 * @throws PipelineError "delivery-busy" if another process sends the version; and what the ledger throws: then nothing more was handed over
 */
export async function sendAll(sending: Sending, world: SendingWorld): Promise<Ended> {
  const sender = await lease(sending, world);
  const began = world.ticks();
  const run = beginRun(sending, world, {
    sender,
    total: left(await world.deliveries.tally(sending.version)),
  });
  await followed(run, async () => {
    const lanes = run.posts.flatMap((post) =>
      Array.from({ length: post.relay.connections }, (_, nth) => lane(run, { post, nth })),
    );
    await Promise.all(lanes);
    await Promise.all(run.settling);
  });
  await giveUpLease(run);
  if (run.course.fault) throw run.course.fault.cause;
  const tally = await world.deliveries.tally(sending.version);
  run.progress.last(left(tally));
  const end = run.course.why ?? { why: "done" };
  return { tally, accepted: run.accepted, milliseconds: world.ticks() - began, end };
}

async function lease({ version, batch }: Sending, world: SendingWorld): Promise<string> {
  const together = batch !== undefined;
  const begun = await world.deliveries.begin(version, world.process, world.now(), { together });
  if ("sender" in begun) return begun.sender;
  const { process, host, since } = begun.busy;
  throw new PipelineError({
    code: "delivery-busy",
    place: version,
    message: `Process ${process} on ${host} has been sending this version since ${since}.`,
    remedy: "Wait until it has ended, or end it there; what is then left goes out with the next `send`.",
  });
}

/** Beats, and listens for a wish to stop, while `work` goes on. */
async function followed(run: Run, work: () => Promise<void>): Promise<void> {
  const { world, course } = run;
  const over = new AbortController();
  const onStop = () => course.stop({ why: "asked to stop" });
  world.stop.addEventListener("abort", onStop);
  if (world.stop.aborted) onStop();
  const beating = run.sending.batch === undefined ? beat(run, over.signal) : keepSeat(run, over.signal);
  await work();
  over.abort();
  world.stop.removeEventListener("abort", onStop);
  await beating;
}

async function beat({ world, course, sender }: Run, over: AbortSignal): Promise<void> {
  try {
    while (!over.aborted) {
      await world.sleep(BEAT_MS, over);
      if (over.aborted) return;
      if (!(await world.deliveries.beat(sender, world.now()))) course.stop({ why: "taken over" });
    }
  } catch (cause) {
    course.fail(cause);
  }
}

/** What broke before weighs more than a lease that cannot be given up: the next `begin` finds it dead. */
async function giveUpLease({ world, sender, course }: Run): Promise<void> {
  try {
    await world.deliveries.end(sender, world.now());
  } catch (cause) {
    course.fail(cause);
  }
}

function left({ queued, deferred }: Tally): number {
  return queued + deferred;
}
