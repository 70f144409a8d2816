import fs from "node:fs";
import { basename, dirname, join } from "node:path";
import { PipelineError } from "../errors.ts";
import { isLeftover, temporaryMark } from "./leftovers.ts";
import type { Files } from "./world.ts";

/** What is asked of node:fs. At once and not by promises: of 300 small files those cost four times the reading. */
export type Disk = Pick<
  typeof fs,
  | "copyFileSync"
  | "existsSync"
  | "linkSync"
  | "mkdirSync"
  | "readdirSync"
  | "readFileSync"
  | "renameSync"
  | "rmSync"
  | "statSync"
  | "writeFileSync"
>;

/** The files of this machine. */
export const realFiles: Files = filesOn(fs);

/** @param disk a test hands in one that is full */
export function filesOn(disk: Disk): Files {
  return {
    async read(path) {
      try {
        // A pipe or a device may never end.
        const kind = disk.statSync(path);
        if (!kind.isFile() && !kind.isDirectory())
          throw Object.assign(new Error("no regular file"), { code: "EINVAL" });
        return disk.readFileSync(path);
      } catch (cause) {
        if (isMissing(cause)) return null;
        throw trouble(path, "The file cannot be read", cause);
      }
    },
    async list(folder) {
      try {
        return disk.readdirSync(folder).sort();
      } catch (cause) {
        if (isMissing(cause)) return [];
        throw trouble(folder, "The folder cannot be listed", cause);
      }
    },
    async write(folder, files) {
      try {
        sweep(disk, folder);
        if (disk.existsSync(folder)) replaceIn(disk, folder, files);
        else appear(disk, folder, files);
      } catch (cause) {
        throw trouble(folder, "The folder cannot be written", cause);
      }
    },
    async remove(paths) {
      for (const path of paths) {
        try {
          disk.rmSync(path, { force: true });
        } catch (cause) {
          throw trouble(path, "The file cannot be removed", cause);
        }
      }
    },
    async sweep(folder) {
      try {
        sweep(disk, folder);
      } catch (cause) {
        throw trouble(folder, "What a killed process left cannot be removed", cause);
      }
    },
  };
}

type Contents = Readonly<Record<string, Uint8Array>>;

/** A new folder appears with all its files or not at all. */
function appear(disk: Disk, folder: string, files: Contents): void {
  const staged = folder + temporaryMark();
  try {
    disk.mkdirSync(staged, { recursive: true });
    writeAll(disk, files, (name) => join(staged, name));
    disk.renameSync(staged, folder);
  } catch (cause) {
    disk.rmSync(staged, { recursive: true, force: true });
    // Another process was quicker: its files are there now, and ours come in their place.
    if (!["ENOTEMPTY", "EEXIST"].includes(codeOf(cause)) || !isFolder(disk, folder)) throw cause;
    replaceIn(disk, folder, files);
  }
}

/** How often the folder is put in place again where another process puts its own there at the same moment. */
const TRIES = 20;

/**
 * The folder as it will be, complete beside the one that is there, then both change places: whoever dies leaves the old one, the new one,
 * or for a moment none; never some files of each.
 */
function replaceIn(disk: Disk, folder: string, files: Contents): void {
  const [staged, old] = [folder + temporaryMark(), folder + temporaryMark()];
  try {
    disk.mkdirSync(staged, { recursive: true });
    carryOver(disk, { from: folder, to: staged }, new Set(Object.keys(files)));
    writeAll(disk, files, (name) => join(staged, name));
    changePlaces(disk, { folder, staged, old });
  } finally {
    disk.rmSync(staged, { recursive: true, force: true });
    disk.rmSync(old, { recursive: true, force: true });
  }
}

/** Files that stay, by a second name each: nothing is copied where the disk can do that. */
function carryOver(
  disk: Disk,
  { from, to }: { readonly from: string; readonly to: string },
  replaced: ReadonlySet<string>,
): void {
  for (const name of namesIn(disk, from, true)) {
    const path = join(from, name);
    if (replaced.has(name) || isLeftover(name)) continue;
    if (isFolder(disk, path)) disk.mkdirSync(join(to, name), { recursive: true });
    else secondName(disk, path, join(to, name));
  }
}

