import {
  type Approvals,
  approvalsPath,
  openApprovals,
  openApprovalsOn,
} from "../world/approvals/approvals.ts";
import type { Database } from "../world/database/sql.ts";
import { mailingPath, openMailingFile, openMailingOn } from "../world/mailing/open-mailing.ts";
import type { Archive } from "../world/world.ts";
import { databaseOf, type Surroundings } from "./database-of.ts";

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
