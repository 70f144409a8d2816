import type { Finding } from "../../model/finding.ts";
import type { ApprovalState } from "../approval/approval.ts";
import { formsWords, momentWords } from "../approval/standing.ts";
import type { Known } from "./known.ts";
import { passed, refused } from "./sending-finding.ts";

const HOUR_MS = 3_600_000;

interface Asked {
  readonly place: string;
  /** "2025-11-05 --edition paid": how commands name the edition. */
  readonly words: string;
  readonly approval: ApprovalState;
  /** What `standingOf` says where not enough people approve. */
  readonly blocks: readonly string[];
}

/** Whether enough people approve these bytes, not too long ago, and whether the time to think again is over. */
export function approvalFindings(asked: Asked, known: Known): readonly Finding[] {
  const { place, words, approval, blocks } = asked;
  const { state, from, needed } = approval;
  const approve = `Run: npx tracker approve ${words} --by NAME.`;
  switch (state) {
    case "held": {
      const until = momentWords(from!);
      const message = `Approved by ${namesOf(approval)}; it is held until ${until}.`;
      return [refused(place, message, `Send from ${until} on.`)];
    }
    case "partly":
      return [refused(place, `Approved by ${namesOf(approval)}; ${needed} people must.`, approve)];
    case "voided":
      return [refused(place, voidedWords(approval), approve)];
    case "none": {
      // A rule that nobody can keep is told with it.
      const rules = blocks.filter((block) => block.includes("content/tracker.yaml"));
      return [refused(place, ["Nobody has approved it.", ...rules].join(" "), approve)];
    }
    default:
      return [ageFinding(asked, known)];
  }
}

function ageFinding({ place, words, approval }: Asked, { now, settings, allowed }: Known): Finding {
  const { by, needed } = approval;
  const good = passed(place, `Approved by ${namesOf(approval)}.`);
  // What was begun was begun in time, and cannot be approved again: its bytes are in the database alone.
  if (allowed.resume) return good;
  const hours = settings.approvalHours;
  const old = by.filter(({ at }) => Date.parse(now) - Date.parse(at) > hours * HOUR_MS);
  if (by.length - old.length >= needed) return good;
  const message = `An expired approval: that of ${namesOf({ by: old })} is more than ${hours} hours old.`;
  const again = `npx tracker approve ${words} --by NAME`;
  return refused(place, message, `Look at it again; then run: ${again} --withdraw, and: ${again}.`);
}

function namesOf({ by }: Pick<ApprovalState, "by">): string {
  return by.map(({ name, at }) => `${name} (${momentWords(at)})`).join(", ");
}

function voidedWords({ voided }: ApprovalState): string {
  const lost = voided.map(
    ({ name, at, changed }) =>
      `The approval of ${name} (${momentWords(at)}) is void: ${formsWords(changed)} changed.`,
  );
  return lost.join(" ");
}
