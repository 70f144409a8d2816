import { PipelineError } from "../../errors.ts";
import type { ApprovalRules, Bound } from "../../model/approval.ts";
import type { Finding } from "../../model/finding.ts";
import { readFindings } from "../../products.ts";
import { outFolder } from "../../rebuild/out-folder.ts";
import { type BuildRecord, readRecord } from "../../rebuild/record.ts";
import type { Approvals } from "../../world/approvals/approvals.ts";
import type { World } from "../../world/world.ts";
import { checkBuilt } from "../check-built.ts";
import { type ApprovalState, approvalState } from "./approval.ts";
import { readBound } from "./approval-bound.ts";
import { nameKey, nameOf, noteOf } from "./approval-names.ts";

export interface Approving {
  readonly root: string;
  readonly date: string;
  readonly by: string;
  readonly note: string | undefined;
}

export type ApprovingWorld = Pick<World, "files" | "now"> & { readonly approvals: Approvals };

/** What came of it: what gates refuse, and then nothing was recorded; or how the issue stands now. */
export type Acted = { readonly refused: readonly Finding[] } | { readonly state: ApprovalState };

/**
 * One person approves what lies in out/<date>/. Who has approved these bytes already is not recorded again.
 *
 * @throws PipelineError usage (no name, a name that may not approve), artifact-missing, and what the store throws
 */
export async function approveIssue(
  { root, date, ...given }: Approving,
  rules: ApprovalRules,
  { files, now, approvals }: ApprovingWorld,
): Promise<Acted> {
  const by = expectApprover(nameOf(given.by), rules);
  const note = noteOf(given.note);
  const looked = await lookAt({ root, date }, { files });
  if ("refused" in looked) return looked;
  const { bound } = looked;
  const at = now();
  const state = async () => approvalState(await approvals.of(date), bound, { rules, now: at });
  const isThere = (await state()).by.some(({ name }) => nameKey(name) === nameKey(by));
  if (!isThere || note !== null) await approvals.record({ date, act: "approve", by, at, note, bound });
  return { state: await state() };
}

/** One person takes back what he has approved of a day, whatever it was. @throws PipelineError usage, where it was nothing */
export async function withdrawApproval(
  { date, ...given }: Approving,
  { now, approvals }: ApprovingWorld,
): Promise<void> {
  const by = nameOf(given.by);
  const note = noteOf(given.note);
  const own = (await approvals.of(date)).filter((act) => nameKey(act.by) === nameKey(by));
  if (own.at(-1)?.act !== "approve") {
    const message = `${by} has approved nothing of ${date}.`;
    throw new PipelineError({ code: "usage", message, remedy: `See: npx tracker status ${date}.` });
  }
  await approvals.record({ date, act: "withdraw", by, at: now(), note, bound: null });
}

function expectApprover(name: string, { approvers }: ApprovalRules): string {
  if (approvers.length === 0 || approvers.some((one) => nameKey(one) === nameKey(name))) return name;
  throw new PipelineError({
    code: "usage",
    message: `${name} may not approve.`,
    remedy: `Those who may stand under approval.approvers in content/tracker.yaml: ${approvers.join(", ")}.`,
  });
}

/**
 * The bytes that would be approved, unless something stands against them. They are read first, the gates' findings next and the record of
 * the build last: where another build came in between, bytes and record do not fit.
 */
async function lookAt(
  issue: { readonly root: string; readonly date: string },
  world: Pick<World, "files">,
): Promise<{ readonly bound: Bound } | { readonly refused: readonly Finding[] }> {
  const bound = await readBound(issue, world);
  const gates = await readFindings(issue, world);
  const built = await checkBuilt(issue, world);
  const record = await readRecord(outFolder(issue), world.files);
  const refused = [...gates, ...built].filter(({ verdict }) => verdict === "refused");
  if (refused.length > 0) return { refused };
  const moved = movedForms(bound, record);
  return moved.length > 0 ? { refused: moved.map((name) => movedNow(issue, name)) } : { bound };
}

function movedForms({ forms }: Bound, record: BuildRecord | null): readonly string[] {
  const built = record?.artifacts ?? {};
  const names = new Set([
    ...Object.keys(forms),
    ...Object.keys(built).filter((name) => !name.endsWith(".json")),
  ]);
  return [...names].filter((name) => forms[name] !== built[name]).sort();
}

function movedNow({ date }: { readonly date: string }, name: string): Finding {
  return {
    gate: "built",
    verdict: "refused",
    place: `out/${date}/${name}`,
    message: "Another build came while it was looked at.",
    remedy: `Read it again, then run: npx tracker approve ${date} again.`,
  };
}
