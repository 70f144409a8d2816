import { PipelineError, sentence } from "../errors.ts";
import type { Finding } from "../model/finding.ts";
import { outFolder } from "../rebuild/out-folder.ts";
import { changedInputs, readRecord } from "../rebuild/record.ts";
import { realFiles } from "../world/files.ts";
import { realWatching, type Watching } from "../world/watch.ts";
import { count } from "./build-outcome.ts";
import type { Outcome } from "./command.ts";
import { forTerminal } from "./terminal-text.ts";

/** What a desk works in. */
const WATCHED = ["content", "templates", "assets"];

/** What watching needs of the outside. */
export interface WatchWorld {
  readonly watching: Watching;
  /** Resolved when the person has had enough. */
  readonly ended: Promise<void>;
  /** One line for the person, or one JSON object on a line. */
  say(line: string): void;
}

/** What one round came to. */
interface Round {
  readonly date: string | null;
  readonly changed: readonly string[];
  readonly findings: readonly Finding[];
  readonly faults: readonly string[];
}

/**
 * `build --watch`: builds, then again whenever something in content/, templates/ or assets/ is another one than it was. A fault is told and
 * the last good issue stays. Ends with exit 0 on Ctrl-C, after the build that is going on.
 */
export async function watchBuilds(
  root: string,
  build: () => Promise<Outcome>,
  { json, world = realWatchWorld() }: { readonly json: boolean; readonly world?: WatchWorld },
): Promise<Outcome> {
  let wake: () => void = () => undefined;
  let isOver = false;
  let isStirred = false;
  const stirred = () => {
    isStirred = true;
    wake();
  };
  const folders = WATCHED.map((name) => `${root}/${name}`);
  const watch = world.watching.watch(folders, { stirred: () => undefined, settled: stirred });
  void world.ended.then(() => {
    isOver = true;
    wake();
  });
  try {
    let last: Round | null = null;
    while (!isOver) {
      isStirred = false;
      const round = await roundOf(root, build, last);
      if (round !== null) world.say(json ? JSON.stringify(round) : wordsOf(round));
      last = round ?? last;
      if (isStirred || isOver) continue;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  } finally {
    watch.close();
  }
  return { exit: 0, text: "", json: { ended: true } };
}

/** One build; null where it found that nothing had changed, so that an editor's litter says nothing. */
async function roundOf(
  root: string,
  build: () => Promise<Outcome>,
  last: Round | null,
): Promise<Round | null> {
  const changed = last?.date ? await changedSince(root, last.date) : [];
  try {
    const told = (await build()).json as { date: string; findings: readonly Finding[]; unchanged: boolean };
    const isNews = last === null || last.faults.length > 0 || !told.unchanged;
    return isNews ? { date: told.date, findings: told.findings, changed, faults: [] } : null;
  } catch (error) {
    if (!(error instanceof PipelineError)) throw error;
    const faults = error.faults.map(sentence);
    const isSame = last !== null && faults.join("\n") === last.faults.join("\n");
    return isSame ? null : { date: last?.date ?? null, findings: [], changed, faults };
  }
}

/** What is no longer what the last good issue was made from. */
async function changedSince(root: string, date: string): Promise<readonly string[]> {
  const record = await readRecord(outFolder({ root, date }), realFiles);
  return record ? changedInputs(record, root, realFiles) : [];
}

const SHOWN = 3;

function wordsOf({ date, changed, findings, faults }: Round): string {
  const more = changed.length - SHOWN;
  const names = [...changed.slice(0, SHOWN), ...(more > 0 ? [`${more} more`] : [])].join(", ");
  const after = names ? ` after ${names}` : "";
  if (faults.length > 0) return `not built${after}: ${faults.join(" ")}`;
  const refused = findings.filter(({ verdict }) => verdict === "refused").length;
  return `out/${date}/ built${after}: ${refused === 0 ? "nothing refuses it" : `${count(refused, "finding")} ${refused === 1 ? "refuses" : "refuse"} it`}`;
}

/** This machine's files, a person at Ctrl-C, and stdout. */
function realWatchWorld(): WatchWorld {
  return {
    watching: realWatching,
    ended: new Promise((resolve) => {
      for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
    }),
    say: (line) => void process.stdout.write(`${forTerminal(line)}\n`),
  };
}
