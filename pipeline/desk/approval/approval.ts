import type { ApprovalAct, ApprovalRules, Bound } from "../../model/approval.ts";
import type { Tier } from "../../model/subscriber.ts";
import type { IsoInstant } from "../../model/unit.ts";
import { nameKey } from "./approval-names.ts";

/** How an issue stands with those who must agree. */
export interface ApprovalState {
  /**
   * `none`: nobody has approved; `voided`: what was approved is no longer what there is; `partly`: more people must agree;
   * `held`: all have, and it waits; `approved`: it may go out.
   */
  readonly state: "none" | "voided" | "partly" | "held" | "approved";
  /** Different people who approve exactly these bytes, in the order of their approvals. */
  readonly by: readonly { readonly name: string; readonly at: IsoInstant; readonly note: string | null }[];
  /** People whose approval was of other bytes, and in what these differ. */
  readonly voided: readonly {
    readonly name: string;
    readonly at: IsoInstant;
    readonly changed: readonly string[];
  }[];
  readonly needed: number;
  /** The first moment at which it may go out; null until enough people have approved. */
  readonly from: IsoInstant | null;
}

/**
 * Counts what was done with one edition against what there is of it now. Each person counts once, by the first approval of these bytes after the last
 * withdrawal; who is no longer on the list of approvers does not count. The hold begins with the last approval that was needed. Pure.
 *
 * @param acts of one day and any edition, in the order in which they were recorded
 * @param bound what there is now; null where nothing whole is built
 * @param edition of which acts count; left out, that of `bound`
 */
export function approvalState(
  acts: readonly ApprovalAct[],
  bound: Bound | null,
  {
    rules,
    now,
    edition = bound?.edition,
  }: { readonly rules: ApprovalRules; readonly now: IsoInstant; readonly edition?: Tier | undefined },
): ApprovalState {
  const own = edition === undefined ? acts : acts.filter((act) => isOn(act, edition));
  const people = standingOfEach(own, bound, rules.approvers);
  const by = people.flatMap(({ good }) => (good ? [{ name: good.by, at: good.at, note: good.note }] : []));
  const voided = people.flatMap(({ good, last }) =>
    good || !last ? [] : [{ name: last.by, at: last.at, changed: changedForms(last.bound, bound) }],
  );
  const last = by[rules.people - 1];
  const from = last ? laterBy(last.at, rules.holdMinutes) : null;
  const state = stateOf({ by: by.length, voided: voided.length, from, now });
  return { state, by, voided, needed: rules.people, from };
}

/** An approval is of one edition; a withdrawal is of the one that it names, or of both. */
export function isOn({ bound }: ApprovalAct, edition: Tier): boolean {
  return bound === null || bound.edition === edition;
}

interface PersonsStand {
  readonly good: ApprovalAct | null;
  /** Of whatever bytes. */
  readonly last: ApprovalAct | null;
}

/** By person, in the order of the approvals that count. */
function standingOfEach(
  acts: readonly ApprovalAct[],
  bound: Bound | null,
  approvers: readonly string[],
): readonly PersonsStand[] {
  const may = new Set(approvers.map(nameKey));
  const stands = new Map<string, PersonsStand>();
  for (const act of acts) {
    const key = nameKey(act.by);
    if (may.size > 0 && !may.has(key)) continue;
    const before = stands.get(key) ?? { good: null, last: null };
    // Taken out first: who comes again stands behind those who came meanwhile.
    if (!before.good) stands.delete(key);
    if (act.act === "withdraw") stands.delete(key);
    else stands.set(key, { last: act, good: before.good ?? (isOf(act, bound) ? act : null) });
  }
  return [...stands.values()];
}

function isOf({ bound: then }: ApprovalAct, now: Bound | null): boolean {
  return now !== null && changedForms(then, now).length === 0;
}

/** The forms in which two differ, by name: "issue.pdf", "subject", "recipients", "edition". */
export function changedForms(then: Bound | null, now: Bound | null): readonly string[] {
  if (!then || !now) return ["the whole issue"];
  const names = [...new Set([...Object.keys(then.forms), ...Object.keys(now.forms)])].sort();
  const facts = (["edition", "subject", "recipients"] as const).filter((name) => then[name] !== now[name]);
  return [...facts, ...names.filter((name) => then.forms[name] !== now.forms[name])];
}

function stateOf(found: {
  readonly by: number;
  readonly voided: number;
  readonly from: IsoInstant | null;
  readonly now: IsoInstant;
}): ApprovalState["state"] {
  if (found.from !== null) return Date.parse(found.now) >= Date.parse(found.from) ? "approved" : "held";
  if (found.by > 0) return "partly";
  return found.voided > 0 ? "voided" : "none";
}

function laterBy(at: IsoInstant, minutes: number): IsoInstant {
  return new Date(Date.parse(at) + minutes * 60_000).toISOString();
}
