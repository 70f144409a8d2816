import type { DeliveryState } from "../../model/delivery.ts";
import type { HandOver } from "../../world/relays/relay.ts";
import { backOff } from "./back-off.ts";
import { type Attempt, checkLease, mark } from "./ledger-step.ts";
import { closePost } from "./no-relay.ts";
import type { Run } from "./run.ts";
import { replyOf, type Verdict, verdictOn } from "./verdict.ts";

type Came = Exclude<HandOver, { readonly outcome: "stopped" }>;

/** An attempt with its end; `handed`: the ledger has it as handed over, and it counts already. */
interface Ending {
  readonly run: Run;
  readonly trial: Attempt;
  readonly reply: string;
  readonly from: readonly DeliveryState[];
  readonly counts: boolean;
}

/** Enters what became of a letter, and draws from it what it says of reader, relay and run. */
export async function conclude(
  run: Run,
  trial: Attempt,
  { came, handed }: { readonly came: Came; readonly handed: boolean },
): Promise<void> {
  const verdict = verdictOn(came);
  const reply = replyOf(came);
  const from: readonly DeliveryState[] = handed ? ["handed over"] : ["queued", "deferred"];
  const ending: Ending = { run, trial, reply, from, counts: !handed };
  judgeRelay(run, trial, { came, verdict });
  switch (verdict.fate) {
    case "accepted":
      return accept(ending);
    case "uncertain":
      return settle(ending, "uncertain");
    case "later":
      return verdict.because === "policy" ? refuseByPolicy(ending) : defer(ending, verdict.because);
    case "dead":
      return bury(ending);
    case "refused":
      await settle(ending, "refused");
      return lookForPattern(ending, false);
    case "content":
      run.course.stop({ why: "content refused", reply });
      return putBack(ending);
    case "closed":
      closePost(run, trial.post, `Relay ${trial.post.relay.name} wants what it was not given: ${reply}`);
      return putBack(ending);
  }
}

function judgeRelay(
  run: Run,
  { post }: Attempt,
  { came, verdict }: { readonly came: Came; readonly verdict: Verdict },
): void {
  const ticks = run.world.ticks();
  const troubled = verdict.fate === "uncertain" || (verdict.fate === "later" && verdict.because === "relay");
  if (!troubled) {
    run.lastWell = ticks;
    post.breaker.succeeded();
    return;
  }
  post.trouble = `Relay ${post.relay.name}: ${replyOf(came)}`;
  if (came.outcome === "replied" && came.code === 421) post.breaker.slowed(ticks);
  else post.breaker.failed(ticks);
}

/** Entered without being waited for: the line goes on meanwhile, and the step is synced together with the next. */
function accept({ run, trial, reply, from, counts }: Ending): void {
  run.accepted += 1;
  run.refusals.accepted();
  const entered = mark(run, trial, { from, to: "accepted", counts, reply })
    .then((made) => (made ? undefined : checkLease(run)))
    .catch((cause: unknown) => run.course.fail(cause))
    .finally(() => run.settling.delete(entered));
  run.settling.add(entered);
  run.progress.settled();
}

async function settle({ run, trial, ...step }: Ending, to: "refused" | "uncertain"): Promise<void> {
  if (!(await mark(run, trial, { ...step, to }))) await checkLease(run);
  run.progress.settled();
}

/** The address is dead: its reader gets no further issues. What the relay said may hold the address, and stays with the delivery. */
async function bury(ending: Ending): Promise<void> {
  const { run, trial, reply } = ending;
  await settle(ending, "refused");
  const codes = /^\d{3}( \d\.\d{1,3}\.\d{1,3})?/.exec(reply)?.[0] ?? "";
  const change = { to: "bounced", why: `refused by relay ${trial.post.relay.name}: ${codes}` } as const;
  await run.world.subscribers.change(trial.letter.due.recipient, change, run.world.now());
  lookForPattern(ending, false);
}

/** For good, says the domain; but if it is our fault, it can be sent when that is mended. */
async function refuseByPolicy(ending: Ending): Promise<void> {
  lookForPattern(ending, true);
  await defer(ending, "policy");
}

function lookForPattern({ run, trial, reply }: Ending, policy: boolean): void {
  if (run.refusals.refused(trial.letter.domain, policy)) run.course.stop({ why: "content refused", reply });
}

async function defer(ending: Ending, because: "reader" | "relay" | "policy"): Promise<void> {
  const { run, trial } = ending;
  const { retry } = run.sending.settings;
  const attempts = trial.letter.due.attempts + 1;
  const wait = backOff(retry, because, { attempts, chance: run.world.chance() });
  // A relay's own trouble is no reader's fault: it uses up half of the attempts at most, and never ends them.
  if (because === "relay")
    return putBack({ ...ending, counts: ending.counts && attempts <= retry.attempts / 2 }, wait);
  if (attempts >= retry.attempts) return settle(ending, "refused");
  await putBack(ending, wait);
}

/** Deferred: due again after so many milliseconds. */
async function putBack({ run, trial, ...step }: Ending, ms = 0): Promise<void> {
  const { world } = run;
  const notBefore = new Date(Date.parse(world.now()) + ms).toISOString();
  if (!(await mark(run, trial, { ...step, to: "deferred", notBefore }))) await checkLease(run);
  run.askAt = Math.min(run.askAt, world.ticks() + ms);
}
