import type { Tier } from "../model/subscriber.ts";
import type { IssuePlace } from "../rebuild/issue-place.ts";
import type { BuildRecord } from "../rebuild/record.ts";
import type { World } from "../world/world.ts";
import type { ToldIssue } from "./build-outcome.ts";
import type { BuildRequest } from "./build-request.ts";
import type { Outside } from "./outside.ts";

/** One edition that is to be there in the end. */
export interface AskedIssue {
  /** undefined: that of content/tracker.yaml, which cannot be read. */
  readonly edition: Tier | undefined;
  /** null where day or edition cannot be told: what is wrong with the settings is found with all else. */
  readonly place: IssuePlace | null;
  /** The request and the program in one text, by which the next build knows this one. */
  readonly key: string;
}

/** Editions of a day that have to be made. */
export interface Making {
  readonly root: string;
  /** null: the last completed trading day. */
  readonly date: string | null;
  readonly request: BuildRequest;
  readonly editions: readonly AskedIssue[];
  readonly version: string;
  /** For an issue from the archive. */
  readonly outside: Outside | null;
  /** Of the archive, for the record; null where the issue is not made from it. */
  readonly generation: number | null;
}

/** An edition that is made and not yet in its folder. */
export interface MadeIssue {
  readonly told: ToldIssue;
  keep(): Promise<void>;
}

/** The builders' floor, read at once. */
export async function builders() {
  const [job, build, sections, sources, recording, record, remember, keep, place] = await Promise.all([
    import("../job.ts"),
    import("../build.ts"),
    import("../sections/all.ts"),
    import("./source-for.ts"),
    import("../rebuild/recording-files.ts"),
    import("../rebuild/record.ts"),
    import("../rebuild/remember.ts"),
    import("../rebuild/keep.ts"),
    import("../rebuild/issue-place.ts"),
  ]);
  return {
    ...job,
    ...build,
    ...sections,
    ...sources,
    ...recording,
    ...record,
    ...remember,
    ...keep,
    ...place,
  };
}

/** One edition, in memory. */
export async function makeIssue(
  { edition: cut, key }: AskedIssue,
  { root, date, request, version, generation }: Omit<Making, "editions" | "outside">,
  world: World,
): Promise<MadeIssue> {
  const { readJob, build, allSections, sourceFor, ...rebuild } = await builders();
  const { from, only, papers, appendix } = request;
  const { files, inputs } = rebuild.recordingFiles(world.files, root);
  const read = await readJob({ root, date, edition: cut }, allSections, { ...world, files });
  const job = {
    ...read,
    content: appendix ? { ...read.content, appendix } : read.content,
    edition: papers ? { ...read.edition, papers: [...papers] } : read.edition,
  };
  const { place } = job;
  const folder = rebuild.outFolder(place);
  const record = await rebuild.readRecord(folder, world.files);
  const { made, ...makers } = rebuild.remembering(world, { record, folder, files: world.files, version });
  const source = await sourceFor(request.data, root);
  const built = await build({ job, source, from, only }, { ...world, files, ...makers });
  // What an earlier build collected is still what this one was made from.
  const all: BuildRecord["inputs"] = from === "collect" ? inputs() : { ...record?.inputs, ...inputs() };
  const facts = { request: key, edition: place.edition, inputs: all, made, generation };
  return {
    told: { place, files: Object.keys(built.artifacts), findings: built.findings, unchanged: false },
    keep: () => rebuild.keepBuild(built.artifacts, facts, { folder, record }, world.files),
  };
}
