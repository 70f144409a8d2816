import { PipelineError } from "../../errors.ts";
import type { OwnFile } from "./described.ts";

/** A row or the file is not what was written. */
export function damagedFile(
  { path, restore }: Pick<OwnFile, "path" | "restore">,
  row: string,
  message: string,
  cause?: unknown,
): PipelineError {
  return new PipelineError({
    code: "archive-damaged",
    place: `${path} [${row}]`,
    message,
    remedy: restore,
    cause,
  });
}

/** The tables are of another layout: the file is sound, and must stay where it is. */
export function newerFile({ path, holds }: OwnFile): PipelineError {
  return new PipelineError({
    code: "archive-damaged",
    place: `${path} [header]`,
    message: `A newer version of this program keeps ${holds} in it.`,
    remedy: "Update the program; the file needs no mending.",
  });
}

export function leadsNowhere({ path, holds }: OwnFile): PipelineError {
  return new PipelineError({
    code: "disk",
    place: path,
    message: `The file of ${holds} is a link that leads nowhere.`,
    remedy: `Mount the disk that it leads to, or take the link away: then there are none.`,
  });
}

/** What were written now would go into a file that nobody can open again. */
export function movedAway({ path, holds, restore }: OwnFile): PipelineError {
  return new PipelineError({
    code: "disk",
    place: path,
    message: `The file of ${holds} was taken away or replaced while it was in use; nothing more was recorded.`,
    remedy: restore,
  });
}

/** Runs `work`; what SQLite or the disk throws becomes a fault that a person can mend. */
export function guarded<T>(file: OwnFile, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    throw faultOf(file, cause);
  }
}

/** SQLite's primary result codes, https://www.sqlite.org/rescode.html */
const BUSY = [5, 6];
const DAMAGED = [11, 18, 20, 26];
const DISK = [3, 8, 10, 13, 14];

function faultOf(file: OwnFile, cause: unknown): unknown {
  const { code, errcode, syscall, message } = cause as NodeJS.ErrnoException & { errcode?: number };
  if (typeof syscall === "string") return disk(file, code ?? "unknown", cause);
  if (code !== "ERR_SQLITE_ERROR" || errcode === undefined) return cause;
  const primary = errcode & 0xff;
  if (BUSY.includes(primary))
    return new PipelineError({
      code: "archive-busy",
      place: file.path,
      message: `Another process has been writing ${file.holds} for more than ${file.patienceMs / 1000} seconds.`,
      remedy: "Wait until it has ended and run again: nothing was recorded.",
      cause,
    });
  if (DAMAGED.includes(primary))
    return damagedFile(file, "file", `SQLite cannot read it: ${message}.`, cause);
  return DISK.includes(primary) ? disk(file, message, cause) : cause;
}

function disk({ path, holds }: OwnFile, why: string, cause: unknown): PipelineError {
  return new PipelineError({
    code: "disk",
    place: path,
    message: `The file of ${holds} cannot be read or written (${why}).`,
    remedy: "Check that the folder may be written and that there is space left on the disk, and run again.",
    cause,
  });
}
