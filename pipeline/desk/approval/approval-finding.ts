import type { Finding } from "../../model/finding.ts";
import { type IssuePlace, placeWords } from "../../rebuild/issue-place.ts";
import type { ApprovalState } from "./approval.ts";
import { formsWords, momentWords } from "./standing.ts";

/**
 * What `check` says of approval. It never refuses: that nobody has approved is the ordinary state of an issue that is being checked, and an
 * approval that a change has voided is as none.
 */
export function approvalFinding(
  issue: Omit<IssuePlace, "root">,
  { state, by, voided, needed, from }: ApprovalState,
): Finding {
  const said = (verdict: Finding["verdict"], message: string, remedy?: string): Finding => {
    const finding = { gate: "approval", verdict, place: issue.date, message };
    return remedy === undefined ? finding : { ...finding, remedy };
  };
  const names = by.map(({ name, at }) => `${name} (${momentWords(at)})`).join(", ");
  const lost = voided.map(
    ({ name, at, changed }) =>
      `The approval of ${name} (${momentWords(at)}) is void by a change of ${formsWords(changed)}.`,
  );
  const approve = `Run: npx tracker approve ${placeWords(issue)} --by NAME.`;
  switch (state) {
    case "none":
      return said(
        "not evaluated",
        `Nobody has approved this ${issue.edition === issue.own ? "issue" : "edition"}.`,
      );
    case "voided":
      return said("noted", lost.join(" "), approve);
    case "partly":
      return said("noted", [`Approved by ${names}; ${needed} people must.`, ...lost].join(" "), approve);
    default:
      return said("passed", `Approved by ${names}; may go out from ${momentWords(from!)}.`);
  }
}
