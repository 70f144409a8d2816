import { newestVersions, type RestatedIssue } from "../desk/correcting/restate.ts";
import { versionsOut } from "../desk/correcting/went-out.ts";
import { PipelineError } from "../errors.ts";
import { count } from "./build-outcome.ts";
import type { Invocation, Options, Outcome } from "./command.ts";
import { dateGiven } from "./date-given.ts";
import { leftWords } from "./jobs/left-words.ts";
import { projectRoot } from "./project-root.ts";
import { queueOf } from "./queue-of.ts";
import { openRestater } from "./restating.ts";
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
  const restater = await openRestater(invocation, root);
  try {
    const { deliveries } = restater;
    const out = await versionsOut(date === null ? {} : { date }, deliveries);
    const versions = newestVersions(out, last);
    const queue = options.here === true ? null : await queueOf(invocation);
    if (queue === null) {
      const issues: RestatedIssue[] = [];
      for (const version of versions) issues.push(await restater.restate(version, above));
      return outcomeOf({ issues, left: 0 }, { date, above });
    }
    const { orderedRestating } = await import("./jobs/ordered-restating.ts");
    const restated = orderedRestating(versions, above, { invocation, queue });
    return outcomeOf(await restated.finally(queue.close), { date, above });
  } finally {
    await restater.close();
  }
}

function outcomeOf(
  { issues, left }: { readonly issues: readonly RestatedIssue[]; readonly left: number },
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
    issues.length + left === 0
      ? `Nothing ${date === null ? "" : `of ${date} `}has gone out yet.`
      : `${count(issues.length, "issue")} looked at, ${moved} moved by ${above} or more units of the last printed place.`;
  const json = issues.map(({ version, ...rest }) => ({ version: version.id, ...rest }));
  const rest = left > 0 ? [leftWords(left, "issues")] : [];
  const text = [...lines, sum, ...rest].join("\n");
  return { exit: left > 0 ? 1 : 0, text, json: { above, issues: json, ...(left > 0 && { left }) } };
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
