import { PipelineError } from "../../errors.ts";
import type { IssueCorrection } from "../../model/correction.ts";
import type { Cause } from "../../model/delivery.ts";
import type { Tier } from "../../model/subscriber.ts";
import type { IsoDate } from "../../model/unit.ts";
import type { Deliveries } from "../../world/mailing/mailing.ts";
import type { Placing } from "../../world/place-file.ts";
import type { World } from "../../world/world.ts";
import { readIssueCorrection } from "../sending/issue-correction.ts";
import { CORRECTION, correctionText } from "./correction-file.ts";
import { type EditionChange, editionChanges } from "./edition-changes.ts";
import { sentCorrections, withStanding } from "./standing-corrections.ts";
import { wentOut } from "./went-out.ts";

export interface Correcting {
  readonly root: string;
  readonly date: IsoDate;
  readonly cause: Cause;
  /** For readers. */
  readonly note: string;
  /** The day of correcting. */
  readonly on: IsoDate;
  /** Of sections, as readers see them. */
  readonly titles: Readonly<Record<string, string>>;
  /** The edition in out/<date>/; the other one lies beside it. */
  readonly own: Tier;
}

export type CorrectingWorld = Pick<World, "files"> & {
  readonly deliveries: Pick<Deliveries, "versions" | "tally" | "file">;
  readonly placing: Placing;
};

/**
 * Holds what is built now against what went out, and writes content/issues/<date>/correction.yaml, so that the next build says what it
 * corrects. Editions that are as they went out are not corrected; what they corrected before, they go on saying.
 *
 * @throws PipelineError usage: nothing of the day went out, or nothing is other now; artifact-missing; content-invalid; disk
 */
export async function correctIssue(
  correcting: Correcting,
  world: CorrectingWorld,
): Promise<{ readonly correction: IssueCorrection; readonly editions: readonly EditionChange[] }> {
  const { cause, note, on } = correcting;
  const editions = await editionChanges(correcting, world);
  const entries = editions.map(
    ({ edition, version, changes }) => [edition, { replaces: version.id, changes: [...changes] }] as const,
  );
  const standing = await readIssueCorrection(correcting, world);
  const correction = withStanding({ cause, note, on, editions: Object.fromEntries(entries) }, standing);
  await place(correction, correcting, world);
  return { correction, editions };
}

/**
 * Takes out of correction.yaml what was to be corrected and never was sent, so that what is built then can be held against what went out.
 *
 * @returns puts it back
 */
export async function setUnsentAside(
  issue: Pick<Correcting, "root" | "date">,
  world: CorrectingWorld,
): Promise<() => Promise<void>> {
  const there = await readIssueCorrection(issue, world);
  const newest = (await wentOut(issue.date, world.deliveries)).map(({ id }) => id);
  const sent = there && sentCorrections(there, newest);
  if (JSON.stringify(sent) === JSON.stringify(there) || !there || !sent) return async () => undefined;
  await place(sent, issue, world);
  return () => place(there, issue, world);
}

async function place(
  correction: IssueCorrection,
  { root, date }: Pick<Correcting, "root" | "date">,
  { placing, files }: CorrectingWorld,
): Promise<void> {
  const path = `${root}/content/issues/${date}/${CORRECTION}`;
  if (await placing.place(path, correctionText(correction), await files.read(path))) return;
  throw new PipelineError({
    code: "disk",
    place: `content/issues/${date}/${CORRECTION}`,
    message: "Somebody else has just written it.",
    remedy: "Look at it, then run again.",
  });
}
