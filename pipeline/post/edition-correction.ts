import type { IssueCorrection, MadeCorrection, PrintedChange } from "../model/correction.ts";
import type { Tier } from "../model/subscriber.ts";

/** What one edition of a day corrects, and why. */
export interface EditionCorrection extends Pick<MadeCorrection, "cause" | "note" | "on"> {
  readonly replaces: string;
  readonly changes: readonly PrintedChange[];
}

/** The newest correction that names an edition; null where it corrects nothing. Pure. */
export function editionCorrection(issue: IssueCorrection | null, edition: Tier): EditionCorrection | null {
  const made = issue && [issue, ...(issue.earlier ?? [])].find(({ editions }) => editions[edition]);
  const own = made?.editions[edition];
  if (!made || !own) return null;
  const { cause, note, on } = made;
  return { cause, note, on, ...own };
}
