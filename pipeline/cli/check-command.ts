import { checkBuilt } from "../desk/check-built.ts";
import type { Finding } from "../model/finding.ts";
import { readFindings } from "../products.ts";
import { realFiles } from "../world/files.ts";
import { count, findingText } from "./build-outcome.ts";
import type { Invocation, Options, Outcome } from "./command.ts";
import { dateOrLast } from "./date-or-last.ts";
import { projectRoot } from "./project-root.ts";

const ORDER: readonly Finding["verdict"][] = ["refused", "noted", "not evaluated", "passed"];

/** `check [DATE]`: what the gates said of the issue in out/<date>/, and whether it is still that issue. */
export async function checkCommand(
  invocation: Invocation,
  [given = null]: readonly (string | null)[],
  options: Options,
): Promise<Outcome> {
  const root = projectRoot(invocation, options);
  const date = await dateOrLast(given, root);
  const world = { files: realFiles };
  const gates = await readFindings({ root, date }, world);
  const findings = [...gates, ...(await checkBuilt({ root, date }, world))];
  findings.sort((a, b) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict));
  const refused = findings.filter(({ verdict }) => verdict === "refused").length;
  const lines = findings.map(
    (finding) => `${finding.verdict.padEnd(13)} ${finding.gate.padEnd(22)} ${findingText(finding)}`,
  );
  const all = count(findings.length, "finding");
  const sum =
    refused > 0
      ? `${refused} of ${all} refuse the issue of ${date}.`
      : `Nothing refuses the issue of ${date}: ${all}.`;
  return { exit: refused > 0 ? 3 : 0, text: [...lines, sum].join("\n"), json: { date, findings } };
}