function secondName(disk: Disk, path: string, other: string): void {
  disk.mkdirSync(dirname(other), { recursive: true });
  try {
    disk.linkSync(path, other);
  } catch (cause) {
    if (["ENOSPC", "EDQUOT"].includes(codeOf(cause))) throw cause;
    disk.copyFileSync(path, other);
  }
}

interface Places {
  readonly folder: string;
  readonly staged: string;
  readonly old: string;
}

function changePlaces(disk: Disk, { folder, staged, old }: Places): void {
  for (let tries = 1; ; tries += 1) {
    const moved = renamed(disk, folder, tries === 1 ? old : `${old}${tries}.tmp`, ["ENOENT"]);
    const placed = renamed(disk, staged, folder, tries < TRIES ? ["ENOTEMPTY", "EEXIST"] : []);
    if (moved && tries > 1) disk.rmSync(`${old}${tries}.tmp`, { recursive: true, force: true });
    if (placed) return;
  }
}

/** False where it cannot be for one of these reasons: another process is at it too. */
function renamed(disk: Disk, from: string, to: string, reasons: readonly string[]): boolean {
  try {
    disk.renameSync(from, to);
    return true;
  } catch (cause) {
    if (reasons.includes(codeOf(cause))) return false;
    throw cause;
  }
}

function writeAll(disk: Disk, files: Contents, pathOf: (name: string) => string): void {
  const paths = Object.keys(files).map(pathOf);
  for (const parent of new Set(paths.map((path) => dirname(path))))
    disk.mkdirSync(parent, { recursive: true });
  Object.values(files).forEach((bytes, index) => {
    disk.writeFileSync(paths[index]!, bytes);
  });
}

/** Takes away what processes that were killed left in the folder and beside it. */
function sweep(disk: Disk, folder: string): void {
  const beside = namesIn(disk, dirname(folder)).filter((name) => name.startsWith(`${basename(folder)}.`));
  const unfinished = [
    ...beside.map((name) => join(dirname(folder), name)),
    ...namesIn(disk, folder, true).map((name) => join(folder, name)),
  ].filter(isLeftover);
  for (const path of unfinished) disk.rmSync(path, { recursive: true, force: true });
}

function namesIn(disk: Disk, folder: string, recursive = false): string[] {
  return isFolder(disk, folder) ? disk.readdirSync(folder, { recursive, encoding: "utf8" }) : [];
}

function isFolder(disk: Disk, path: string): boolean {
  return disk.existsSync(`${path}/.`);
}

function isMissing(cause: unknown): boolean {
  return ["ENOENT", "ENOTDIR"].includes(codeOf(cause));
}

function codeOf(cause: unknown): string {
  return (cause as NodeJS.ErrnoException).code ?? "unknown";
}

const REMEDIES: Readonly<Record<string, string>> = {
  ENOSPC: "The disk is full: free some space and run again.",
  EDQUOT: "Your share of the disk is full: free some space and run again.",
  EFBIG: "The system lets no file be so large: raise the limit (ulimit -f) and run again.",
  EACCES: "Check the permissions of the folder.",
  EPERM: "Check the permissions of the folder.",
  EROFS: "The file system is read-only.",
  EINVAL: "A pipe or a device stands where a file is expected.",
  EISDIR: "A folder stands where a file is expected.",
  ENOTDIR: "A file stands where a folder is expected: move it away.",
  EEXIST: "A file stands where a folder is expected: move it away.",
};

function trouble(place: string, what: string, cause: unknown): PipelineError {
  const code = codeOf(cause);
  const remedy = REMEDIES[code] ?? "Check the path.";
  return new PipelineError({ code: "disk", place, message: `${what} (${code}).`, remedy, cause });
}
