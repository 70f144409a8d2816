import { preflight } from "../desk/sending/preflight.ts";
import { readKnown } from "../desk/sending/read-known.ts";
import { sendIssue } from "../desk/sending/send-issue.ts";
import type { SendRequest, SendWorld, Sent } from "../desk/sending/sent.ts";
import { allSections } from "../sections/all.ts";
import type { Invocation, Options, Outcome } from "./command.ts";
import { dateOrLast } from "./date-or-last.ts";
import { openDesk } from "./desk-world.ts";
import { handingWorld, type Mailing, openMailing } from "./mailing-world.ts";
import { type Outgoing, readOutgoing } from "./outgoing.ts";
import { projectRoot } from "./project-root.ts";
import { queueOf } from "./queue-of.ts";
import { sendByWorkers } from "./send-by-workers.ts";
import { type SendOptions, sendOptions } from "./send-options.ts";
import { checkedOutcome, refusedOutcome } from "./send-outcome.ts";
import { sendProgress } from "./send-progress.ts";
import { dryRunOutcome, testOutcome } from "./send-trials.ts";
import { sentWords } from "./send-words.ts";
import { stopSignals } from "./stop-signals.ts";
import { forTerminal } from "./terminal-text.ts";
import { toldRelays } from "./told-relays.ts";

/**
 * `send [DATE]`: the approved editions to all their readers who have none yet. Exit 0: all done; 1: something is left, or it was stopped; 3:
 * something refuses, and nothing was sent.
 */
export async function sendCommand(
  invocation: Invocation,
  [given = null]: readonly (string | null)[],
  options: Options,
): Promise<Outcome> {
  const chosen = sendOptions(options);
  const root = projectRoot(invocation, options);
  const date = await dateOrLast(given, root);
  const outgoing = await readOutgoing(root, invocation.environment);
  const wanted = { root, date, tiers: chosen.tiers };
  const mailing = openMailing(invocation, root);
  try {
    const { mode, limit } = chosen;
    if (mode.kind === "test") return await testOutcome({ ...wanted, ...mode }, outgoing);
    if (mode.kind === "dry run")
      return await dryRunOutcome({ ...wanted, ...mode, limit }, outgoing, mailing.subscribers);
    return await sendOutcome({ invocation, chosen, wanted, outgoing }, mailing);
  } finally {
    await mailing.close();
  }
}

const STOPPING = "Stopping: what is under way comes to its end. Again, and it ends at once.";
const LEAVING = "Waiting no longer: workers go on with what they were given.";

interface Run {
  readonly invocation: Invocation;
  readonly chosen: SendOptions;
  readonly wanted: Pick<SendRequest["asked"], "root" | "date" | "tiers">;
  readonly outgoing: Outgoing;
}

async function sendOutcome(run: Run, mailing: Mailing): Promise<Outcome> {
  const { invocation, chosen, wanted, outgoing } = run;
  const { rules: approval, world: desk } = await openDesk(invocation, wanted.root);
  const { settings, secrets, authorities, faults } = outgoing;
  const asked = { ...wanted, allowed: chosen.allowed };
  const rules = { settings, approval, sections: allSections, faults };
  const world = { ...desk, ...mailing, ...handingWorld(settings) };
  if (chosen.mode.kind === "check")
    return checkedOutcome(asked.date, preflight(await readKnown(asked, rules, world)));
  const queue = chosen.here ? null : await queueOf(invocation);
  const progress = sendProgress({ terminal: invocation.terminal, ticks: world.ticks, write: say });
  const signals = stopSignals(() => progress.remark(queue ? LEAVING : STOPPING));
  try {
    const request = { asked, rules, secrets, authorities, limit: chosen.limit };
    const relays = toldRelays(world.relays, (reason) => progress.remark(forTerminal(reason)));
    const byWorkers: SendWorld["sendAll"] = (sending, going) =>
      sendByWorkers(sending, { ...going, remark: progress.remark }, queue!);
    const handed = queue ? { ...world, sendAll: byWorkers } : world;
    const sent = await sendIssue(request, { ...handed, relays, ...progress, stop: signals.signal });
    progress.end();
    return outcomeOf(sent, run);
  } finally {
    progress.end();
    signals.release();
    await queue?.close();
  }
}

/** Who listens may be gone, as the end of a pipe is at Ctrl-C: letters that are under way come to their end all the same. */
function say(text: string): void {
  if (!process.stderr.listeners("error").includes(unheard)) process.stderr.on("error", unheard);
  process.stderr.write(text);
}

function unheard(): void {}

function outcomeOf(sent: Sent, { chosen, wanted: { date, tiers } }: Run): Outcome {
  if ("refused" in sent) return refusedOutcome(date, sent.refused);
  const words = [
    "npx tracker send",
    date,
    ...(tiers.length === 1 ? [`--tier ${tiers[0]}`] : []),
    ...(chosen.allowed.resume ? ["--resume"] : []),
    ...(chosen.allowed.late ? ["--late"] : []),
    ...(chosen.here ? ["--here"] : []),
    ...(chosen.limit === null ? [] : [`--limit ${chosen.limit}`]),
  ];
  const { text, left } = sentWords(sent, { date, again: words.join(" ") });
  return { exit: left ? 1 : 0, text, json: { date, ...sent } };
}
