import { PipelineError } from "../../errors.ts";

const RESTORE =
  "Put a copy of the file in its place; without one, move it away: then nothing counts as approved, and people approve again.";

/** A row or the file is not what was written. */
export function damagedApprovals(path: string, row: string, message: string, cause?: unknown): PipelineError {
  return new PipelineError({
    code: "archive-damaged",
    place: `${path} [${row}]`,
    message,
    remedy: RESTORE,
    cause,
  });
}

/** The tables are of another layout: the file is sound, and must stay where it is. */
export function newerApprovals(path: string): PipelineError {
  return new PipelineError({
    code: "archive-damaged",
    place: `${path} [header]`,
    message: "A newer version of this program keeps the approvals in it.",
    remedy: "Update the program; the file needs no mending.",
  });
}

export function leadsNowhere(path: string): PipelineError {
  return new PipelineError({
    code: "disk",
    place: path,
    message: "The file of approvals is a link that leads nowhere.",
    remedy: "Mount the disk that it leads to, or take the link away: then nothing counts as approved.",
  });
}

/** JSON as it was written, or undefined. */
export function unmade(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return undefined;
  }
}

/** Runs `work`; what SQLite or the disk throws becomes a fault that a person can mend. */
export function guarded<T>(place: { readonly path: string; readonly patienceMs: number }, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    throw faultOf(place, cause);
  }
}

/** SQLite's primary result codes, https://www.sqlite.org/rescode.html */
const BUSY = [5, 6];
const DAMAGED = [11, 18, 20, 26];
const DISK = [3, 8, 10, 13, 14];

function faultOf({ path, patienceMs }: { path: string; patienceMs: number }, cause: unknown): unknown {
  const { code, errcode, syscall, message } = cause as NodeJS.ErrnoException & { errcode?: number };
  if (typeof syscall === "string") return disk(path, code ?? "unknown", cause);
  if (code !== "ERR_SQLITE_ERROR" || errcode === undefined) return cause;
  const primary = errcode & 0xff;
  if (BUSY.includes(primary))
    return new PipelineError({
      code: "archive-busy",
      place: path,
      message: `Another process has been writing approvals for more than ${patienceMs / 1000} seconds.`,
      remedy: "Wait until it has ended and run again: nothing was recorded.",
      cause,
    });
  if (DAMAGED.includes(primary))
    return damagedApprovals(path, "file", `SQLite cannot read it: ${message}.`, cause);
  return DISK.includes(primary) ? disk(path, message, cause) : cause;
}

function disk(path: string, why: string, cause: unknown): PipelineError {
  return new PipelineError({
    code: "disk",
    place: path,
    message: `The approvals cannot be read or written (${why}).`,
    remedy: "Check that the folder may be written and that there is space left on the disk, and run again.",
    cause,
  });
}
