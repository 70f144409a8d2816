import type { Order, Queue, Told } from "../../world/queue/queue.ts";
import { realSleep, realTicks } from "../../world/waiting.ts";
import type { Invocation } from "../command.ts";
import { movingLine, progressWords } from "../moving-line.ts";
import { stopSignals } from "../stop-signals.ts";
import { follow } from "./follow.ts";

/** What came of orders: each by its key. */
export type ToldByKey = ReadonlyMap<string, Told>;

/**
 * Puts orders of one kind and waits until workers have done them or given them up. Ctrl-C ends the waiting, and the orders stay.
 *
 * @param noun "sources": what whoever waits counts
 */
export async function ordered(
  queue: Queue,
  orders: readonly Order[],
  {
    invocation: { terminal },
    noun,
  }: { readonly invocation: Pick<Invocation, "terminal">; readonly noun: string },
): Promise<ToldByKey> {
  const [first] = orders;
  if (!first) return new Map();
  const line = movingLine({ terminal, ticks: realTicks, write: (text) => void process.stderr.write(text) });
  const signals = stopSignals(() =>
    line.remark("Nobody waits any longer; workers go on with what was ordered."),
  );
  const [total, begun] = [orders.length, realTicks()];
  try {
    await queue.putAll(orders);
    const told = await follow(queue, {
      kind: first.kind,
      keys: orders.map(({ key }) => key),
      stop: signals.signal,
      ticks: realTicks,
      sleep: realSleep,
      remark: line.remark,
      tell: (done) => {
        const perSecond = done / Math.max(0.001, (realTicks() - begun) / 1000);
        const secondsLeft = done > 0 ? (total - done) / perSecond : null;
        line.tell(progressWords(noun, { done, total, perSecond, secondsLeft }));
      },
    });
    return new Map(told.map((one) => [one.key, one]));
  } finally {
    line.end();
    signals.release();
  }
}

/** Those that nobody has done or given up yet. */
export function leftOf(orders: readonly Order[], told: ToldByKey): readonly Order[] {
  return orders.filter(({ key }) => !["done", "dead"].includes(told.get(key)?.state ?? "waiting"));
}
