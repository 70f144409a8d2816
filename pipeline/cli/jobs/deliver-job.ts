import { sendAll } from "../../deliver/sending/send-all.ts";
import type { Ended } from "../../deliver/sending/sending.ts";
import { PipelineError } from "../../errors.ts";
import { type DeliverBrief, DeliverBriefSchema, type Delivered } from "../../model/deliver-brief.ts";
import type { Job } from "../../world/queue/queue.ts";
import { handingWorld, type Mailing, openMailing } from "../mailing-world.ts";
import { type Outgoing, readOutgoing } from "../outgoing.ts";
import { countedDeliveries } from "./counted-deliveries.ts";
import { haltOf, isHalt } from "./deliver-orders.ts";
import { orderRest } from "./deliver-rest.ts";
import { readBrief } from "./read-brief.ts";
import { type LettersOf, versionLetters } from "./version-letters.ts";
import type { Machine, Workplace } from "./workplace.ts";

/** How often a batch looks whether another one has ended all of its version. */
const LOOK_MS = 2_000;
/** A job may take an hour: relays in trouble are not waited for as long. */
const MOST_MINUTES = 45;

interface Place {
  readonly machine: Machine;
  readonly mailing: Mailing;
  readonly lettersOf: LettersOf;
}

/** Hands letters over, in batches, beside others who do. What was sent to whom the ledger says, and never the queue. */
export async function deliverPlace(machine: Machine): Promise<Workplace> {
  const opened = openMailing(machine.invocation, machine.root);
  const mailing = { ...opened, deliveries: countedDeliveries(opened.deliveries, machine.metrics) };
  const place = { machine, mailing, lettersOf: versionLetters(mailing.deliveries) };
  return { doer: (job) => deliver(job, place), atOnce: 1, close: () => mailing.close() };
}

async function deliver(job: Job, place: Place): Promise<Delivered> {
  const brief = readBrief(DeliverBriefSchema, job);
  const { queue, root, invocation } = place.machine;
  const outgoing = await readOutgoing(root, invocation.environment);
  if (outgoing.faults.length > 0) throw new PipelineError(outgoing.faults);
  const halted = await haltOf(queue, brief);
  if (halted) return { ...halted, accepted: 0 };
  const ended = await orBusy(sendBatch(job, brief, { ...place, outgoing }));
  const end = ended.end as Delivered["end"];
  const delivered = { put: brief.put, accepted: ended.accepted, end };
  if (isHalt({ end }) && !ended.isSeenOff) return delivered;
  const later = await haltOf(queue, brief);
  if (later) return { ...later, accepted: ended.accepted };
  return orderRest(job.key, brief, { queue, deliveries: place.mailing.deliveries, delivered });
}

type BatchEnd = Pick<Ended, "accepted" | "end"> & {
  /** It was not heard of for so long that the others think it dead: that is no end for them. */
  readonly isSeenOff?: boolean;
};

/** Somebody sends it alone: he has all of it. */
async function orBusy(sending: Promise<Ended>): Promise<BatchEnd> {
  try {
    const ended = await sending;
    return { ...ended, isSeenOff: ended.end.why === "taken over" };
  } catch (error) {
    if (!(error instanceof PipelineError && error.code === "delivery-busy")) throw error;
    return { accepted: 0, end: { why: "taken over" } };
  }
}

async function sendBatch(
  job: Job,
  brief: DeliverBrief,
  { machine, mailing, lettersOf, outgoing }: Place & { readonly outgoing: Outgoing },
): Promise<Ended> {
  const { settings, secrets, authorities } = outgoing;
  const { relays, domains, retry } = settings;
  const handing = handingWorld(settings);
  const letters = await lettersOf(brief.version, outgoing);
  const now = await commonClock(mailing, handing);
  const runMinutes = Math.min(brief.runMinutes, MOST_MINUTES);
  const over = new AbortController();
  const halted = new AbortController();
  const watching = watchOthers(brief, machine.queue, { over: over.signal, halted, sleep: handing.sleep });
  try {
    return await sendAll(
      {
        version: brief.version,
        batch: brief.batch,
        letterFor: ({ recipient: id, address, name, kind }) => letters.letterFor({ id, address, name }, kind),
        settings: { relays, domains, retry: { ...retry, runMinutes } },
        logins: secrets.logins,
        authorities,
      },
      {
        ...{ ...handing, ...mailing, now, tell: () => undefined },
        stop: AbortSignal.any([machine.stop, job.signal, halted.signal]),
      },
    );
  } finally {
    over.abort();
    await watching;
  }
}

/** The moment by the database's clock, counted on from when it was asked: clocks of workers may differ. */
async function commonClock(
  { deliveries }: Mailing,
  { now, ticks }: { now(): string; ticks(): number },
): Promise<() => string> {
  const began = Date.parse(await deliveries.clock(now()));
  const from = ticks();
  return () => new Date(began + ticks() - from).toISOString();
}

/** What one of a version's orders has come to ends the others. */
async function watchOthers(
  brief: DeliverBrief,
  queue: Machine["queue"],
  how: {
    readonly over: AbortSignal;
    readonly halted: AbortController;
    sleep(ms: number, stop: AbortSignal): Promise<void>;
  },
): Promise<void> {
  while (!how.over.aborted) {
    await how.sleep(LOOK_MS, how.over);
    if (how.over.aborted) return;
    // A queue that does not answer ends nothing: the next look finds it.
    if (await haltOf(queue, brief).catch(() => null)) how.halted.abort();
  }
}
