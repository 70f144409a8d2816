import pLimit from "p-limit";
import type { Letter } from "../../model/letter.ts";
import type { IsoInstant } from "../../model/unit.ts";

/** Somebody typed an address into a form: what its owner is to be written, if anything. */
export interface Asking {
  readonly what: "subscribe" | "unsubscribe";
  /** Has passed `readAddress`. */
  readonly address: string;
  readonly name: string | null;
  readonly network: string;
  readonly at: IsoInstant;
}

/** `taken`; `later`: it may go another time; `never`: it will not. */
export type Carried = "taken" | "later" | "never";

export interface OutboxWorld {
  /** The letter that answers an asking; null: nothing is to be written. May throw: then it is tried again. */
  compose(asking: Asking): Promise<Letter | null>;
  carry(letter: Letter): Promise<Carried>;
  sleep(ms: number, stop: AbortSignal): Promise<void>;
  /** In [0, 1): spreads what is tried again. */
  chance(): number;
  tell(sentence: string): void;
}

export interface OutboxLimits {
  /** Askings that wait or are under way. */
  readonly most: number;
  readonly atOnce: number;
  /** Pauses before the second attempt and each further one. */
  readonly pausesMs: readonly number[];
}

export const OUTBOX_LIMITS: OutboxLimits = {
  most: 1000,
  atOnce: 2,
  pausesMs: [2_000, 30_000, 300_000, 1_800_000],
};

export const OUTBOX_ENDS = ["written", "nothing to write", "given up"] as const;
export type OutboxEnd = (typeof OUTBOX_ENDS)[number];

/**
 * Writes to people behind the request that asked for it: whether and how long something is done for an address shows in no answer. What is
 * in it dies with the process; whoever waits asks again.
 */
export interface Outbox {
  /** False: it is full. */
  ask(asking: Asking): boolean;
  readonly waiting: number;
  readonly ends: Readonly<Record<OutboxEnd, number>>;
  /** Lets what is under way end; what waits for another attempt is dropped. */
  close(): Promise<void>;
}

export function openOutbox(world: OutboxWorld, limits: OutboxLimits = OUTBOX_LIMITS): Outbox {
  const stop = new AbortController();
  const lane = pLimit(limits.atOnce);
  const open = new Set<Promise<void>>();
  const ends: Record<OutboxEnd, number> = { written: 0, "nothing to write": 0, "given up": 0 };
  return {
    ask(asking) {
      if (open.size >= limits.most || stop.signal.aborted) return false;
      const way = wayOf(asking, world, { ...limits, lane, stop: stop.signal }).then((end) => {
        ends[end] += 1;
        open.delete(way);
      });
      open.add(way);
      return true;
    },
    get waiting() {
      return open.size;
    },
    ends,
    async close() {
      stop.abort();
      await Promise.all(open);
    },
  };
}

interface Way {
  readonly pausesMs: readonly number[];
  readonly lane: ReturnType<typeof pLimit>;
  readonly stop: AbortSignal;
}

async function wayOf(asking: Asking, world: OutboxWorld, { pausesMs, lane, stop }: Way): Promise<OutboxEnd> {
  let letter: Letter | null = null;
  const attempt = async (): Promise<OutboxEnd | "later"> => {
    letter ??= await world.compose(asking);
    if (letter === null) return "nothing to write";
    const carried = await world.carry(letter);
    if (carried === "taken") return "written";
    return carried === "never" ? "given up" : "later";
  };
  for (const pause of [...pausesMs, null]) {
    const end = await lane(attempt).catch((error: unknown) => {
      world.tell(`A mail to somebody who asked is not written yet: ${(error as Error).message}`);
      return "later" as const;
    });
    if (end !== "later") return end;
    if (pause === null || stop.aborted) break;
    await world.sleep(pause * (0.75 + world.chance() / 2), stop);
    if (stop.aborted) break;
  }
  world.tell("A mail to somebody who asked was given up.");
  return "given up";
}
