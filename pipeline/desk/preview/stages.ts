import { statementsIn } from "../../build.ts";
import { check } from "../../check/check.ts";
import { collect } from "../../collect/collect.ts";
import type { Source } from "../../collect/source.ts";
import { compute, patienceOf, pickSections } from "../../compute/compute.ts";
import { fill } from "../../fill/fill.ts";
import { lintTemplates } from "../../fill/lint/lint.ts";
import type { Job } from "../../job.ts";
import type { Artifacts } from "../../model/artifacts.ts";
import type { Filled } from "../../model/filled.ts";
import type { Snapshot } from "../../model/snapshot.ts";
import { type Format, render } from "../../render/render.ts";
import { allSections } from "../../sections/all.ts";
import type { Section } from "../../sections/section.ts";
import type { World } from "../../world/world.ts";

/** STAGE 1 for a job: the sections' needs, and what the writer pasted and edited. */
export function gather(
  job: Job,
  chosen: readonly Section[],
  source: Source,
  world: Pick<World, "files" | "kept" | "archive">,
): Promise<Snapshot> {
  const { date, edition, content } = job;
  const needs = chosen.flatMap((section) => section.needs(edition, date, job.meetings));
  const pasted =
    content.pasted === null ? null : { text: content.pasted, place: `content/issues/${date}/headlines.txt` };
  return collect({ ...job, pasted, edits: content.edits }, needs, source, world);
}

/** STAGE 4 for a job. */
export function pagesOf(
  { templates, assets, content, edition }: Job,
  filled: Filled,
  only: readonly Format[] | null,
  world: Pick<World, "charts" | "printer" | "files">,
): Promise<Artifacts> {
  return render(filled, { templates, assets, images: content.images, papers: edition.papers, only }, world);
}

/** Of each series the least patience among the sections that need it. */
export function patienceWith(
  { edition, date, meetings }: Job,
  chosen: readonly Section[],
): (series: string) => number {
  const least = new Map<string, number>();
  for (const section of chosen) {
    const { missedDays } = patienceOf(section.id, edition);
    for (const { series } of section.needs(edition, date, meetings))
      least.set(series, Math.min(missedDays, least.get(series) ?? missedDays));
  }
  return (series) => least.get(series) ?? patienceOf("default", edition).missedDays;
}

/** What makes an issue, stage by stage: a test counts the calls. */
export interface Stages {
  readonly sections: readonly Section[];
  readonly pickSections: typeof pickSections;
  readonly gather: typeof gather;
  readonly compute: typeof compute;
  readonly fill: typeof fill;
  readonly pagesOf: typeof pagesOf;
  readonly lint: typeof lintTemplates;
  readonly statementsIn: typeof statementsIn;
  readonly check: typeof check;
}

export const theStages: Stages = {
  sections: allSections,
  pickSections,
  gather,
  compute,
  fill,
  pagesOf,
  lint: lintTemplates,
  statementsIn,
  check,
};
