import type { SendingWorld } from "./sending.ts";

export interface ProgressTeller {
  /** One letter more needs nothing any more. */
  settled(): void;
  /** So many in all need nothing any more, whoever did it. */
  reached(count: number): void;
  /** At the end, whatever was told before. */
  last(left: number): void;
}

const APART_MS = 300;
/** The rate is that of the last seconds. */
const WINDOW_MS = 10_000;

export function progressTeller(world: Pick<SendingWorld, "tell" | "ticks">, total: number): ProgressTeller {
  let done = 0;
  let told = Number.NEGATIVE_INFINITY;
  let marks = [{ ticks: world.ticks(), done: 0 }];
  const tell = (ticks: number, all: number) => {
    marks = [
      ...marks.filter((mark, at) => ticks - (marks[at + 1] ?? mark).ticks < WINDOW_MS),
      { ticks, done },
    ];
    const first = marks[0]!;
    const seconds = (ticks - first.ticks) / 1000;
    const perSecond = seconds > 0 ? (done - first.done) / seconds : 0;
    const secondsLeft = perSecond > 0 ? Math.max(0, all - done) / perSecond : all <= done ? 0 : null;
    world.tell({ done, total: all, perSecond, secondsLeft });
    told = ticks;
  };
  const reached = (count: number) => {
    done = count;
    const ticks = world.ticks();
    if (ticks - told >= APART_MS) tell(ticks, Math.max(total, done));
  };
  return {
    settled: () => reached(done + 1),
    reached,
    last: (left) => tell(world.ticks(), done + left),
  };
}
