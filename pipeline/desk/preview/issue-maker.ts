import type { Source } from "../../collect/source.ts";
import { PipelineError } from "../../errors.ts";
import { type Job, readJob } from "../../job.ts";
import type { Filled } from "../../model/filled.ts";
import type { Report } from "../../model/report.ts";
import type { Snapshot } from "../../model/snapshot.ts";
import type { Section } from "../../sections/section.ts";
import type { CutShort } from "../../world/cut-short.ts";
import type { World } from "../../world/world.ts";
import type { Choice } from "./choice.ts";
import { endlessPartial } from "./endless-partial.ts";
import { once } from "./once.ts";
import type { Stages } from "./stages.ts";
import type { SteadyFiles } from "./steady-files.ts";
import type { TemplateShelf } from "./template-shelf.ts";

/** What the preview asks of the outside. */
export interface PreviewWorld
  extends Pick<World, "now" | "files" | "kept" | "archive" | "charts" | "pictures" | "printer" | "tell"> {
  readonly cutShort: CutShort;
}

/** An issue up to its words; pages are made of it as they are looked at. */
export interface MadeIssue {
  readonly job: Job;
  readonly chosen: readonly Section[];
  readonly snapshot: Snapshot;
  readonly report: Report;
  readonly filled: Filled;
}

export interface IssueSetting {
  readonly root: string;
  readonly choice: Choice;
  readonly sourceOf: (id: string) => Promise<Source>;
  readonly steady: SteadyFiles;
  readonly templates: TemplateShelf;
  readonly stages: Stages;
  readonly world: PreviewWorld;
}

/** Templates take some 20 ms: whoever takes so long will not come to an end. */
const MOST_SECONDS = 5;

/** Makes the issue as the files are now; of what did not change since the last time, the same objects. */
export function issueMaker(setting: IssueSetting): () => Promise<MadeIssue> {
  const { root, choice, steady, templates, stages, world } = setting;
  const snapshotOf = snapshotMaker(setting);
  const reportOf = once<Report>();
  const filledOf = once<Filled>();
  let last: Filled | null = null;
  return async () => {
    const { date, edition } = choice;
    const files = { ...world.files, ...steady.files };
    const job = await readJob({ root, date, edition }, stages.sections, { ...world, files });
    const chosen = stages.pickSections(job.edition, stages.sections);
    const ready = await templates(job.templates);
    const snapshot = await snapshotOf(job, chosen);
    const settings = JSON.stringify(job.edition);
    const report = await reportOf([snapshot, settings], () =>
      stages.compute(snapshot, job.edition, { chosen, all: stages.sections }),
    );
    const { images: _, ...words } = job.content;
    last = await filledOf([report, settings, JSON.stringify(words), ready], () =>
      sameWords(
        last,
        filledInTime(setting, job, () => stages.fill(report, job.content, ready, job.edition)),
      ),
    );
    return { job, chosen, snapshot, report, filled: last };
  };
}

/** What collect needs changed, or one of the project's files that it read, or the archive learnt something: only then it is asked again. */
function snapshotMaker({ choice, sourceOf, steady, stages, world }: IssueSetting) {
  const snapshotOf = once<Snapshot>();
  const read = new Map<string, Uint8Array | null>();
  const note = async (path: string) => {
    const bytes = await steady.files.read(path);
    if (steady.holds(path)) read.set(path, bytes);
    return bytes;
  };
  return async (job: Job, chosen: readonly Section[]): Promise<Snapshot> => {
    const { root: _, templates: __, assets: ___, vocabulary: ____, content, ...asked } = job;
    const generation = choice.source === "archive" ? await world.archive.generation() : null;
    const held = await Promise.all([...read.keys()].map((path) => steady.files.read(path)));
    const isRead = [...read.values()].every((bytes, at) => bytes === held[at]);
    const from = [JSON.stringify([asked, content.pasted, content.edits]), generation, isRead ? read : null];
    return snapshotOf(from, async () => {
      read.clear();
      const files = { ...world.files, ...steady.files, read: note };
      return stages.gather(job, chosen, await sourceOf(choice.source), { ...world, files });
    });
  };
}

/** @throws PipelineError template-invalid where the templates never come to an end */
function filledInTime({ world }: IssueSetting, { templates }: Job, make: () => Filled): Filled {
  const endless = (cause?: unknown) => {
    const found = endlessPartial(templates);
    const name = found ? `The partial "${found.partial}" calls itself` : "The templates call each other";
    return new PipelineError({
      code: "template-invalid",
      place: found?.place ?? "templates/",
      message: `${name} without end: the issue was not filled within ${MOST_SECONDS} s or the depth of calls.`,
      remedy: "Take the call out, or put it under a condition that comes to an end.",
      cause,
    });
  };
  try {
    const filled = world.cutShort(MOST_SECONDS, make);
    if (!filled) throw endless();
    return filled.made;
  } catch (error) {
    throw error instanceof RangeError ? endless(error) : error;
  }
}

/** A remark in a template changes no word: then the words from before go on, and no page is made again. */
function sameWords(before: Filled | null, now: Filled): Filled {
  if (!before) return now;
  const { ledger: a, ...old } = before;
  const { ledger: b, ...made } = now;
  const isSame = before.marked === now.marked && JSON.stringify(old) === JSON.stringify(made);
  return isSame && isSameLedger(a, b) ? before : now;
}

function isSameLedger(a: Filled["ledger"], b: Filled["ledger"]): boolean {
  return (
    a.entries.length === b.entries.length &&
    a.entries.every(({ id, figure }, at) => id === b.entries[at]?.id && figure === b.entries[at]?.figure)
  );
}
