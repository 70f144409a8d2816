import type { Source } from "../collect/source.ts";
import { type Job, readJob } from "../job.ts";
import { allSections } from "../sections/all.ts";
import { realNow } from "../world/clock.ts";
import { realFiles } from "../world/files.ts";
import { keptOn } from "../world/kept.ts";
import { emptyArchive } from "../world/nothing-outside.ts";
import type { World } from "../world/world.ts";
import { dataOf } from "./build-request.ts";
import type { Invocation, Options } from "./command.ts";
import { projectRoot } from "./project-root.ts";
import { sourceFor } from "./source-for.ts";
import { archiveOf } from "./stores.ts";

/** A day's job and its source, for commands that look and make no issue. */
export interface DataDay {
  readonly job: Job;
  readonly source: Source;
  readonly world: Pick<World, "files" | "kept" | "archive">;
}

/**
 * Runs `look` on the data that --sample, --data or the archive give for a day (null: the last completed one). Nobody is asked: the archive is
 * taken as it is, or as --known-at says.
 */
export async function onDataDay<T>(
  invocation: Invocation,
  { date, options }: { readonly date: string | null; readonly options: Options },
  look: (day: DataDay) => Promise<T>,
): Promise<T> {
  const root = projectRoot(invocation, options);
  const data = dataOf(options);
  const archive = data.kind === "archive" ? await archiveOf(invocation, root) : null;
  const world = {
    now: realNow,
    files: realFiles,
    kept: keptOn(null),
    archive: archive ?? emptyArchive,
  };
  try {
    const job = await readJob({ root, date }, allSections, world);
    return await look({ job, source: await sourceFor(data, root), world });
  } finally {
    archive?.close();
  }
}
