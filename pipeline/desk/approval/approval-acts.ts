import { PipelineError } from "../../errors.ts";
import type { ApprovalAct, ApprovalRules, Bound } from "../../model/approval.ts";
import type { Finding } from "../../model/finding.ts";
import type { Tier } from "../../model/subscriber.ts";
import { readFindings } from "../../products.ts";
import { type IssuePlace, outFolder, placeName, placeWords } from "../../rebuild/issue-place.ts";
import { type BuildRecord, readRecord } from "../../rebuild/record.ts";
import type { Approvals } from "../../world/approvals/approvals.ts";
import type { World } from "../../world/world.ts";
import { checkBuilt } from "../check-built.ts";
import { type ApprovalState, approvalState, isOn } from "./approval.ts";
import { readBound } from "./approval-bound.ts";
import { nameKey, nameOf, noteOf } from "./approval-names.ts";

/** Who acts. */
export interface Approver {
  readonly by: string;
  readonly note: string | undefined;
}

export type ApprovingWorld = Pick<World, "files" | "now"> & { readonly approvals: Approvals };

/** What came of it for one edition: what gates refuse, or how it stands now; null where nothing refuses it and it was not recorded. */
export interface Acted {
  readonly place: IssuePlace;
  readonly refused: readonly Finding[];
  readonly state: ApprovalState | null;
}

/**
 * One person approves what lies in the folder of each of these editions: all of them, or none where one is refused. Who has approved these
 * bytes already is not recorded again.
 *
 * @throws PipelineError usage (no name, a name that may not approve), artifact-missing, and what the store throws
 */
export async function approveIssues(
  { places, ...given }: Approver & { readonly places: readonly IssuePlace[] },
  rules: ApprovalRules,
  world: ApprovingWorld,
): Promise<readonly Acted[]> {
  const by = expectApprover(nameOf(given.by), rules);
  const note = noteOf(given.note);
  const looked = await lookAtAll(places, world);
  if (looked.some(({ refused }) => refused.length > 0))
    return looked.map(({ place, refused }) => ({ place, refused, state: null }));
  const acted: Acted[] = [];
  for (const { place, bound } of looked)
    acted.push({ place, refused: [], state: await approve({ place, bound, by, note }, rules, world) });
  return acted;
}

interface Approving {
  readonly place: IssuePlace;
  readonly bound: Bound;
  readonly by: string;
  readonly note: string | null;
}

async function approve(
  { place: { date, edition }, bound, by, note }: Approving,
  rules: ApprovalRules,
  { now, approvals }: ApprovingWorld,
): Promise<ApprovalState> {
  const at = now();
  const state = async () => approvalState(await approvals.of(date), bound, { rules, now: at, edition });
  const isThere = (await state()).by.some(({ name }) => nameKey(name) === nameKey(by));
  if (!isThere || note !== null) await approvals.record({ date, act: "approve", by, at, note, bound });
  return state();
}

/**
 * One person takes back what he has approved of a day: of the edition that is named, or whatever it was.
 *
 * @param edition null: of all
 * @returns the editions that he had approved
 * @throws PipelineError usage, where it was nothing
 */
export async function withdrawApproval(
  { date, edition, ...given }: Approver & { readonly date: string; readonly edition: Tier | null },
  { now, approvals }: ApprovingWorld,
): Promise<readonly Tier[]> {
  const by = nameOf(given.by);
  const note = noteOf(given.note);
  const own = (await approvals.of(date)).filter((act) => nameKey(act.by) === nameKey(by));
  const standing = (["free", "paid"] as const).filter((one) => lastOn(own, one)?.act === "approve");
  const taken = standing.filter((one) => edition === null || one === edition);
  if (taken.length === 0) {
    const what = edition === null ? `nothing of ${date}` : `nothing of the ${edition} edition of ${date}`;
    const message = `${by} has approved ${what}.`;
    throw new PipelineError({ code: "usage", message, remedy: `See: npx tracker status ${date}.` });
  }
  const bound = edition === null ? null : (lastOn(own, edition)?.bound ?? null);
  await approvals.record({ date, act: "withdraw", by, at: now(), note, bound });
  return taken;
}

function lastOn(acts: readonly ApprovalAct[], edition: Tier): ApprovalAct | undefined {
  return acts.findLast((act) => isOn(act, edition));
}

function expectApprover(name: string, { approvers }: ApprovalRules): string {
  if (approvers.length === 0 || approvers.some((one) => nameKey(one) === nameKey(name))) return name;
  throw new PipelineError({
    code: "usage",
    message: `${name} may not approve.`,
    remedy: `Those who may stand under approval.approvers in content/tracker.yaml: ${approvers.join(", ")}.`,
  });
}

interface Looked {
  readonly place: IssuePlace;
  readonly bound: Bound;
  readonly refused: readonly Finding[];
}

/** @throws PipelineError with what is missing of any of them */
async function lookAtAll(
  places: readonly IssuePlace[],
  world: Pick<World, "files">,
): Promise<readonly Looked[]> {
  const looked = await Promise.allSettled(places.map((place) => lookAt(place, world)));
  const failed = looked.flatMap((one) => (one.status === "rejected" ? [one.reason as unknown] : []));
  const bug = failed.find((error) => !(error instanceof PipelineError));
  if (bug !== undefined) throw bug;
  if (failed.length > 0) throw new PipelineError(failed.flatMap((error) => (error as PipelineError).faults));
  return looked.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
}

/**
 * The bytes that would be approved, and what stands against them. They are read first, the gates' findings next and the record of
 * the build last: where another build came in between, bytes and record do not fit.
 */
async function lookAt(place: IssuePlace, world: Pick<World, "files">): Promise<Looked> {
  const bound = await readBound(place, world);
  const gates = await readFindings(place, world);
  const built = await checkBuilt(place, world);
  const record = await readRecord(outFolder(place), world.files);
  const refused = [...gates, ...built].filter(({ verdict }) => verdict === "refused");
  if (refused.length > 0) return { place, bound, refused };
  return { place, bound, refused: movedForms(bound, record).map((name) => movedNow(place, name)) };
}

function movedForms({ forms }: Bound, record: BuildRecord | null): readonly string[] {
  const built = record?.artifacts ?? {};
  const names = new Set([
    ...Object.keys(forms),
    ...Object.keys(built).filter((name) => !name.endsWith(".json")),
  ]);
  return [...names].filter((name) => forms[name] !== built[name]).sort();
}

function movedNow(place: IssuePlace, name: string): Finding {
  return {
    gate: "built",
    verdict: "refused",
    place: `${placeName(place)}/${name}`,
    message: "Another build came while it was looked at.",
    remedy: `Read it again, then run: npx tracker approve ${placeWords(place)} again.`,
  };
}
