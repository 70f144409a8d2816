import { randomUUID } from "node:crypto";
import { type DeliverBrief, type Delivered, DeliveredSchema } from "../../model/deliver-brief.ts";
import type { Tally } from "../../model/delivery.ts";
import { type Order, PRIORITY, type Queue, type Told } from "../../world/queue/queue.ts";

/** Letters of one order: some seconds to minutes of one worker. */
const MOST = 1000;
/** Of a short list several workers have a part as well. */
const LEAST = 50;
const PARTS = 8;
/** A worker's death uses one up, and twice is as good as once. */
const RETRIES = 10;
/** Two keys for what is left, in turn: one may be put while the other runs. */
const RESTS = [1, 2] as const;

/** Rows that a person need not look at, and that are not through. */
export function waitingOf({ queued, deferred, "handed over": handed }: Tally): number {
  return queued + deferred + handed;
}

/** Orders for all that waits of a version. Those of one key that wait already stay. */
export function deliverOrders(version: string, waiting: number, runMinutes: number): readonly Order[] {
  const batch = Math.min(MOST, Math.max(LEAST, Math.ceil(waiting / PARTS)));
  const orders = Math.max(1, Math.ceil(waiting / batch));
  const brief: DeliverBrief = { version, put: randomUUID(), orders, batch, runMinutes, last: null };
  return regularKeys(brief).map((key) => orderOf(key, brief));
}

/** The order for what is left of a version, put by another one. @param by key of that one */
export function restOrder(brief: DeliverBrief, by: string, afterSeconds: number): Order {
  const [first, second] = restKeys(brief);
  return { ...orderOf(by === first ? second! : first!, brief), afterSeconds };
}

/** All under which orders of one putting stand. */
export function keysOf(brief: Pick<DeliverBrief, "version" | "orders">): readonly string[] {
  return [...regularKeys(brief), ...restKeys(brief)];
}

/** What ends all orders of one putting: the letter or the relays are at fault, or somebody sends the version alone. */
export async function haltOf(queue: Pick<Queue, "told">, brief: DeliverBrief): Promise<Delivered | null> {
  return haltAmong(await queue.told("deliver", keysOf(brief)), brief.put);
}

export function haltAmong(told: readonly Told[], put: string): Delivered | null {
  const ended = told.flatMap(({ result }) => {
    const { data } = DeliveredSchema.safeParse(result);
    return data?.put === put ? [data] : [];
  });
  return ended.find(isHalt) ?? null;
}

export function isHalt({ end: { why } }: Pick<Delivered, "end">): boolean {
  return why === "content refused" || why === "no relay" || why === "taken over";
}

function regularKeys({ version, orders }: Pick<DeliverBrief, "version" | "orders">): readonly string[] {
  return Array.from({ length: orders }, (_, at) => `${version} ${at + 1}`);
}

function restKeys({ version }: Pick<DeliverBrief, "version">): readonly string[] {
  return RESTS.map((nth) => `${version} rest ${nth}`);
}

function orderOf(key: string, brief: DeliverBrief): Order {
  return { kind: "deliver", key, brief, priority: PRIORITY.today, retries: RETRIES };
}
