import { PipelineError } from "../../errors.ts";
import type { DeliverBrief, Delivered } from "../../model/deliver-brief.ts";
import type { Tally } from "../../model/delivery.ts";
import type { Deliveries } from "../../world/mailing/mailing.ts";
import type { Queue } from "../../world/queue/queue.ts";
import { restOrder, waitingOf } from "./deliver-orders.ts";

interface Resting {
  readonly queue: Pick<Queue, "put">;
  readonly deliveries: Pick<Deliveries, "tally" | "nextDue" | "clock">;
  /** How the batch ended that looks for what is left. */
  readonly delivered: Delivered;
}

/** What is in hands of others is looked at again so soon: they may have died. */
const LOOK_SECONDS = 5;
/** What is free is taken up at once. */
const SOON_SECONDS = 1;
/** A dead worker's rows are free after a minute. */
const LEAST_MINUTES = 3;

/**
 * While something is left of a version, an order for it waits: of what is deferred, in hands of another, or was given back.
 *
 * @returns what the batch came to
 * @throws PipelineError relay-refused, where nothing has been accepted for as long as the settings say
 */
export async function orderRest(
  key: string,
  brief: DeliverBrief,
  { queue, deliveries, delivered }: Resting,
): Promise<Delivered> {
  const tally = await deliveries.tally(brief.version);
  if (waitingOf(tally) === 0) return { ...delivered, end: { why: "done" } };
  const now = await deliveries.clock(new Date().toISOString());
  const next = await deliveries.nextDue(brief.version);
  const isDeferred = tally.queued + tally["handed over"] === 0;
  // Who put the orders does something else meanwhile, and comes again.
  if (isDeferred && next !== null && next > now && brief.runMinutes === 0)
    return { ...delivered, end: { why: "deferred left", next } };
  const { last } = brief;
  const isNewer = last === null || tally.accepted > last.accepted;
  const since = isNewer ? { accepted: tally.accepted, at: now } : last;
  const minutes = (Date.parse(now) - Date.parse(since.at)) / 60_000;
  if (minutes >= Math.max(brief.runMinutes, LEAST_MINUTES)) throw givenUp(brief, tally, minutes);
  const wait = secondsTo(now, { next, isDeferred, delivered });
  await queue.put(restOrder({ ...brief, last: since }, key, wait));
  return delivered;
}

function secondsTo(
  now: string,
  {
    next,
    isDeferred,
    delivered: { end },
  }: { readonly next: string | null; readonly isDeferred: boolean; readonly delivered: Delivered },
): number {
  if (end.why === "asked to stop" || end.why === "batch ended") return SOON_SECONDS;
  const due = next === null ? LOOK_SECONDS : Math.ceil((Date.parse(next) - Date.parse(now)) / 1000);
  return Math.max(SOON_SECONDS, isDeferred ? due : Math.min(LOOK_SECONDS, due));
}

function givenUp({ version }: DeliverBrief, tally: Tally, minutes: number): PipelineError {
  const states = ["queued", "deferred", "handed over"] as const;
  const left = states.flatMap((state) => (tally[state] > 0 ? [`${tally[state]} ${state}`] : []));
  return new PipelineError({
    code: "relay-refused",
    place: version,
    message: `Left are ${left.join(", ")}, and nothing has been accepted for ${Math.floor(minutes)} minutes.`,
    remedy: `Go on: npx tracker send ${version.split("/")[0]} --resume`,
  });
}
