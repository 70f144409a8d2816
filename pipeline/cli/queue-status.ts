import type { DeadLetter, JobKind, Standing } from "../world/queue/queue.ts";
import { count } from "./build-outcome.ts";
import type { Invocation, Outcome } from "./command.ts";
import { durationWords } from "./moving-line.ts";
import { noDatabase } from "./no-database.ts";
import { queueOf } from "./queue-of.ts";
import { tableLines } from "./table.ts";

/** Dead letters of a kind that are printed. */
const SHOWN = 20;

/** `status --queue`: what waits and runs, and what was given up. Exit 1 where anything was: nobody goes on with it by himself. */
export async function queueStatus(invocation: Invocation): Promise<Outcome> {
  const queue = await queueOf(invocation);
  if (queue === null) throw noDatabase();
  try {
    const jobs = await queue.standing();
    const kinds = jobs
      .filter(({ state, count: many }) => state === "dead" && many > 0)
      .map(({ kind }) => kind);
    const dead = (await Promise.all(kinds.map((kind) => queue.deadLetters(kind)))).flat();
    return { exit: kinds.length > 0 ? 1 : 0, text: textOf(jobs, dead), json: { jobs, dead } };
  } finally {
    await queue.close();
  }
}

function textOf(jobs: readonly Standing[], dead: readonly DeadLetter[]): string {
  const some = jobs.filter(({ count: many }) => many > 0);
  const table = tableLines(["kind", "state", "jobs", "oldest"], some.map(rowOf));
  const lines = some.length > 0 ? table : ["No jobs: nothing waits, nothing runs, nothing was given up."];
  return [...lines, ...givenUpLines(jobs, dead)].join("\n");
}

function rowOf({ kind, state, count: many, oldestSeconds }: Standing): readonly string[] {
  return [kind, state, String(many), oldestSeconds === null ? "" : durationWords(oldestSeconds)];
}

function givenUpLines(jobs: readonly Standing[], dead: readonly DeadLetter[]): readonly string[] {
  const kinds = [...new Set(dead.map(({ kind }) => kind))];
  return kinds.flatMap((kind) => {
    const shown = dead.filter((letter) => letter.kind === kind).slice(0, SHOWN);
    const all = jobs.find((one) => one.kind === kind && one.state === "dead")?.count ?? shown.length;
    const rest = all > shown.length ? [`  and ${all - shown.length} more; --json tells them`] : [];
    return ["", `Given up: ${kind}`, ...shown.map(letterLine), ...rest, `  ${nextWords(kind)}`];
  });
}

function letterLine({ key, reason, attempts, at }: DeadLetter): string {
  return `  ${key}: after ${count(attempts, "attempt")}, ${at.slice(0, 16).replace("T", " ")} UTC. ${reason}`;
}

function nextWords(kind: JobKind): string {
  return `When the reason is mended: npx tracker worker --again ${kind}`;
}
