import type { Command } from "commander";
import type { Command as Run } from "./command.ts";

type Does = (run: Run) => (...given: unknown[]) => Promise<void>;
type Add = (usage: string, description: string) => Command;

const EDITION = ["--edition <EDITION>", "free or paid; default both"] as const;

/** What happens to an approved issue: readers, sending, receipts, corrections, the public site. */
export function deliveryCommands(add: Add, does: Does): void {
  sendingCommands(add, does);
  readersCommand(add, does);
  correctingCommands(add, does);
  add(
    "serve",
    "the public site: issues, search, feeds; subscribe, confirm, unsubscribe; bounces and complaints",
  )
    .option("--port <N>", "default 8080; 0 for any that is free")
    .option("--host <ADDRESS>", "default 127.0.0.1, behind a proxy of this machine; 0.0.0.0 for all")
    .option("--trusted-proxy <CIDR>", "whose X-Forwarded-For counts: 10.0.0.0/8,127.0.0.1")
    .option("--maildir <FOLDER>", "where bounces and complaints come as mail")
    .action(does(async (...given) => (await import("./serve-command.ts")).serveCommand(...given)));
}

function sendingCommands(add: Add, does: Does): void {
  add(
    "send [DATE]",
    "the approved issue to every reader once; run again, it goes on where it stopped; exit 3 when refused",
  )
    .option("--tier <TIER>", "free or paid; default both, paid first")
    .option("--check", "what stands against sending, and send nothing")
    .option(
      "--test <ADDRESSES>",
      "to these alone, marked as a test: no list, no ledger, no approval needed",
      (address: string, before?: string) => (before === undefined ? address : `${before},${address}`),
    )
    .option(
      "--dry-run [FOLDER]",
      "write one message of each edition as .eml, or --limit N, and hand over nothing",
    )
    .option("--limit <N>", "no more than so many new readers in this run")
    .option("--list-change <PERCENT>", "allow the list to differ so much from the one of the last issue")
    .option("--resume", "finish what was begun, though out/ has changed since")
    .option("--late", "also an issue of more than three days ago")
    .option("--here", "hand over from this machine, though a database has workers for it")
    .action(does(async (...given) => (await import("./send-command.ts")).sendCommand(...given)));
  add("receipts [DATE]", "who got what, when; what is uncertain, and a person's word on it")
    .option(...EDITION)
    .option("--state <STATE>", "accepted, deferred, refused, uncertain, …")
    .option("--address <ADDRESS>", "of one reader")
    .option("--uncertain", "those of whom nobody knows whether they got it")
    .option("--resend <ADDRESS>", "send to an uncertain one again, or to all")
    .option("--accept <ADDRESS>", "count an uncertain one as sent, or all")
    .option("--by <NAME>", "who decides")
    .option("--note <TEXT>", "kept with it")
    .option("--csv", "every row, for spreadsheets")
    .action(does(async (...given) => (await import("./receipts-command.ts")).receiptsCommand(...given)));
}

function readersCommand(add: Add, does: Does): void {
  add(
    "subscribers [DOES] [WHAT]",
    "add, import, list, export, remove, pause, resume, unsubscribe: the list of readers",
  )
    .option("--name <NAME>", "of the reader")
    .option("--tier <TIER>", "free or paid")
    .option("--state <STATE>", "pending, active, paused, unsubscribed, bounced, complained")
    .option("--search <TEXT>", "in address or name")
    .option("--limit <N>", "show so many")
    .option("--consent <TEXT>", "what shows that they agreed; without it nobody becomes active")
    .option("--by <NAME>", "who does it")
    .option("--dry-run", "check a file and import nothing")
    .option("--skip-bad", "import the good rows of a file that has bad ones")
    .action(
      does(async (...given) => (await import("./subscribers-command.ts")).subscribersCommand(...given)),
    );
}

function correctingCommands(add: Add, does: Does): void {
  add(
    "correct <DATE>",
    "the corrected issue of a day that went out: what changed, and why; then approve and send",
  )
    .option("--cause <CAUSE>", "'revised source', 'our mistake' or typo")
    .option("--note <TEXT>", "for readers, in one or two sentences")
    .option(
      "--known-at <TIME>",
      "from the archive as it was then; default: of a typo what was known then, else now",
    )
    .action(does(async (...given) => (await import("./correct-command.ts")).correctCommand(...given)));
  add("restate [DATE]", "issues that went out beside what revised sources say today")
    .option("--last <N>", "so many days, the newest first; default 20")
    .option("--above <N>", "told from so many units of the last printed place on; default 2")
    .option("--here", "in this process, although there are workers")
    .action(does(async (...given) => (await import("./restate-command.ts")).restateCommand(...given)));
}
