import type { Source } from "../collect/source.ts";
import { compute } from "../compute/compute.ts";
import { PipelineError } from "../errors.ts";
import type { Job } from "../job.ts";
import type { Report, SectionReport } from "../model/report.ts";
import { allSections } from "../sections/all.ts";
import type { Section } from "../sections/section.ts";
import { gatherNeeds } from "../stages.ts";
import type { World } from "../world/world.ts";
import { nearest } from "./nearest.ts";

type Reading = Pick<World, "files" | "kept" | "archive">;

/** One section's part of a day's report. */
export interface ComputedSection {
  readonly date: string;
  readonly simulated: boolean;
  readonly section: SectionReport;
}

/**
 * One section of a day, without the issue around it. A section that speaks of all others is computed after those of the edition.
 *
 * @throws PipelineError usage for an id that is no section, and whatever the source finds
 */
export async function computeSection(
  id: string,
  { job, source }: { readonly job: Job; readonly source: Source },
  world: Reading,
): Promise<ComputedSection> {
  const section = sectionOf(id);
  const others = section.listens ? job.edition.sections.map(sectionOf) : [];
  const chosen = [...new Set([...others, section])];
  const needs = chosen.flatMap((one) => one.needs(job.edition, job.date, job.meetings));
  const snapshot = await gatherNeeds(job, needs, source, world);
  const report: Report = compute(snapshot, job.edition, { chosen, all: chosen });
  const found = report.sections.find((one) => one.id === id)!;
  return { date: report.date, simulated: report.simulated, section: found };
}

/** The section of that id. @throws PipelineError usage with the nearest one */
export function sectionOf(id: string): Section {
  const found = allSections.find((section) => section.id === id);
  if (found) return found;
  const remedy = nearest(
    id,
    allSections.map((section) => section.id),
  );
  throw new PipelineError({ code: "usage", message: `There is no section ${JSON.stringify(id)}.`, remedy });
}
