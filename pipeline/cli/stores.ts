import { PipelineError } from "../errors.ts";
import {
  type Approvals,
  approvalsPath,
  openApprovals,
  openApprovalsOn,
} from "../world/approvals/approvals.ts";
import { openArtifactsOn, sharedFiles } from "../world/artifacts/shared-files.ts";
import { type Lines, openLines } from "../world/database/postgres/lines.ts";
import type { Database } from "../world/database/sql.ts";
import { realFiles } from "../world/files.ts";
import { mailingPath, openMailingFile, openMailingOn } from "../world/mailing/open-mailing.ts";
import type { Archive, Files } from "../world/world.ts";
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

/** Who has approved what. */
export function approvalsOf(surroundings: Surroundings, root: string): Approvals {
  const lines = databaseOf(surroundings);
  return lines ? openApprovalsOn(lines) : openApprovals(approvalsPath(root));
}

/** All that was ever seen. Its modules are loaded where somebody asks for it. */
export async function archiveOf(
  surroundings: Surroundings,
  root: string,
): Promise<Archive & { close(): void }> {
  const lines = databaseOf(surroundings);
  if (lines) {
    const { openArchiveOn } = await import("../world/archive/on-postgres.ts");
    return openArchiveOn(lines);
  }
  const { openArchive } = await import("../world/archive/archive.ts");
  return openArchive(archivePath(root));
}

/** The archive of a project that keeps files. */
export function archivePath(root: string): string {
  return `${root}/.tracker/archive.sqlite`;
}

/** Readers, versions and who got what. @param patienceMs how long to wait for another process that writes a file */
export function mailingOf(surroundings: Surroundings, root: string, patienceMs?: number): Database {
  const lines = databaseOf(surroundings);
  if (lines) return openMailingOn(lines);
  return openMailingFile(mailingPath(root), patienceMs === undefined ? {} : { patienceMs });
}

/** Files of this machine; built issues are the database's, where there is one. */
export function filesOf(surroundings: Surroundings, root: string): Files {
  const lines = databaseOf(surroundings);
  return lines ? sharedFiles(realFiles, openArtifactsOn(lines), `${root}/out`) : realFiles;
}
