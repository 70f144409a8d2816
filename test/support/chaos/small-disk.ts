import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { onTestFinished } from "vitest";
import { temporaryFolder } from "../temporary-folder.ts";

/** A folder on a disk of its own, so small that it can be filled. */
export interface SmallDisk {
  readonly folder: string;
  /** Leaves so many bytes free. */
  fill(left: number): void;
  /** Takes what fills it away. */
  clear(): void;
}

/** Why there can be none here; null: there can. Only root may mount. */
export function withoutSmallDisk(): string | null {
  try {
    const folder = temporaryFolder();
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", folder], { stdio: "ignore" });
    execFileSync("umount", [folder], { stdio: "ignore" });
    return null;
  } catch {
    return "nothing may be mounted here";
  }
}

/** Unmounted when the test is over. */
export function smallDisk(folder: string, megabytes: number): SmallDisk {
  mkdirSync(folder, { recursive: true });
  execFileSync("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m`, "tmpfs", folder]);
  onTestFinished(() => void execFileSync("umount", ["-l", folder]));
  const filler = `${folder}/filler`;
  return {
    folder,
    fill(left) {
      const { bavail, bsize } = statfsSync(folder);
      try {
        writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - left)));
      } catch (cause) {
        // Somebody else wrote meanwhile: it is as full as can be.
        if ((cause as NodeJS.ErrnoException).code !== "ENOSPC") throw cause;
      }
    },
    clear: () => rmSync(filler, { force: true }),
  };
}
