import type { Ended, SendingWorld } from "./sending.ts";

/** Whether a run goes on, and what wakes those who rest in it. */
export interface Course {
  /** Why nothing new is begun; null: it goes on. The first reason stays. */
  readonly why: Ended["end"] | null;
  readonly isOver: boolean;
  /** What broke, if anything did. */
  readonly fault: { readonly cause: unknown } | null;
  /** No letter may be ended any more, not even one that is under way. */
  readonly forbids: boolean;
  stop(why: Ended["end"]): void;
  fail(cause: unknown): void;
  /** Wakes who rests: something has changed. */
  ring(): void;
  /** Until the time is over, `ring`, or the end of the run. */
  rest(ms: number): Promise<void>;
}

/** Nobody rests longer without looking round. */
const MOST_REST_MS = 30_000;

export function courseOf(world: Pick<SendingWorld, "sleep">): Course {
  let why: Ended["end"] | null = null;
  let fault: { readonly cause: unknown } | null = null;
  let bell = new AbortController();
  let resting = 0;
  const ring = () => {
    if (resting === 0) return;
    bell.abort();
    bell = new AbortController();
  };
  const isOver = () => why !== null || fault !== null;
  return {
    get why() {
      return why;
    },
    get isOver() {
      return isOver();
    },
    get fault() {
      return fault;
    },
    get forbids() {
      return fault !== null || why?.why === "taken over" || why?.why === "content refused";
    },
    stop(reason) {
      // That it belongs to another, or that all would refuse it, weighs more than a wish to stop.
      if (why === null || (why.why === "asked to stop" && reason.why !== "done")) why = reason;
      ring();
    },
    fail(cause) {
      fault ??= { cause };
      ring();
    },
    ring,
    async rest(ms) {
      if (isOver()) return;
      resting += 1;
      try {
        await world.sleep(Math.min(ms, MOST_REST_MS), bell.signal);
      } finally {
        resting -= 1;
      }
    },
  };
}
