import { ownEdition } from "../desk/settings/own-edition.ts";
import { PipelineError } from "../errors.ts";
import { isDate } from "../finance/dates.ts";
import type { Finding } from "../model/finding.ts";
import type { Tier } from "../model/subscriber.ts";
import { type IssuePlace, outFolder } from "../rebuild/issue-place.ts";
import { type BuildRecord, changedArtifacts, changedInputs, hashOf, readRecord } from "../rebuild/record.ts";
import { codeVersion } from "../world/code-version.ts";
import { realFiles } from "../world/files.ts";
import { buildOutcome, type ToldIssue } from "./build-outcome.ts";
import { type BuildRequest, buildRequest } from "./build-request.ts";
import type { Invocation, Options, Outcome } from "./command.ts";
import type { AskedIssue } from "./make-issue.ts";
import { mirrorOf, type Outside, openOutside } from "./outside.ts";
import { projectRoot } from "./project-root.ts";

/** Variables that choose the browser, and so the bytes of a PDF. */
const BROWSERS = ["TRACKER_BROWSER", "PUPPETEER_EXECUTABLE_PATH"];

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
  const browser = BROWSERS.map((name) => invocation.environment[name] ?? null);
  const version = hashOf(JSON.stringify([codeVersion(invocation.root), browser]));
  if (outside && date) await learn({ invocation, root, date, request, outside });
  if (date) await before({ root, date, request, outside });
  const generation = outside ? await outside.archive.generation() : null;
  const own = await ownOrNull(root);
  const asked = editionsOf(request.edition, own).map((edition): AskedIssue => {
    const place = date && own && edition ? { root, date, edition, own } : null;
    return { edition, place, key: JSON.stringify([version, { ...request, edition }]) };
  });
  const found = await Promise.all(asked.map((one) => unchangedIssue(one, { request, generation })));
  const editions = asked.filter((_, index) => !found[index]);
  if (editions.length === 0) return buildOutcome(found.filter((one) => one !== null));
  const { makeIssues } = await import("./make-issues.ts");
  const making = { root, date, request, editions, version, outside, generation };
  const made = await makeIssues(invocation, making);
  return buildOutcome(found.map((one) => one ?? made.shift()!));
}

/** Of both, that of content/tracker.yaml first. */
function editionsOf(asked: BuildRequest["edition"], own: Tier | null): readonly (Tier | undefined)[] {
  if (asked === "both") return own === "paid" ? ["paid", "free"] : ["free", "paid"];
  return [asked ?? own ?? undefined];
}

/** What an earlier build left, where it is what this one would make; else null. */
async function unchangedIssue(
  { place, key }: AskedIssue,
  { request, generation }: { readonly request: BuildRequest; readonly generation: number | null },
): Promise<ToldIssue | null> {
  const record = place && (await readRecord(outFolder(place), realFiles));
  if (!record || record.request !== key || record.generation !== generation) return null;
  if (request.from !== "collect" || !(await isCurrent(record, place))) return null;
  const bytes = await realFiles.read(`${outFolder(place)}/findings.json`);
  const findings: Finding[] = bytes ? JSON.parse(new TextDecoder().decode(bytes)) : [];
  return { place, files: Object.keys(record.artifacts), findings, unchanged: true };
}

async function ownOrNull(root: string): Promise<Tier | null> {
  return ownEdition(root, { files: realFiles }).catch((error: unknown) => {
    if (error instanceof PipelineError) return null;
    throw error;
  });
}

/** Asks the sources before an issue is made of the archive, unless the issue is of what was known then, or nobody may be asked. */
async function learn(learning: {
  readonly invocation: Invocation;
  readonly root: string;
  readonly date: string;
  readonly request: BuildRequest;
  readonly outside: Outside;
}): Promise<void> {
  const { invocation, root, date, request, outside } = learning;
  const { data, from } = request;
  if (data.kind !== "archive" || data.knownAt !== null || data.offline || from !== "collect") return;
  const { collectIfDue } = await import("./collect-if-due.ts");
  await collectIfDue({ program: invocation.root, root, date }, outside);
}

async function isCurrent(record: BuildRecord, place: IssuePlace): Promise<boolean> {
  const inputs = await changedInputs(record, place.root, realFiles);
  return inputs.length === 0 && (await changedArtifacts(record, outFolder(place), realFiles)).length === 0;
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
