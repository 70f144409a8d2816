import { isDate } from "../finance/dates.ts";
import type { Tier } from "../model/subscriber.ts";
import type { IsoDate } from "../model/unit.ts";

/** One edition of one day's issue, by which its files are found. */
export interface IssuePlace {
  readonly root: string;
  readonly date: IsoDate;
  /** What is to lie there. */
  readonly edition: Tier;
  /** The edition that content/tracker.yaml names: it lies in out/<date>/, another one in out/<date>-<edition>/. */
  readonly own: Tier;
}

/** "out/2025-11-05-paid": below the project's folder, as people read it. */
export function placeName({ date, edition, own }: Omit<IssuePlace, "root">): string {
  return edition === own ? `out/${date}` : `out/${date}-${edition}`;
}

/** The same as a full path. */
export function outFolder(place: IssuePlace): string {
  return `${place.root}/${placeName(place)}`;
}

/** "2025-11-05 --edition paid": how a command names it. */
export function placeWords({ date, edition, own }: Omit<IssuePlace, "root">): string {
  return edition === own ? date : `${date} --edition ${edition}`;
}

/** "issue of 2025-11-05", "paid edition of 2025-11-05". */
export function issueName({ date, edition, own }: Omit<IssuePlace, "root">): string {
  return edition === own ? `issue of ${date}` : `${edition} edition of ${date}`;
}

/** The edition beside this one. */
export function besides(place: IssuePlace): IssuePlace {
  return { ...place, edition: place.edition === "free" ? "paid" : "free" };
}

/** The day and, where the name says it, the edition of a folder below out/; null for a folder that is no issue's. */
export function dayIn(name: string): { readonly date: IsoDate; readonly edition: Tier | null } | null {
  const [, date = "", edition] = /^(\d{4}-\d{2}-\d{2})(?:-(free|paid))?$/.exec(name) ?? [];
  return isDate(date) ? { date, edition: (edition as Tier | undefined) ?? null } : null;
}
