import type { Bound } from "../../model/approval.ts";
import type { Correction, Version } from "../../model/delivery.ts";
import type { IsoInstant } from "../../model/unit.ts";
import type { IssuePlace } from "../../rebuild/issue-place.ts";

interface Built {
  readonly bound: Bound;
  readonly correction: Correction | null;
  readonly at: IsoInstant;
}

/** What lies in an edition's folder, as a version that is kept nowhere: number 0, for letters to look at. */
export function trialVersion(
  { date, edition }: Pick<IssuePlace, "date" | "edition">,
  { bound, correction, at }: Built,
): Version {
  return {
    id: `${date}/${edition}/0`,
    date,
    edition,
    number: 0,
    bound,
    products: {},
    approvedBy: [],
    frozenAt: at,
    correction,
  };
}

/** For letters that nobody gets: the links in them lead nowhere. */
export const NO_KEY = "no key: links of a trial lead nowhere";
