import type { Source } from "../collect/source.ts";
import { newestVersions, type RestatedIssue, restateIssue } from "../desk/correcting/restate.ts";
import { versionsOut } from "../desk/correcting/went-out.ts";
import { PipelineError } from "../errors.ts";
import { realNow } from "../world/clock.ts";
import { keptOn } from "../world/kept.ts";
import { openDeliveries } from "../world/mailing/open-deliveries.ts";
import { count } from "./build-outcome.ts";
import type { Invocation, Options, Outcome } from "./command.ts";
import { filesOf } from "./database-of.ts";
import { dateGiven } from "./date-given.ts";
import { projectRoot } from "./project-root.ts";
import { sourceFor } from "./source-for.ts";
import { archiveOf, mailingOf } from "./stores.ts";
import { tableLines } from "./table.ts";

const LAST = 20;
/** A last place that comes and goes is what sources do every week. */
const ABOVE = 2;
const SHOWN = 12;

/** `restate`: issues that went out, beside what revised sources say today. Proposes corrections, and makes none. */
export async function restateCommand(
  invocation: Invocation,
  [given = null]: readonly (string | null)[],
  options: Options,
): Promise<Outcome> {
  const root = projectRoot(invocation, options);
  const date = given === null ? null : dateGiven(given);
  const last = Math.ceil(numberOf(options.last, LAST, "--last"));
  const above = numberOf(options.above, ABOVE, "--above");
  const archive = await archiveOf(invocation, root);
  const mailing = mailingOf(invocation, root);
  try {
    const deliveries = openDeliveries(mailing);
    const versions = newestVersions(await versionsOut(date === null ? {} : { date }, deliveries), last);
    const world = { files: filesOf(invocation, root), kept: keptOn(null), archive, now: realNow, deliveries };
    const restating = { root, above, sourceOf: (request: string) => sourceOf(request, root) };
    const issues: RestatedIssue[] = [];
    for (const version of versions) issues.push(await restateIssue(version, restating, world));
    return outcomeOf(issues, { date, above });
  } finally {
    archive.close();
    await mailing.close();
  }
}

/** As the sources tell it now: an issue of what was known at a moment is held against what is known today. */
async function sourceOf(request: string, root: string): Promise<Source | null> {
  const data = (JSON.parse(request) as [unknown, { data?: { kind?: string; folder?: string } }])[1]?.data;
  if (data?.kind === "archive") return sourceFor({ kind: "archive", knownAt: null, offline: true }, root);
  if (data?.kind === "directory" && data.folder)
    return sourceFor({ kind: "directory", folder: data.folder }, root);
  return null;
}

function outcomeOf(
  issues: readonly RestatedIssue[],
  { date, above }: { readonly date: string | null; readonly above: number },
): Outcome {
  const lines = issues.flatMap(({ version, figures, notCompared }) => {
    if (notCompared !== null) return [`${version.id}: not compared. ${notCompared}`];
    if (figures.length === 0) return [`${version.id}: as it went out`];
    const rows = figures
      .slice(0, SHOWN)
      .map(({ name, was, is, places }) => [`  ${name}`, was ?? "", is ?? "", String(places)]);
    const more = figures.length > SHOWN ? [`  and ${figures.length - SHOWN} more`] : [];
    return [
      `${version.id}: ${count(figures.length, "figure")} moved`,
      ...tableLines(["  figure", "was", "is", "places"], rows),
      ...more,
      `  To correct it: npx tracker correct ${version.date} --cause 'revised source' --note TEXT`,
    ];
  });
  const moved = issues.filter(({ figures }) => figures.length > 0).length;
  const sum =
    issues.length === 0
      ? `Nothing ${date === null ? "" : `of ${date} `}has gone out yet.`
      : `${count(issues.length, "issue")} looked at, ${moved} moved by ${above} or more units of the last printed place.`;
  const json = issues.map(({ version, ...rest }) => ({ version: version.id, ...rest }));
  return { exit: 0, text: [...lines, sum].join("\n"), json: { above, issues: json } };
}

function numberOf(given: Options[string], usual: number, name: string): number {
  if (given === undefined) return usual;
  const number = Number(given);
  if (/^\d+(\.\d+)?$/.test(String(given)) && number > 0 && number <= 10_000) return number;
  throw new PipelineError({
    code: "usage",
    message: `${name} is a number above 0, not ${JSON.stringify(given)}.`,
    remedy: `Write ${name} ${usual}.`,
  });
}
