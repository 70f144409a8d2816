import { type Acted, approveIssue, withdrawApproval } from "../desk/approval/approval-acts.ts";
import { momentWords } from "../desk/approval/standing.ts";
import { PipelineError } from "../errors.ts";
import { findingText } from "./build-outcome.ts";
import type { Invocation, Options, Outcome } from "./command.ts";
import { dateOrLast } from "./date-or-last.ts";
import { openDesk } from "./desk-world.ts";
import { projectRoot } from "./project-root.ts";

/** `approve [DATE] --by NAME`: one person stands for the bytes in out/<date>/, or takes that back. Exit 3 where a gate refuses. */
export async function approveCommand(
  invocation: Invocation,
  [given = null]: readonly (string | null)[],
  { by, note, withdraw, ...options }: Options,
): Promise<Outcome> {
  if (typeof by !== "string") throw noName();
  const root = projectRoot(invocation, options);
  const date = await dateOrLast(given, root);
  const { rules, world } = await openDesk(root);
  const approving = { root, date, by, note: typeof note === "string" ? note : undefined };
  if (withdraw === true) {
    await withdrawApproval(approving, world);
    const text = `${by} no longer approves the issue of ${date}. See: npx tracker status ${date}`;
    return { exit: 0, text, json: { date, withdrawn: by } };
  }
  return outcomeOf(date, await approveIssue(approving, rules, world));
}

function outcomeOf(date: string, acted: Acted): Outcome {
  if ("refused" in acted) {
    const { refused } = acted;
    const lines = refused.map((finding) => `refused [${finding.gate}] ${findingText(finding)}`);
    const sum = `The issue of ${date} is not approved: nothing was recorded.`;
    return { exit: 3, text: [...lines, sum].join("\n"), json: { date, refused } };
  }
  const { state } = acted;
  const names = state.by.map(({ name, at }) => `${name}, ${momentWords(at)}`);
  const missing = state.needed - state.by.length;
  const sum =
    state.from === null
      ? `${missing} more must approve the same bytes.`
      : `It may go out from ${momentWords(state.from)}. Any change of what was approved voids this.`;
  const text = [`The issue of ${date} is approved by:`, ...names.map((name) => `  ${name}`), sum].join("\n");
  return { exit: 0, text, json: { date, approval: state } };
}

function noName(): PipelineError {
  const message = "Nobody is named who approves.";
  return new PipelineError({ code: "usage", message, remedy: "Write: --by NAME." });
}
