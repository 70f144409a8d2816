import { accessSync, constants, existsSync, readFileSync } from "node:fs";
import { statfs } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, resolve } from "node:path";
import { cacheFolder, type Machine } from "./browser/machine.ts";

export interface FolderState {
  readonly writable: boolean;
  readonly freeBytes: number;
}

/** Looks at the machine and changes nothing but the cache folder, which it makes. */
export interface Probe {
  /** "24.21.0". */
  readonly nodeVersion: string;
  /** Where the browser is unpacked; null where there is no such place. */
  cacheFolder(): string | null;
  /** Of the folder, or of the nearest one above it that is there. */
  folder(path: string): Promise<FolderState>;
  /** The version of an npm package; null if it is not installed. */
  packageVersion(name: string): string | null;
}

/** The probe of a real machine. */
export function probeOf(machine: Machine): Probe {
  return {
    nodeVersion: process.versions.node,
    cacheFolder: () => cacheFolder(machine),
    folder: folderState,
    packageVersion,
  };
}

async function folderState(path: string): Promise<FolderState> {
  const folder = resolve(path);
  if (!existsSync(folder) && dirname(folder) !== folder) return folderState(dirname(folder));
  const { bavail, bsize } = await statfs(folder);
  return { writable: isWritable(folder), freeBytes: bavail * bsize };
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function packageVersion(name: string): string | null {
  try {
    const manifest = createRequire(import.meta.url).resolve(`${name}/package.json`);
    return (JSON.parse(readFileSync(manifest, "utf8")) as { version: string }).version;
  } catch {
    return null;
  }
}
