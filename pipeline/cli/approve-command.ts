import { type Acted, approveIssues, withdrawApproval } from "../desk/approval/approval-acts.ts";
import { momentWords } from "../desk/approval/standing.ts";
import { PipelineError } from "../errors.ts";
import { issueName } from "../rebuild/issue-place.ts";
import { findingText } from "./build-outcome.ts";
import type { Invocation, Options, Outcome } from "./command.ts";
import { dateOrLast } from "./date-or-last.ts";
import { openDesk } from "./desk-world.ts";
import { editionsAsked, placesAsked } from "./edition-option.ts";
import { projectRoot } from "./project-root.ts";

/**
 * `approve [DATE] --by NAME`: one person stands for the bytes in out/<date>/, of another edition or of both, or takes that back. Exit 3 where a
 * gate refuses: then nothing is recorded of any.
 */
export async function approveCommand(
  invocation: Invocation,
  [given = null]: readonly (string | null)[],
  { by, note, withdraw, ...options }: Options,
): Promise<Outcome> {
  if (typeof by !== "string") throw noName();
  const asked = editionsAsked(options);
  const root = projectRoot(invocation, options);
  const date = await dateOrLast(given, root);
  const { rules, world } = await openDesk(invocation, root);
  const person = { by, note: typeof note === "string" ? note : undefined };
  if (withdraw === true) {
    const edition = asked === "both" || asked === undefined ? null : asked;
    const taken = await withdrawApproval({ date, edition, ...person }, world);
    const what =
      taken.length > 1 ? `the ${taken.join(" and the ")} edition` : `the ${taken.join("")} edition`;
    const text = `${by} no longer approves ${what} of ${date}. See: npx tracker status ${date}`;
    return { exit: 0, text, json: { date, withdrawn: by, editions: taken } };
  }
  const places = await placesAsked({ root, date }, options);
  return outcomeOf(date, await approveIssues({ places, ...person }, rules, world));
}

function outcomeOf(date: string, acted: readonly Acted[]): Outcome {
  const isRefused = acted.some(({ refused }) => refused.length > 0);
  const lines = acted.flatMap(isRefused ? refusalLines : approvalLines);
  const told = acted.map(({ place: { edition }, refused, state }) => ({
    edition,
    ...(isRefused ? { refused } : { approval: state }),
  }));
  // A lone edition is told as one: what programs read of it is not a list of one.
  const json = told.length === 1 ? { date, ...told[0] } : { date, editions: told };
  return { exit: isRefused ? 3 : 0, text: lines.join("\n"), json };
}

function refusalLines({ place, refused }: Acted): readonly string[] {
  const lines = refused.map((finding) => `refused [${finding.gate}] ${findingText(finding)}`);
  const because = refused.length > 0 ? "" : ", since the other edition is refused";
  return [...lines, `The ${issueName(place)} is not approved${because}: nothing was recorded.`];
}

function approvalLines({ place, state }: Acted): readonly string[] {
  if (!state) return [];
  const names = state.by.map(({ name, at }) => `  ${name}, ${momentWords(at)}`);
  const missing = state.needed - state.by.length;
  const sum =
    state.from === null
      ? `${missing} more must approve the same bytes.`
      : `It may go out from ${momentWords(state.from)}. Any change of what was approved voids this.`;
  return [`The ${issueName(place)} is approved by:`, ...names, sum];
}

function noName(): PipelineError {
  const message = "Nobody is named who approves.";
  return new PipelineError({ code: "usage", message, remedy: "Write: --by NAME." });
}
