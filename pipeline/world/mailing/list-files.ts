import {
  closeSync,
  createReadStream,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { PipelineError } from "../../errors.ts";
import { isLeftover, temporaryMark } from "../leftovers.ts";

/** Files of a list of readers, which may be too long for memory. */
export interface ListFiles {
  /** The file's bytes in pieces. @throws PipelineError file-missing, disk */
  read(path: string): AsyncIterable<Uint8Array>;
  /**
   * Written under a temporary name, synced and renamed, for nobody but the user to read: whole or not at all.
   *
   * @throws PipelineError disk; what `pieces` throws
   */
  write(path: string, pieces: AsyncIterable<string>): Promise<void>;
}

export const realListFiles: ListFiles = {
  async *read(path) {
    try {
      // A pipe or a device may never end, and it is read twice.
      if (!statSync(path).isFile()) throw Object.assign(new Error("no regular file"), { code: "EINVAL" });
      yield* createReadStream(path, { highWaterMark: 1 << 15 });
    } catch (cause) {
      throw troubleOf(path, "The file cannot be read", cause);
    }
  },
  async write(path, pieces) {
    const unfinished = path + temporaryMark();
    try {
      mkdirSync(dirname(path), { recursive: true });
      sweep(path);
      await fill(unfinished, pieces);
      renameSync(unfinished, path);
    } catch (cause) {
      rmSync(unfinished, { force: true });
      throw troubleOf(path, "The file cannot be written", cause);
    }
  },
};

async function fill(path: string, pieces: AsyncIterable<string>): Promise<void> {
  const file = openSync(path, "wx", 0o600);
  try {
    for await (const piece of pieces) {
      const bytes = Buffer.from(piece);
      for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done);
    }
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** What processes that were killed left beside it. */
function sweep(path: string): void {
  const own = readdirSync(dirname(path)).filter((name) => name.startsWith(`${basename(path)}.`));
  for (const name of own.filter(isLeftover)) rmSync(join(dirname(path), name), { force: true });
}

const REMEDIES: Readonly<Record<string, string>> = {
  ENOSPC: "The disk is full: free some space and run again.",
  EINVAL: "A pipe or a device stands where a file is expected: save it as a file first.",
  EISDIR: "A folder stands where a file is expected.",
  EACCES: "Check the permissions.",
  EROFS: "The file system is read-only.",
};

function troubleOf(place: string, what: string, cause: unknown): unknown {
  const { code, syscall } = cause as NodeJS.ErrnoException;
  if (code === "ENOENT" && what.includes("read")) {
    const message = "There is no such file.";
    return new PipelineError({ code: "file-missing", place, message, remedy: "Correct the path." });
  }
  if (code === undefined || (syscall === undefined && code !== "EINVAL")) return cause;
  const remedy = REMEDIES[code] ?? "Check the path.";
  return new PipelineError({ code: "disk", place, message: `${what} (${code}).`, remedy, cause });
}
