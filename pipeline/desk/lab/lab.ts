import pLimit from "p-limit";
import { type Building, type Built, build } from "../../build.ts";
import { type FaultDetail, PipelineError } from "../../errors.ts";
import { type Job, readJob } from "../../job.ts";
import type { IssuePlace } from "../../rebuild/issue-place.ts";
import { sharedMakers } from "../../rebuild/shared-makers.ts";
import type { Section } from "../../sections/section.ts";
import type { Files, World } from "../../world/world.ts";
import { outcomeOf, type Side, type Tried } from "./outcome.ts";

/** One issue to be tried: a day that was built, or a scenario. */
export interface Trial extends Pick<Building, "source" | "from"> {
  /** "2025-11-05", "scenario-shock": a name of its own, fit for a folder. */
  readonly name: string;
  readonly date: string;
  readonly edition: "free" | "paid";
  /** Where it was built; left out, it is made of nothing that was. */
  readonly place?: IssuePlace;
  readonly says: string;
}

export interface Trying {
  readonly root: string;
  readonly trials: readonly Trial[];
  readonly sections: readonly Section[];
  /** The project's files as the revision has them. */
  readonly before: Pick<Files, "read" | "list">;
  readonly pictures: (pdf: Uint8Array) => Promise<readonly Uint8Array[]>;
}

/** Two cores make two issues at a time; more only wait for the browser's two pages. */
const AT_ONCE = 2;

/**
 * Each issue with the working templates and with those of a revision: what differs in words, which pages look different, and what is
 * wrong with them now. One that cannot be made is told with its faults; the others go on.
 */
export async function tryTemplates(trying: Trying, world: World): Promise<readonly Tried[]> {
  const limit = pLimit(AT_ONCE);
  const makers = sharedMakers(world);
  const working = { ...world, ...makers };
  const before = { ...working, files: { ...world.files, ...trying.before } };
  let done = 0;
  return Promise.all(
    trying.trials.map((trial) =>
      limit(async () => {
        const sides = [await sideOf(trial, trying, before), await sideOf(trial, trying, working)] as const;
        const tried = await outcomeOf(trial, sides, trying.pictures);
        done += 1;
        world.tell(`${done} of ${trying.trials.length}: ${trial.name}`);
        return tried;
      }),
    ),
  );
}

/** An issue as one side makes it, or why it cannot. */
async function sideOf(trial: Trial, { root, sections }: Trying, world: World): Promise<Side> {
  try {
    const { date, edition } = trial;
    const read = await readJob({ root, date, edition }, sections, world);
    const job = { ...read, place: trial.place ?? read.place };
    return { built: await makeQuietly(trial, onFirstPaper(job), world), faults: [] };
  } catch (error) {
    if (!(error instanceof PipelineError)) throw error;
    return { built: null, faults: error.faults satisfies readonly FaultDetail[] };
  }
}

/** A second paper shows the same words again. */
function onFirstPaper(job: Job): Job {
  return { ...job, edition: { ...job.edition, papers: job.edition.papers.slice(0, 1) } };
}

function makeQuietly({ source, from }: Trial, job: Job, world: World): Promise<Built> {
  return build({ job, source, from, only: ["pdf"] }, { ...world, tell: () => undefined });
}
