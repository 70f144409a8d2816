import { type Course, courseOf } from "./course.ts";
import { domainGates } from "./domain-gates.ts";
import { type LettersInHand, lettersInHand } from "./letters-in-hand.ts";
import { type ProgressTeller, progressTeller } from "./progress.ts";
import { type Refusals, refusalsInARow } from "./refusals.ts";
import { type RelayPost, relayPosts } from "./relay-post.ts";
import { ALONE, type Seat } from "./seat.ts";
import type { Sending, SendingWorld } from "./sending.ts";

/** What the lines of one run share. */
export interface Run {
  readonly sending: Sending;
  readonly world: SendingWorld;
  readonly sender: string;
  readonly course: Course;
  readonly letters: LettersInHand;
  readonly posts: readonly RelayPost[];
  readonly refusals: Refusals;
  readonly progress: ProgressTeller;
  /** Steps that were not waited for. */
  readonly settling: Set<Promise<void>>;
  /** Among those that send together; null: they do not know of it yet, and it begins nothing. */
  readonly seat: { now: Seat | null };
  /** Rows that were claimed. */
  claimed: number;
  accepted: number;
  /** Ticks at which the ledger is to be asked again: before that it has nothing. */
  askAt: number;
  /** Ticks since which only deferred ones are left; null: others were. */
  idleSince: number | null;
  /** Ticks of when a relay last did what it is for. */
  lastWell: number;
  /** One line at a time looks for more. */
  looking: Promise<void> | null;
}

export function beginRun(
  sending: Sending,
  world: SendingWorld,
  { sender, total }: { readonly sender: string; readonly total: number },
): Run {
  const seat: Run["seat"] = { now: sending.batch === undefined ? ALONE : null };
  const seatNow = () => seat.now;
  return {
    sending,
    world,
    sender,
    course: courseOf(world),
    letters: lettersInHand(domainGates(sending.settings.domains, seatNow)),
    posts: relayPosts(sending, world, seatNow),
    refusals: refusalsInARow(),
    progress: progressTeller(world, total),
    settling: new Set(),
    seat,
    claimed: 0,
    accepted: 0,
    askAt: Number.NEGATIVE_INFINITY,
    idleSince: null,
    lastWell: world.ticks(),
    looking: null,
  };
}

export function runMs({ sending }: Pick<Run, "sending">): number {
  return sending.settings.retry.runMinutes * 60_000;
}
