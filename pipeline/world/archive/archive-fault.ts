import { PipelineError } from "../../errors.ts";

const RESTORE =
  "Put a copy of the file in its place; without one, move it away and collect again: what the sources still serve comes back.";

/** Something in the archive is not what was written. `row` names table and row, or the part of the file. */
export function damaged(path: string, row: string, message: string, cause?: unknown): PipelineError {
  const place = `${path} [${row}]`;
  return new PipelineError({ code: "archive-damaged", place, message, remedy: RESTORE, cause });
}

/** The whole program waits for no archive longer than this many milliseconds. */
export function busy(path: string, patienceMs: number, cause?: unknown): PipelineError {
  return new PipelineError({
    code: "archive-busy",
    place: path,
    message: `Another process has been writing to the archive for more than ${patienceMs / 1000} seconds.`,
    remedy: "Wait until the other run has ended, or end it, and run again: what it has written is not lost.",
    cause,
  });
}

export function diskTrouble(path: string, what: string, cause: unknown): PipelineError {
  const code = (cause as NodeJS.ErrnoException).code ?? "unknown";
  const remedy = REMEDIES[code] ?? "Check that the folder is there, may be written, and has space left.";
  return new PipelineError({ code: "disk", place: path, message: `${what} (${code}).`, remedy, cause });
}

const REMEDIES: Readonly<Record<string, string>> = {
  ENOSPC: "The disk is full: free some space and run again.",
  EACCES: "Check the permissions of the folder.",
  EPERM: "Check the permissions of the folder.",
  EISDIR: "A folder stands where a file is expected: move it away.",
  EROFS: "The file system is read-only.",
  ENOTDIR: "A file stands where a folder is expected: move it away.",
  EEXIST: "A file stands where a folder is expected: move it away.",
};

/** SQLite's primary result codes, https://www.sqlite.org/rescode.html */
const BUSY = [5, 6];
const DISK = new Map([
  [3, "The archive may not be accessed"],
  [8, "The archive cannot be written"],
  [10, "The archive cannot be read or written"],
  [13, "There is no space left for the archive"],
  [14, "The archive cannot be opened"],
]);
/** Corrupt, too big, mismatch, not a database, an index that lacks a row, and reads beyond the end of the file. */
const DAMAGED = [11, 18, 20, 26];
const CORRUPT_READS = [10 | (2 << 8), 10 | (33 << 8), 10 | (32 << 8)];

/** What a person should read of whatever was thrown while the archive was at work; a bug stays what it is. */
export function faultOf(path: string, patienceMs: number, cause: unknown): unknown {
  const { code, errcode, syscall, message } = cause as NodeJS.ErrnoException & { errcode?: number };
  // A number that no honest row holds.
  if (code === "ERR_OUT_OF_RANGE" && /JavaScript number/.test(message))
    return damaged(path, "a row", "A number is too large to be one of ours.", cause);
  if (typeof syscall === "string") return diskTrouble(path, "The archive cannot be opened", cause);
  if (code !== "ERR_SQLITE_ERROR" || errcode === undefined) return cause;
  const primary = errcode & 0xff;
  if (BUSY.includes(primary)) return busy(path, patienceMs, cause);
  if (DAMAGED.includes(primary) || CORRUPT_READS.includes(errcode))
    return damaged(path, "file", `SQLite cannot read it: ${message}.`, cause);
  const what = DISK.get(primary);
  if (what === undefined) return cause;
  return new PipelineError({
    code: "disk",
    place: path,
    message: `${what} (${message}).`,
    remedy: "Check that the folder may be written and that there is space left on the disk, and run again.",
    cause,
  });
}
