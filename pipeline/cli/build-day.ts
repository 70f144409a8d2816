import type { IsoDate } from "../model/unit.ts";
import type { Files, World } from "../world/world.ts";
import { askedIssues } from "./asked-issues.ts";
import type { ToldIssue } from "./build-outcome.ts";
import type { BuildRequest } from "./build-request.ts";
import type { Outside } from "./outside.ts";

/** What the days of a backfill have in common. */
export interface DayBuilding {
  readonly root: string;
  readonly request: BuildRequest;
  /** Of the program and its browser, see `programVersion`. */
  readonly version: string;
  /** Where built issues are. */
  readonly files: Files;
  /** For issues from the archive; no source is asked. */
  readonly outside: Outside | null;
}

/**
 * One day as `build DATE` makes it, byte for byte, in a world that is open already: its editions are found as an earlier build left them, or are
 * made and put in their folders. Whoever dies in between leaves nothing half-written, and may call it again.
 *
 * @throws PipelineError what is wrong with this day
 */
export async function buildDay(
  date: IsoDate,
  { outside, ...building }: DayBuilding,
  world: World,
): Promise<readonly ToldIssue[]> {
  const generation = outside ? await outside.archive.generation() : null;
  const asking = { ...building, date, generation };
  const { editions, whole } = await askedIssues(asking);
  if (editions.length === 0) return whole([]);
  const { makeIssuesIn } = await import("./make-issues.ts");
  return whole(await makeIssuesIn(world, { ...asking, editions, outside }));
}
