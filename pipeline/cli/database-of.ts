import { PipelineError } from "../errors.ts";
import { openArtifactsOn, sharedFiles } from "../world/artifacts/shared-files.ts";
import { type Lines, openLines } from "../world/database/postgres/lines.ts";
import { realFiles } from "../world/files.ts";
import type { Files } from "../world/world.ts";
import type { Invocation } from "./command.ts";

/** What of a command tells where its project keeps things. */
export type Surroundings = Pick<Invocation, "environment">;

/** Lines by address: commands of one process share them. */
const known = new Map<string, Lines>();

/**
 * The database that TRACKER_DATABASE names, where a desk of several machines keeps what a single one keeps in files below .tracker and out;
 * null: it is a single one.
 *
 * @throws PipelineError usage, where it is no address of a PostgreSQL database
 */
export function databaseOf({ environment }: Surroundings): Lines | null {
  const address = environment.TRACKER_DATABASE;
  if (address === undefined || address.trim() === "") return null;
  const lines = known.get(address) ?? openLines(sound(address));
  known.set(address, lines);
  return lines;
}

/** The address itself is a secret: a password stands in it. */
function sound(address: string): string {
  const url = URL.parse(address);
  if (url && /^postgres(ql)?:$/.test(url.protocol) && url.hostname !== "" && url.pathname.length > 1)
    return address;
  throw new PipelineError({
    code: "usage",
    place: "TRACKER_DATABASE",
    message: "It is no address of a PostgreSQL database.",
    remedy: "Write it as postgres://user:password@host:5432/database, or unset it to keep files.",
  });
}

/** Files of this machine; built issues are the database's, where there is one. */
export function filesOf(surroundings: Surroundings, root: string): Files {
  const lines = databaseOf(surroundings);
  return lines ? sharedFiles(realFiles, openArtifactsOn(lines), `${root}/out`) : realFiles;
}
