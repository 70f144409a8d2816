import { pickSections } from "../compute/compute.ts";
import { approvalFinding } from "../desk/approval/approval-finding.ts";
import { readStanding } from "../desk/approval/read-standing.ts";
import { checkBuilt } from "../desk/check-built.ts";
import { checkTexts } from "../desk/texts/check-texts.ts";
import { PipelineError } from "../errors.ts";
import type { Finding } from "../model/finding.ts";
import { readFindings } from "../products.ts";
import { type IssuePlace, issueName } from "../rebuild/issue-place.ts";
import { allSections } from "../sections/all.ts";
import type { Web } from "../world/world.ts";
import { count, findingText } from "./build-outcome.ts";
import type { Invocation, Options, Outcome } from "./command.ts";
import { filesOf } from "./database-of.ts";
import { dateOrLast } from "./date-or-last.ts";
import { openDesk } from "./desk-world.ts";
import { placeAsked } from "./edition-option.ts";
import { mirrorOf } from "./outside.ts";
import { projectRoot } from "./project-root.ts";

const ORDER: readonly Finding["verdict"][] = ["refused", "noted", "not evaluated", "passed"];

/** `check [DATE]`: what the gates said of the built edition, whether it is still that one, and how its approval stands. */
export async function checkCommand(
  invocation: Invocation,
  [given = null]: readonly (string | null)[],
  options: Options,
): Promise<Outcome> {
  const root = projectRoot(invocation, options);
  const issue = await placeAsked({ root, date: await dateOrLast(given, root) }, options);
  const { date, edition } = issue;
  const world = { files: filesOf(invocation, root) };
  const gates = (await readFindings(issue, world)).filter(({ gate }) => gate !== "approval");
  const built = await checkBuilt(issue, world);
  const { approval, omitted } = await deskOn(invocation, issue);
  const texts = await withWeb(invocation, options, (web) =>
    checkTexts({ ...issue, omitted }, allSections, { ...world, web }),
  );
  const findings = [...gates, ...built, ...texts, approval];
  findings.sort((a, b) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict));
  const refused = findings.filter(({ verdict }) => verdict === "refused").length;
  const lines = findings.map(
    (finding) => `${finding.verdict.padEnd(13)} ${finding.gate.padEnd(22)} ${findingText(finding)}`,
  );
  const all = count(findings.length, "finding");
  const sum =
    refused > 0
      ? `${refused} of ${all} refuse the ${issueName(issue)}.`
      : `Nothing refuses the ${issueName(issue)}: ${all}.`;
  return { exit: refused > 0 ? 3 : 0, text: [...lines, sum].join("\n"), json: { date, edition, findings } };
}

/** Rules or records that cannot be read make no verdict on the issue: the fault stands in the finding. */
async function deskOn(
  invocation: Invocation,
  issue: IssuePlace,
): Promise<{ readonly approval: Finding; readonly omitted: readonly string[] }> {
  let omitted: readonly string[] = [];
  try {
    const { edition, rules, world } = await openDesk(invocation, issue.root);
    const chosen = pickSections({ ...edition, edition: issue.edition }, allSections);
    omitted = allSections.filter((section) => !chosen.includes(section)).map(({ id }) => id);
    const { approval } = await readStanding(issue, { rules, sections: allSections }, world);
    return { approval: approvalFinding(issue, approval), omitted };
  } catch (error) {
    if (!(error instanceof PipelineError)) throw error;
    const { message } = error;
    return { approval: { gate: "approval", verdict: "not evaluated", place: issue.date, message }, omitted };
  }
}

/** With --links the network is opened, and closed again. A page that takes longer is not waited for. */
async function withWeb<T>(
  { environment }: Invocation,
  options: Options,
  look: (web: Pick<Web, "get"> | null) => Promise<T>,
): Promise<T> {
  if (options.links !== true) return look(null);
  const [{ openWeb }, { realNow }] = await Promise.all([
    import("../world/web/web.ts"),
    import("../world/clock.ts"),
  ]);
  const settings = { wholeMs: 15_000, firstByteMs: 10_000, retries: 1 };
  const web = openWeb({ environment, mirror: mirrorOf(options, { environment }), now: realNow, settings });
  try {
    return await look(web);
  } finally {
    await web.close();
  }
}
