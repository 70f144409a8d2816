import { sampleSource } from "../../pipeline/collect/sources/sample.ts";
import { readJob } from "../../pipeline/job.ts";
import type { Snapshot } from "../../pipeline/model/snapshot.ts";
import type { IsoDate } from "../../pipeline/model/unit.ts";
import { allSections } from "../../pipeline/sections/all.ts";
import { gatherNeeds } from "../../pipeline/stages.ts";
import { paperWorld, projectRoot } from "./worlds.ts";

/** A simulated day with every series that any section needs. */
export async function sampleSnapshot(date: IsoDate): Promise<Snapshot> {
  const world = paperWorld();
  const job = await readJob({ root: projectRoot, date }, allSections, world);
  const needs = allSections.flatMap((section) => section.needs(job.edition, date, job.meetings));
  return gatherNeeds(job, needs, sampleSource("normal", projectRoot), world);
}
