import { randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { PipelineError } from "../errors.ts";
import type { Files } from "./world.ts";

/** The files of this machine. */
export const realFiles: Files = {
  async read(path) {
    try {
      return await readFile(path);
    } catch (cause) {
      if (isMissing(cause)) return null;
      throw trouble(path, "cannot be read", cause);
    }
  },
  async list(folder) {
    try {
      return (await readdir(folder)).sort();
    } catch (cause) {
      if (isMissing(cause)) return [];
      throw trouble(folder, "cannot be listed", cause);
    }
  },
  write: writeAll,
  async remove(paths) {
    for (const path of paths) {
      await rm(path, { force: true }).catch((cause: unknown) => {
        throw trouble(path, "cannot be removed", cause);
      });
    }
  },
};

async function writeAll(folder: string, files: Readonly<Record<string, Uint8Array>>): Promise<void> {
  const ending = `.${process.pid}-${randomUUID().slice(0, 8)}.tmp`;
  const targets = Object.keys(files).map((name) => join(folder, name));
  try {
    for (const parent of new Set(targets.map((path) => dirname(path))))
      await mkdir(parent, { recursive: true });
    await Promise.all(Object.values(files).map((bytes, index) => writeFile(targets[index] + ending, bytes)));
    for (const path of targets) await rename(path + ending, path);
  } catch (cause) {
    await Promise.all(targets.map((path) => rm(path + ending, { force: true }).catch(() => undefined)));
    throw trouble(folder, "cannot be written", cause);
  }
}

function isMissing(cause: unknown): boolean {
  return ["ENOENT", "ENOTDIR"].includes((cause as NodeJS.ErrnoException).code ?? "");
}

function trouble(path: string, what: string, cause: unknown): PipelineError {
  const code = (cause as NodeJS.ErrnoException).code ?? "unknown";
  const remedy: Readonly<Record<string, string>> = {
    ENOSPC: "The disk is full: free some space and run again.",
    EACCES: "Check the permissions of the folder.",
    EROFS: "The file system is read-only.",
    EISDIR: "A folder stands where a file is expected.",
  };
  return new PipelineError({
    code: "disk",
    place: path,
    message: `${path} ${what} (${code}).`,
    remedy: remedy[code] ?? "Check the path.",
    cause,
  });
}
