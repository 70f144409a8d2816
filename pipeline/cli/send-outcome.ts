import type { Finding } from "../model/finding.ts";
import { count, findingText } from "./build-outcome.ts";
import type { Outcome } from "./command.ts";

const ORDER: readonly Finding["verdict"][] = ["refused", "noted", "not evaluated", "passed"];

/** What stands against sending: all of it, and what to do. */
export function refusedOutcome(date: string, findings: readonly Finding[]): Outcome {
  const refused = findings.filter(({ verdict }) => verdict === "refused");
  const lines = refused.map((finding) => `refused [${finding.gate}] ${findingText(finding)}`);
  const sum = `The issue of ${date} is not sent: ${count(refused.length, "reason")}.`;
  return { exit: 3, text: [...lines, sum].join("\n"), json: { date, findings } };
}

/** `--check`: all that was looked at. */
export function checkedOutcome(date: string, findings: readonly Finding[]): Outcome {
  const sorted = [...findings].sort((a, b) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict));
  const lines = sorted.map(
    (finding) => `${finding.verdict.padEnd(13)} ${finding.gate.padEnd(12)} ${findingText(finding)}`,
  );
  const refused = findings.filter(({ verdict }) => verdict === "refused").length;
  const all = count(findings.length, "finding");
  const sum =
    refused > 0
      ? `${refused} of ${all} stand against sending the issue of ${date}.`
      : `Nothing stands against sending the issue of ${date}: ${all}.`;
  return { exit: refused > 0 ? 3 : 0, text: [...lines, sum].join("\n"), json: { date, findings: sorted } };
}
