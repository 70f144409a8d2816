import { compute, pickSections } from "../compute/compute.ts";
import { fill } from "../fill/fill.ts";
import { readJob } from "../job.ts";
import type { Edition } from "../model/edition.ts";
import type { Filled } from "../model/filled.ts";
import type { Snapshot } from "../model/snapshot.ts";
import { readyTemplates } from "../rebuild/ready-templates.ts";
import { allSections } from "../sections/all.ts";
import { gather } from "../stages.ts";
import { realNow } from "../world/clock.ts";
import { realFiles } from "../world/files.ts";
import { keptOn } from "../world/kept.ts";
import { emptyArchive } from "../world/nothing-outside.ts";
import type { BuildDay } from "./build-command.ts";
import { sourceFor } from "./source-for.ts";

const KEPT = keptOn(null);

/** An issue in words that nobody has drawn or printed. */
export interface Draft {
  readonly edition: Edition;
  readonly snapshot: Snapshot;
  readonly filled: Filled;
}

/**
 * The day as it is computed, with the headlines as they came: title, standfirst and headlines are the program's own, whatever a writer has
 * set already.
 */
export async function draftOf({ root, date, request, outside }: BuildDay): Promise<Draft> {
  const world = {
    now: outside ? () => outside.now : realNow,
    files: realFiles,
    kept: KEPT,
    archive: outside?.archive ?? emptyArchive,
  };
  const asked = request.edition === "both" ? undefined : request.edition;
  const job = await readJob({ root, date, edition: asked }, allSections, world);
  const { edition, content } = job;
  const chosen = pickSections(edition, allSections);
  const untouched = { ...content, edits: { pin: [], drop: [], retitle: [] } };
  const source = await sourceFor(request.data, root);
  const snapshot = await gather({ ...job, content: untouched }, chosen, source, world);
  const report = compute(snapshot, edition, { chosen, all: allSections });
  const own = { ...content, title: null, standfirst: null };
  return {
    edition,
    snapshot,
    filled: fill(report, own, await readyTemplates(job.templates, world), edition),
  };
}
