import { collect } from "./collect/collect.ts";
import type { Source } from "./collect/source.ts";
import { patienceOf } from "./compute/compute.ts";
import type { Job } from "./job.ts";
import type { Artifacts } from "./model/artifacts.ts";
import type { Filled } from "./model/filled.ts";
import type { Report } from "./model/report.ts";
import type { Snapshot } from "./model/snapshot.ts";
import type { Statement, WrittenText } from "./model/written.ts";
import { type Format, type Rendered, renderPages } from "./render/render.ts";
import type { Need, Section } from "./sections/section.ts";
import type { BuildStage, World } from "./world/world.ts";

/** Does a stage's work, between two words to whoever measures. */
export async function during<T>(
  stage: BuildStage,
  world: Pick<World, "begin">,
  work: () => T | Promise<T>,
): Promise<T> {
  const end = world.begin?.(stage);
  try {
    return await work();
  } finally {
    end?.();
  }
}

/** What collect may touch. */
type Collecting = Pick<World, "files" | "kept" | "archive">;

/** STAGE 1 of a job: what its sections need, with what the writer pasted and edited. */
export function gather(
  job: Job,
  chosen: readonly Section[],
  source: Source,
  world: Collecting,
): Promise<Snapshot> {
  const needs = chosen.flatMap((section) => section.needs(job.edition, job.date, job.meetings));
  return gatherNeeds(job, needs, source, world);
}

/** A snapshot of no more than is asked for. */
export function gatherNeeds(
  job: Job,
  needs: readonly Need[],
  source: Source,
  world: Collecting,
): Promise<Snapshot> {
  const { date, content } = job;
  const pasted =
    content.pasted === null ? null : { text: content.pasted, place: `content/issues/${date}/headlines.txt` };
  return collect({ ...job, pasted, edits: content.edits }, needs, source, world);
}

/** What rendering may touch. */
type Rendering = Pick<World, "charts" | "pictures" | "printer" | "files">;

/** STAGE 4 of a job. */
export async function pagesOf(
  job: Job,
  filled: Filled,
  only: readonly Format[] | null,
  world: Rendering,
): Promise<Artifacts> {
  const { pages, prints } = await renderedOf(job, filled, only, world);
  return { ...pages, ...(await prints) };
}

/** STAGE 4 of a job, with its prints still under way. */
export function renderedOf(
  { templates, assets, content, edition, delivery }: Job,
  filled: Filled,
  only: readonly Format[] | null,
  world: Rendering,
): Promise<Rendered> {
  const { images } = content;
  return renderPages(filled, { templates, assets, images, papers: edition.papers, only, delivery }, world);
}

/** The writers' texts of an edition: what is written on a section that it leaves out is not in it, nor in what is thought of it. */
export function printedTexts(
  { content: { texts } }: Pick<Job, "content">,
  { omitted }: Pick<Report, "omitted">,
): readonly WrittenText[] {
  return texts.filter(({ id }) => !omitted.some((section) => section.id === id));
}

/** What the writers state, with what the figures say of it. The prose checker is loaded only where somebody has written. */
export async function statementsIn(
  job: Job,
  report: Report,
  snapshot: Snapshot,
): Promise<readonly Statement[]> {
  const { edition, vocabulary } = job;
  const texts = printedTexts(job, report);
  if (texts.length === 0) return [];
  const { issueProse } = await import("./check/prose/issue-prose.ts");
  return issueProse(texts, { report, snapshot, edition, vocabulary });
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
