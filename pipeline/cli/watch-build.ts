import { PipelineError, sentence } from "../errors.ts";
import type { Finding } from "../model/finding.ts";
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
  /** Of each edition: "out/2025-11-05-paid". */
  readonly folders: readonly string[];
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

type ToldIssue = { readonly folder: string; readonly findings: readonly Finding[] };
/** As `build` answers programs. */
type Told = { readonly date: string; readonly unchanged: boolean } & (
  | ToldIssue
  | { readonly editions: readonly ToldIssue[] }
);

/** One build; null where it found that nothing had changed, so that an editor's litter says nothing. */
async function roundOf(
  root: string,
  build: () => Promise<Outcome>,
  last: Round | null,
): Promise<Round | null> {
  const changed = await changedSince(root, last?.folders ?? []);
  try {
    const { date, unchanged, ...told } = (await build()).json as Told;
    const issues = "editions" in told ? told.editions : [told];
    const isNews = last === null || last.faults.length > 0 || !unchanged;
    const folders = issues.map(({ folder }) => folder);
    const findings = issues.flatMap((one) => one.findings);
    return isNews ? { date, folders, findings, changed, faults: [] } : null;
  } catch (error) {
    if (!(error instanceof PipelineError)) throw error;
    const faults = error.faults.map(sentence);
    const isSame = last !== null && faults.join("\n") === last.faults.join("\n");
    const { date, folders } = last ?? { date: null, folders: [] };
    return isSame ? null : { date, folders, findings: [], changed, faults };
  }
}

/** What is no longer what the last good issues were made from. */
async function changedSince(root: string, folders: readonly string[]): Promise<readonly string[]> {
  const records = await Promise.all(folders.map((folder) => readRecord(`${root}/${folder}`, realFiles)));
  const changed = records.map((record) => (record ? changedInputs(record, root, realFiles) : []));
  return [...new Set((await Promise.all(changed)).flat())].sort();
}

const SHOWN = 3;

function wordsOf({ folders, changed, findings, faults }: Round): string {
  const more = changed.length - SHOWN;
  const files = [...changed.slice(0, SHOWN), ...(more > 0 ? [`${more} more`] : [])].join(", ");
  const after = files ? ` after ${files}` : "";
  if (faults.length > 0) return `not built${after}: ${faults.join(" ")}`;
  const refused = findings.filter(({ verdict }) => verdict === "refused").length;
  const names = folders.map((folder) => `${folder}/`).join(" and ");
  return `${names} built${after}: ${refused === 0 ? "nothing refuses it" : `${count(refused, "finding")} ${refused === 1 ? "refuses" : "refuse"} it`}`;
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
