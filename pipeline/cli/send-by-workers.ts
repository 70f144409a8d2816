import { progressTeller } from "../deliver/sending/progress.ts";
import type { Ended, Sending, SendingWorld } from "../deliver/sending/sending.ts";
import { PipelineError } from "../errors.ts";
import { type DeliverBrief, DeliverBriefSchema } from "../model/deliver-brief.ts";
import type { Tally } from "../model/delivery.ts";
import { askedSeldom } from "../world/asked-seldom.ts";
import type { Queue, Told } from "../world/queue/queue.ts";
import { deliverOrders, haltAmong, keysOf, waitingOf } from "./jobs/deliver-orders.ts";
import { follow } from "./jobs/follow.ts";

type World = Pick<SendingWorld, "ticks" | "sleep" | "stop" | "tell" | "now"> & {
  readonly deliveries: Pick<SendingWorld["deliveries"], "tally" | "nextDue">;
  remark(sentence: string): void;
};

/** As many seconds a database that restarts may take. */
const PATIENCE_MS = 60_000;
const PAUSE_MS = 1_000;

/** In place of `sendAll`: puts orders for all that waits of a version, and waits until workers have seen to it. */
export async function sendByWorkers(
  { version, settings }: Pick<Sending, "version" | "settings">,
  world: World,
  queue: Queue,
): Promise<Ended> {
  const began = world.ticks();
  const before = await world.deliveries.tally(version);
  const ended = (tally: Tally, end: Ended["end"]): Ended => {
    const accepted = tally.accepted - before.accepted;
    return { tally, accepted, milliseconds: world.ticks() - began, end };
  };
  if (waitingOf(before) === 0) return ended(before, { why: "done" });
  const orders = deliverOrders(version, waitingOf(before), settings.retry.runMinutes);
  const brief = DeliverBriefSchema.parse(orders[0]!.brief);
  const earlier = deadAmong(await queue.told("deliver", keysOf(brief)));
  await queue.putAll(orders);
  const told = await waitFor(brief, before, { world, queue: patient(queue, world) });
  const tally = await world.deliveries.tally(version);
  const isLeft = waitingOf(tally) > 0;
  return ended(tally, isLeft ? await endOf(brief, { told, earlier }, world) : { why: "done" });
}

/** Until the ledger says that nothing waits, or no order for it does. */
async function waitFor(
  brief: DeliverBrief,
  before: Tally,
  { world, queue }: { readonly world: World; readonly queue: Pick<Queue, "told"> },
): Promise<readonly Told[]> {
  const all = waitingOf(before);
  const progress = progressTeller(world, all);
  const through = new AbortController();
  const look = askedSeldom(
    async () => {
      const left = waitingOf(await world.deliveries.tally(brief.version));
      progress.reached(all - left);
      if (left === 0) through.abort();
    },
    { ticks: world.ticks, pauseMs: 0, patienceMs: 0 },
  );
  const keys = keysOf(brief);
  let told = await queue.told("deliver", keys);
  for (let open = opened(told); open.length > 0; open = opened(told)) {
    await follow(queue, {
      ...{ kind: "deliver", keys: open.map(({ key }) => key), ticks: world.ticks, sleep: world.sleep },
      stop: AbortSignal.any([world.stop, through.signal]),
      // Millions of rows are not counted twice a second; where the database is away, the next look tells it.
      tell: () => void look(),
      remark: world.remark,
    });
    told = await queue.told("deliver", keys);
    if (world.stop.aborted || through.signal.aborted) break;
  }
  return told;
}

function opened(told: readonly Told[]): readonly Told[] {
  return told.filter(({ state }) => state === "waiting" || state === "running");
}

function deadAmong(told: readonly Told[]): ReadonlyMap<string, string | null> {
  return new Map(
    told.flatMap(({ key, state, reason }) => (state === "dead" ? [[key, reason] as const] : [])),
  );
}

/** @param earlier of keys with their reasons: those that were given up before, and of which this run knows nothing */
async function endOf(
  brief: DeliverBrief,
  { told, earlier }: { readonly told: readonly Told[]; readonly earlier: ReturnType<typeof deadAmong> },
  world: World,
): Promise<Ended["end"]> {
  if (world.stop.aborted) return { why: "left to workers" };
  const halted = haltAmong(told, brief.put);
  if (halted) return halted.end;
  const dead = [...deadAmong(told)].filter(([key, reason]) => earlier.get(key) !== reason);
  const reasons = new Set(dead.map(([key, reason]) => reason ?? `${key} was given up.`));
  if (reasons.size > 0) return { why: "given up", reasons: [...reasons] };
  return { why: "deferred left", next: (await world.deliveries.nextDue(brief.version)) ?? world.now() };
}

/** Who only waits is not ended by a database that restarts. */
function patient(queue: Queue, { ticks, sleep, stop }: World): Pick<Queue, "told"> {
  return {
    async told(kind, keys) {
      for (const began = ticks(); ; await sleep(PAUSE_MS, stop)) {
        try {
          return await queue.told(kind, keys);
        } catch (cause) {
          const isAway = cause instanceof PipelineError && cause.code === "database";
          if (!isAway || stop.aborted || ticks() - began > PATIENCE_MS) throw cause;
        }
      }
    },
  };
}
