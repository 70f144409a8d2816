import type { Outcome as Visited } from "../collect/round/assignment.ts";
import { PipelineError } from "../errors.ts";
import { isDate } from "../finance/dates.ts";
import type { Verdict } from "../model/visit.ts";
import { collectRound } from "./collect-round.ts";
import type { Invocation, Options, Outcome } from "./command.ts";
import { leftWords } from "./jobs/left-words.ts";
import { mirrorOf, openOutside } from "./outside.ts";
import { projectRoot } from "./project-root.ts";
import { queueOf } from "./queue-of.ts";
import { tableLines } from "./table.ts";

/** `collect [DATE]`: asks every source once and keeps what it tells. Exit 1 where not one of them answered. */
export async function collectCommand(
  invocation: Invocation,
  [given = null]: readonly (string | null)[],
  options: Options,
): Promise<Outcome> {
  const root = projectRoot(invocation, options);
  const backfillFrom = backfillOf(options);
  const mirror = mirrorOf(options, invocation);
  const queue = options.here === true ? null : await queueOf(invocation);
  const outside = await openOutside(invocation, { root, mirror });
  // Source by source for whoever watches; a log needs no more than the table.
  const tell = (line: string) => void (invocation.terminal && process.stderr.write(`${line}\n`));
  try {
    const request = { program: invocation.root, root, date: given, backfillFrom, tell };
    if (queue === null) return outcomeOf(await collectRound(request, outside));
    const { orderedRound } = await import("./jobs/ordered-round.ts");
    return outcomeOf(await orderedRound({ ...request, mirror }, { invocation, queue, outside }));
  } finally {
    await queue?.close();
    await outside.close();
  }
}

interface Collected {
  readonly date: string;
  readonly visited: readonly Visited[];
  /** Sources that workers are still to ask. */
  readonly left?: readonly string[];
}

function outcomeOf({ date, visited, left = [] }: Collected): Outcome {
  const answered = visited.some(({ visit }) => ANSWERS.includes(visit.verdict));
  const rest = left.length > 0 ? [leftWords(left.length, "sources")] : [];
  return {
    exit: answered && left.length === 0 ? 0 : 1,
    text: [report(date, visited), ...rest].join("\n"),
    json: { date, sources: visited, ...(left.length > 0 && { left }) },
  };
}

function backfillOf({ backfill }: Options): string | null {
  if (backfill === undefined) return null;
  if (typeof backfill === "string" && isDate(backfill)) return backfill;
  const message = `--backfill is a date, not ${JSON.stringify(backfill)}.`;
  throw new PipelineError({ code: "usage", message, remedy: "Write it as 2015-01-01." });
}

/** Old or nothing is an answer too. */
const ANSWERS: readonly Verdict[] = ["ok", "stale", "empty"];

const HEAD = ["source", "verdict", "requests", "unchanged", "newest", "new", "revised", "headlines"];

/** A line per source and verdict, then what went wrong, then the sum. */
export function report(date: string, visited: readonly Visited[]): string {
  const groups = Map.groupBy(visited, ({ visit: { source, verdict } }) => `${source} ${verdict}`);
  const rows = [...groups.values()].map(rowOf);
  const reasons = [...groups.values()].flatMap(reasonsOf);
  const added = sum(visited, countOf("added"));
  const revised = sum(visited, countOf("revised"));
  const requests = sum(visited, ({ requests: count }) => count);
  const last = `${date}: ${requests} requests, ${added} new values, ${revised} revised.`;
  return [...tableLines(HEAD, rows), ...(reasons.length > 0 ? ["", ...reasons] : []), "", last].join("\n");
}

/** Reasons that a line can hold, and how many more there are. */
const REASONS_TOLD = 3;

/** What the visits of one source and verdict have to say. */
function reasonsOf(group: readonly Visited[]): string[] {
  const told = group.flatMap(({ visit: { source, verdict, reason } }) =>
    reason === null ? [] : [`${source} ${verdict}: ${reason}`],
  );
  const rest = told.length - REASONS_TOLD;
  return rest > 0
    ? [...told.slice(0, REASONS_TOLD), `${told[0]!.split(":")[0]}: and ${rest} more like these.`]
    : told;
}

function rowOf(group: readonly Visited[]): string[] {
  const { source, verdict } = group[0]!.visit;
  const newest = group.map(({ visit }) => visit.newest ?? "").sort();
  const cells = [
    sum(group, ({ requests }) => requests),
    group.filter(({ unchanged }) => unchanged).length,
    newest.at(-1) || "–",
    sum(group, countOf("added")),
    sum(group, countOf("revised")),
    sum(group, ({ headlines }) => headlines),
  ];
  return [source, verdict, ...cells.map(String)];
}

function countOf(which: "added" | "revised"): (one: Visited) => number {
  return ({ recorded }) => recorded.reduce((total, part) => total + part[which], 0);
}

function sum(all: readonly Visited[], of: (one: Visited) => number): number {
  return all.reduce((total, one) => total + of(one), 0);
}
