import { readAddress } from "../../post/address.ts";
import type { HandOver } from "../../world/relays/relay.ts";
import { conclude } from "./conclude.ts";
import { type Attempt, checkLease, mark } from "./ledger-step.ts";
import type { Run } from "./run.ts";

/** A reader whose row was claimed longer ago may have left the list since. */
const STALE_MS = 30_000;

/**
 * Hands over one letter and enters each step in the ledger: `handed over` before its last dot, what the relay said after it.
 *
 * @throws what the ledger or the making of the letter throws: then nothing more may be handed over
 */
export async function attempt(run: Run, trial: Attempt): Promise<void> {
  const { letters, course } = run;
  try {
    if (await isWanted(run, trial)) await tryLetter(run, trial);
  } finally {
    letters.through(trial.letter);
    course.ring();
  }
}

async function tryLetter(run: Run, trial: Attempt): Promise<void> {
  let handed = false;
  const mayEnd = async () => {
    if (run.course.forbids) return false;
    handed = await mark(run, trial, { from: ["queued", "deferred"], to: "handed over", counts: true });
    return handed;
  };
  const letter = run.sending.letterFor(trial.letter.due);
  const came: HandOver = await trial.line.hand(letter, mayEnd);
  if (came.outcome !== "stopped") return conclude(run, trial, { came, handed });
  trial.post.breaker.succeeded();
  if (!run.course.forbids) await checkLease(run);
}

/** Looked at again where it was held back for long; a reader who has left is written to no more. */
async function isWanted(run: Run, trial: Attempt): Promise<boolean> {
  const { world, progress } = run;
  const { due, since } = trial.letter;
  const from = ["queued", "deferred"] as const;
  const read = readAddress(due.address);
  if ("wrong" in read) {
    trial.post.breaker.succeeded();
    await mark(run, trial, { from, to: "refused", counts: true, reply: `Not tried: ${read.wrong}` });
    progress.settled();
    return false;
  }
  if (world.ticks() - since < STALE_MS) return true;
  if ((await world.subscribers.byId(due.recipient))?.state === "active") return true;
  trial.post.breaker.succeeded();
  await mark(run, trial, { from, to: "withdrawn", counts: false });
  progress.settled();
  return false;
}
