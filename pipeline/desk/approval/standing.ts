import { printDate } from "../../finance/date-words.ts";
import type { ApprovalRules } from "../../model/approval.ts";
import type { Finding } from "../../model/finding.ts";
import type { Tier } from "../../model/subscriber.ts";
import type { IsoDate, IsoInstant } from "../../model/unit.ts";
import { type IssuePlace, placeWords } from "../../rebuild/issue-place.ts";
import type { ApprovalState } from "./approval.ts";
import { nameKey } from "./approval-names.ts";

/** A text of the day, with what a reader has to read of it. */
export interface TextLength {
  readonly file: string;
  readonly words: number;
  readonly minutes: number;
}

/** All that is known of an edition of an issue on its way. */
export interface Known extends Omit<IssuePlace, "root"> {
  /** content/issues/<date>/ is there. */
  readonly scaffolded: boolean;
  readonly texts: readonly TextLength[];
  /** Faults in the day's texts, as sentences: they cannot be built. */
  readonly faults: readonly string[];
  /** null: nothing is built. */
  readonly build: {
    /** With the options that it was made with. */
    readonly command: string;
    /** What the gates found; null where findings.json cannot be read. */
    readonly findings: readonly Finding[] | null;
    /** Refusals of `checkBuilt`: inputs and files that are no longer what they were. */
    readonly changed: readonly Finding[];
    /** The forms that an approval binds to are all there. */
    readonly whole: boolean;
  } | null;
  readonly approval: ApprovalState;
  readonly rules: ApprovalRules;
}

/** Where an issue stands, what keeps it from going out, and what to do next. */
export interface Standing {
  readonly date: IsoDate;
  readonly edition: Tier;
  readonly state:
    | "not begun"
    | "draft"
    | "changed since it was built"
    | "refused by gates"
    | "ready for approval"
    | "waits for approval"
    | "held"
    | "approved";
  /** One line: what the preview shows. */
  readonly line: string;
  /** Full sentences, the first to be dealt with first; none where it may go out. */
  readonly blocks: readonly string[];
  /** The next command to run; null where there is nothing to do but to wait or to send. */
  readonly next: string | null;
  readonly refused: readonly Finding[];
  /** Findings of the prose checker by verdict; null where it had nothing to say. */
  readonly prose: Readonly<Record<"contradicted" | "notVerifiable", number>> | null;
  readonly approval: ApprovalState;
}

/** Pure. */
export function standingOf(known: Known): Standing {
  const findings = known.build?.findings ?? [];
  const refused = findings.filter(({ verdict }) => verdict === "refused");
  const { state, blocks, next } = judged(known, refused);
  const { date, edition, approval } = known;
  return {
    date,
    edition,
    state,
    blocks,
    next,
    refused,
    prose: proseOf(findings),
    approval,
    line: lineOf(state, known, refused),
  };
}

interface Judged {
  readonly state: Standing["state"];
  readonly blocks: readonly string[];
  readonly next: string | null;
}

function judged(known: Known, refused: readonly Finding[]): Judged {
  const { build, faults, scaffolded } = known;
  if (faults.length > 0) return { state: "draft", blocks: faults, next: build?.command ?? buildOf(known) };
  if (!build)
    return scaffolded
      ? { state: "draft", blocks: ["The issue is not built."], next: buildOf(known) }
      : {
          state: "not begun",
          blocks: ["Nothing is written or built."],
          next: `npx tracker new ${placeWords(known)}`,
        };
  const changed = build.changed.map(({ place, message }) => `${place}: ${message}`);
  if (changed.length > 0 || build.findings === null) {
    const torn = build.findings === null ? ["The findings of the build cannot be read."] : [];
    return { state: "changed since it was built", blocks: [...changed, ...torn], next: build.command };
  }
  if (refused.length > 0) {
    const blocks = refused.map(({ gate, place, message }) => `${gate}: ${place}: ${message}`);
    return { state: "refused by gates", blocks, next: `npx tracker check ${placeWords(known)}` };
  }
  if (!build.whole)
    return { state: "draft", blocks: ["Not all forms of the issue are built."], next: build.command };
  return judgedApproval(known);
}

function judgedApproval({ approval, rules, ...issue }: Known): Judged {
  const { state, by, needed, voided, from } = approval;
  const approve = `npx tracker approve ${placeWords(issue)} --by NAME`;
  if (state === "approved") return { state: "approved", blocks: [], next: null };
  if (state === "held")
    return { state: "held", blocks: [`It is held until ${momentWords(from!)}.`], next: null };
  const missing = needed - by.length;
  const blocks = [
    `${missing} of ${needed} ${needed === 1 ? "approval is" : "approvals are"} missing.`,
    ...voided.map(
      ({ name, at, changed }) =>
        `The approval of ${name}, ${momentWords(at)}, is void: ${formsWords(changed)} changed.`,
    ),
    ...tooFew(rules),
  ];
  return { state: by.length > 0 ? "waits for approval" : "ready for approval", blocks, next: approve };
}

/** A rule that nobody can keep. */
function tooFew({ people, approvers }: ApprovalRules): readonly string[] {
  const may = new Set(approvers.map(nameKey)).size;
  if (may === 0 || may >= people) return [];
  return [`${people} people must approve and ${may} may: see approval in content/tracker.yaml.`];
}

function lineOf(state: Standing["state"], { approval, faults }: Known, refused: readonly Finding[]): string {
  const { by, needed, from, voided } = approval;
  const names = by.map(({ name, at }) => `${name} at ${momentWords(at)}`).join(" and ");
  switch (state) {
    case "approved":
      return `approved by ${names}, may go out since ${momentWords(from!)}`;
    case "held":
      return `approved by ${names}, may go out from ${momentWords(from!)}`;
    case "waits for approval":
      return `approved by ${names}, ${needed - by.length} more needed`;
    case "refused by gates":
      return `refused by gates: ${refused.length}`;
    case "ready for approval":
      return voided.length > 0 ? "ready; what was approved has changed" : "ready for approval";
    case "draft":
      return faults.length > 0 ? "draft with faults" : "draft";
    default:
      return state;
  }
}

/** Of one statement, by its place: `lead.md:3:14`. A finding on a whole text names no column. */
const STATEMENT = /:\d+:\d+$/;

function proseOf(findings: readonly Finding[]): Standing["prose"] {
  const prose = findings.filter(({ gate }) => gate === "prose");
  const looked = prose.filter(({ verdict, place }) => verdict !== "not evaluated" || STATEMENT.test(place));
  if (looked.length === 0) return null;
  const count = (verdict: Finding["verdict"]) => looked.filter((one) => one.verdict === verdict).length;
  return { contradicted: count("refused"), notVerifiable: count("not evaluated") };
}

function buildOf(known: Known): string {
  return `npx tracker build ${placeWords(known)}`;
}

const SHOWN = 6;

/** "issue.md and issue.pdf"; of many the first few. */
export function formsWords(names: readonly string[]): string {
  const shown = names.slice(0, SHOWN);
  const more = names.length - shown.length;
  const all = more > 0 ? [...shown, `${more} more`] : shown;
  return all.length < 2 ? all.join("") : `${all.slice(0, -1).join(", ")} and ${all.at(-1)}`;
}

/** "5 November 2025, 22:31 UTC". */
export function momentWords(at: IsoInstant): string {
  return `${printDate(at.slice(0, 10))}, ${at.slice(11, 16)} UTC`;
}
