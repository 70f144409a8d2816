import { type Course, courseOf } from "./course.ts";
import { domainGates } from "./domain-gates.ts";
import { type LettersInHand, lettersInHand } from "./letters-in-hand.ts";
import { type ProgressTeller, progressTeller } from "./progress.ts";
import { type Refusals, refusalsInARow } from "./refusals.ts";
import { type RelayPost, relayPosts } from "./relay-post.ts";
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
  return {
    sending,
    world,
    sender,
    course: courseOf(world),
    letters: lettersInHand(domainGates(sending.settings.domains)),
    posts: relayPosts(sending, world),
    refusals: refusalsInARow(),
    progress: progressTeller(world, total),
    settling: new Set(),
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
