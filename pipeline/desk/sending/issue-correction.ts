import { PipelineError } from "../../errors.ts";
import type { IssueCorrection } from "../../model/correction.ts";
import type { Correction } from "../../model/delivery.ts";
import type { Tier } from "../../model/subscriber.ts";
import type { IsoDate } from "../../model/unit.ts";
import { editionCorrection } from "../../post/edition-correction.ts";
import type { World } from "../../world/world.ts";
import { CORRECTION, readCorrection } from "../correcting/correction-file.ts";

/** What the day's issue says that it corrects; null where it corrects nothing. @throws PipelineError content-invalid */
export async function readIssueCorrection(
  { root, date }: { readonly root: string; readonly date: IsoDate },
  { files }: Pick<World, "files">,
): Promise<IssueCorrection | null> {
  const place = `content/issues/${date}/${CORRECTION}`;
  const bytes = await files.read(`${root}/${place}`);
  if (!bytes) return null;
  const { correction, faults } = readCorrection(new TextDecoder().decode(bytes), place);
  if (faults.length > 0) throw new PipelineError(faults);
  return correction;
}

/** Of one edition; null where that one is not corrected. */
export function correctionOf(issue: IssueCorrection | null, tier: Tier): Correction | null {
  const own = editionCorrection(issue, tier);
  if (!own) return null;
  const { replaces, cause, note } = own;
  return { replaces, cause, note, changes: own.changes.map(({ id, was, is }) => ({ id, was, is })) };
}
