import { checkBuilt } from "../desk/check-built.ts";
import { readFindings } from "../products.ts";
import { realFiles } from "../world/files.ts";
import { dateOrLast } from "./date-or-last.ts";
import type { Invocation, Outcome } from "./program.ts";

const ORDER = ["refused", "noted", "not evaluated", "passed"];

/** `check [DATE]`: what the gates said of the issue in out/<date>/, and whether it is still that issue. */
export async function checkCommand(
  invocation: Invocation,
  [given = null]: readonly (string | null)[],
  options: Readonly<Record<string, unknown>>,
): Promise<Outcome> {
  const root = (options.root as string | undefined) ?? invocation.root;
  const date = await dateOrLast(given, root);
  const world = { files: realFiles };
  const findings = [
    ...(await readFindings({ root, date }, world)),
    ...(await checkBuilt({ root, date }, world)),
  ];
  findings.sort((a, b) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict));
  const refused = findings.filter(({ verdict }) => verdict === "refused").length;
  const lines = findings.map(
    ({ verdict, gate, place, message, remedy }) =>
      `${verdict.padEnd(13)} ${gate.padEnd(22)} ${place}: ${message}${remedy ? ` ${remedy}` : ""}`,
  );
  const sum =
    refused > 0
      ? `${refused} of ${findings.length} findings refuse the issue of ${date}.`
      : `Nothing refuses the issue of ${date}: ${findings.length} findings.`;
  return { exit: refused > 0 ? 3 : 0, text: [...lines, sum].join("\n"), json: { date, findings } };
}
