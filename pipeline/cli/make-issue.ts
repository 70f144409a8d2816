import type { BuildRecord } from "../rebuild/record.ts";
import type { World } from "../world/world.ts";
import { builtOutcome } from "./build-outcome.ts";
import type { BuildRequest } from "./build-request.ts";
import type { Invocation, Outcome } from "./command.ts";
import type { Outside } from "./outside.ts";
import { progressFor } from "./progress.ts";

/** One build that has to be made. */
export interface Making {
  readonly root: string;
  /** null: the last completed trading day. */
  readonly date: string | null;
  readonly request: BuildRequest;
  /** The request and the program in one text, by which the next build knows this one. */
  readonly key: string;
  readonly version: string;
  /** For an issue from the archive. */
  readonly outside: Outside | null;
  /** Of the archive, for the record; null where the issue is not made from it. */
  readonly generation: number | null;
}

/** The long way: what a build needs is loaded only here, while the browser and the drawing thread start. */
export async function makeIssue(invocation: Invocation, making: Making): Promise<Outcome> {
  const { openWorld } = await import("../world/real-world.ts");
  const progress = await progressFor(invocation.terminal);
  const world = openWorld({
    environment: invocation.environment,
    tell: progress.tell,
    version: making.version,
    ...(making.outside ? { outside: making.outside } : {}),
  });
  const { only } = making.request;
  if (only === null || only.includes("pdf")) world.printer.warm();
  world.charts.warm();
  try {
    const outcome = await buildAndKeep(making, world, await parts());
    await progress.end("done");
    return outcome;
  } catch (error) {
    await progress.end("failed");
    throw error;
  } finally {
    await world.close();
  }
}

/** The builders' floor, read at once. */
async function parts() {
  const [job, build, sections, sources, recording, record, remember, keep, folder] = await Promise.all([
    import("../job.ts"),
    import("../build.ts"),
    import("../sections/all.ts"),
    import("./source-for.ts"),
    import("../rebuild/recording-files.ts"),
    import("../rebuild/record.ts"),
    import("../rebuild/remember.ts"),
    import("../rebuild/keep.ts"),
    import("../rebuild/out-folder.ts"),
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
    ...folder,
  };
}

async function buildAndKeep(
  { root, date, request, key, version, generation }: Making,
  world: World,
  { readJob, build, allSections, sourceFor, ...rebuild }: Awaited<ReturnType<typeof parts>>,
): Promise<Outcome> {
  const { edition, from, only, papers, appendix } = request;
  const { files, inputs } = rebuild.recordingFiles(world.files, root);
  const read = await readJob({ root, date, edition }, allSections, { ...world, files });
  const job = {
    ...read,
    content: appendix ? { ...read.content, appendix } : read.content,
    edition: papers ? { ...read.edition, papers: [...papers] } : read.edition,
  };
  const folder = rebuild.outFolder(job);
  const record = await rebuild.readRecord(folder, world.files);
  const { made, ...makers } = rebuild.remembering(world, { record, folder, files: world.files, version });
  const source = await sourceFor(request.data, root);
  const built = await build({ job, source, from, only }, { ...world, files, ...makers });
  // What an earlier build collected is still what this one was made from.
  const all: BuildRecord["inputs"] = from === "collect" ? inputs() : { ...record?.inputs, ...inputs() };
  await rebuild.keepBuild(
    built.artifacts,
    { request: key, inputs: all, made, generation },
    { folder, record },
    world.files,
  );
  return builtOutcome(job.date, Object.keys(built.artifacts), built.findings);
}
