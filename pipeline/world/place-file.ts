import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { PipelineError } from "../errors.ts";
import { isLeftover, temporaryMark } from "./leftovers.ts";

/** Puts single files among those of a person who may be writing at the same moment. */
export interface Placing {
  /**
   * Puts a whole file in place if what is there is still `expected` (null: nothing). False where it is not: then nothing is touched.
   * A new file never takes the place of one that has just come; to take the place of an old one, its bytes are compared in the moment before.
   */
  place(path: string, bytes: Uint8Array, expected: Uint8Array | null): Promise<boolean>;
}

/** On this machine. @throws PipelineError disk */
export const realPlacing: Placing = {
  async place(path, bytes, expected) {
    const unfinished = path + temporaryMark();
    try {
      mkdirSync(dirname(path), { recursive: true });
      sweep(dirname(path));
      writeFileSync(unfinished, bytes);
      return expected === null ? asNew(unfinished, path) : inPlaceOf(expected, unfinished, path);
    } catch (cause) {
      const code = (cause as NodeJS.ErrnoException).code ?? "unknown";
      throw new PipelineError({
        code: "disk",
        place: path,
        message: `The file cannot be written (${code}).`,
        remedy: ["EEXIST", "ENOTDIR"].includes(code)
          ? "A file stands where a folder is expected: move it away."
          : "Check that the folder may be written and that there is space left on the disk, and run again.",
        cause,
      });
    } finally {
      // Where a file stands in place of the folder, even what is not there cannot be removed.
      if (existsSync(unfinished)) rmSync(unfinished, { force: true });
    }
  },
};

/** A link, unlike a renaming, does not take the place of a file. */
function asNew(unfinished: string, path: string): boolean {
  try {
    linkSync(unfinished, path);
    return true;
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === "EEXIST") return false;
    if (code !== "EPERM" && code !== "ENOTSUP" && code !== "EOPNOTSUPP") throw cause;
    // A file system without links: written at once, and only where there is nothing.
    return writtenAsNew(path, readFileSync(unfinished));
  }
}

function writtenAsNew(path: string, bytes: Uint8Array): boolean {
  try {
    writeFileSync(path, bytes, { flag: "wx" });
    return true;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw cause;
  }
}

function inPlaceOf(expected: Uint8Array, unfinished: string, path: string): boolean {
  if (!readFileSync(path).equals(expected)) return false;
  renameSync(unfinished, path);
  return true;
}

/** What killed processes have left. */
function sweep(folder: string): void {
  for (const name of readdirSync(folder).filter(isLeftover)) rmSync(join(folder, name), { force: true });
}
