import { PipelineError } from "../errors.ts";
import { isDate } from "../finance/dates.ts";
import { askedIssues, programVersion } from "./asked-issues.ts";
import { buildOutcome } from "./build-outcome.ts";
import { type BuildRequest, buildRequest } from "./build-request.ts";
import type { Invocation, Options, Outcome } from "./command.ts";
import { filesOf } from "./database-of.ts";
import { learn } from "./learn.ts";
import { mirrorOf, type Outside, openOutside } from "./outside.ts";
import { projectRoot } from "./project-root.ts";

/**
 * `build [DATE]`: an issue in out/<date>/, another edition or both, or the finding that nothing changed since. To find that, no more is loaded
 * than hashing needs. From the archive, the sources are asked first where the archive may lack something of the day.
 */
export async function buildCommand(
  invocation: Invocation,
  operands: readonly (string | null)[],
  { watch, ...options }: Options,
): Promise<Outcome> {
  if (options.site !== undefined) {
    const { siteCommand } = await import("./site-command.ts");
    return siteCommand(invocation, operands, options);
  }
  const once = () => buildAfter(invocation, operands, options);
  if (watch !== true) return once();
  const { watchBuilds } = await import("./watch-build.ts");
  return watchBuilds(projectRoot(invocation, options), once, { json: options.json === true });
}

/** The day of a build and where its data come from, when the sources have been asked and nothing is made yet. */
export interface BuildDay extends Pick<Building, "root" | "request" | "outside"> {
  readonly date: string;
}

/** A build, with something else before it: `new` writes the day's files, which the build then reads. */
export async function buildAfter(
  invocation: Invocation,
  [given = null]: readonly (string | null)[],
  options: Options,
  before: (day: BuildDay) => Promise<void> = async () => undefined,
): Promise<Outcome> {
  const root = projectRoot(invocation, options);
  const request = buildRequest(options);
  if (given !== null && !isDate(given)) throw noDate(given);
  const mirror = mirrorOf(options, invocation);
  const outside = request.data.kind === "archive" ? await openOutside(invocation, { root, mirror }) : null;
  try {
    return await buildWith({ invocation, root, given, request, outside, before });
  } finally {
    await outside?.close();
  }
}

interface Building {
  readonly invocation: Invocation;
  readonly root: string;
  readonly given: string | null;
  readonly request: BuildRequest;
  readonly outside: Outside | null;
  readonly before: (day: BuildDay) => Promise<void>;
}

async function buildWith({ invocation, root, given, request, outside, before }: Building): Promise<Outcome> {
  const date = given ?? (await lastDay(root, outside?.now));
  const version = programVersion(invocation);
  if (outside && date) await learn({ program: invocation.root, root, date, request, outside });
  if (date) await before({ root, date, request, outside });
  const generation = outside ? await outside.archive.generation() : null;
  const asking = { root, date, request, version, generation, files: filesOf(invocation, root) };
  const { editions, whole } = await askedIssues(asking);
  if (editions.length === 0) return buildOutcome(whole([]));
  const { makeIssues } = await import("./make-issues.ts");
  return buildOutcome(whole(await makeIssues(invocation, { ...asking, editions, outside })));
}

/** The day to build when none is named. Null where the calendar has faults: they are told with those of the other files. */
async function lastDay(root: string, now: string | undefined): Promise<string | null> {
  const { dateOrLast } = await import("./date-or-last.ts");
  return dateOrLast(null, root, now).catch((error: unknown) => {
    if (error instanceof PipelineError) return null;
    throw error;
  });
}

function noDate(given: string): PipelineError {
  const message = `${JSON.stringify(given.slice(0, 40))} is no date.`;
  return new PipelineError({ code: "usage", message, remedy: "Write it as 2025-11-05." });
}
