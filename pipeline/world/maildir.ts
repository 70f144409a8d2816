import { mkdirSync, readdirSync, readFileSync, renameSync, statSync } from "node:fs";
import { join } from "node:path";
import { PipelineError } from "../errors.ts";

/** A folder into which a mail server on this machine puts messages, a file each. */
export interface Maildir {
  /** Names of what has come and was not kept yet, in order. @throws PipelineError disk */
  arrivals(): readonly string[];
  /** @throws PipelineError disk: it cannot be read, or is longer than `mostBytes` */
  read(name: string, mostBytes: number): Uint8Array;
  /** From new/ to cur/, marked as seen. @throws PipelineError disk */
  keep(name: string): void;
}

export function openMaildir(folder: string): Maildir {
  const [arrived, kept] = [join(folder, "new"), join(folder, "cur")];
  return {
    arrivals: () =>
      guarded(arrived, "The folder cannot be listed", () =>
        readdirSync(arrived)
          .filter((name) => !name.startsWith("."))
          .sort(),
      ),
    read: (name, mostBytes) => {
      const path = join(arrived, name);
      return guarded(path, "The message cannot be read", () => {
        const stat = statSync(path);
        if (!stat.isFile()) throw new Error("it is no file");
        if (stat.size > mostBytes) throw new Error(`it has more than ${mostBytes} bytes`);
        return readFileSync(path);
      });
    },
    keep: (name) =>
      guarded(join(kept, name), "The message cannot be moved", () => {
        mkdirSync(kept, { recursive: true });
        renameSync(join(arrived, name), join(kept, `${name.replace(/:2,.*$/, "")}:2,S`));
      }),
  };
}

function guarded<T>(place: string, what: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    throw new PipelineError({
      code: "disk",
      place,
      message: `${what} (${code ?? message}).`,
      remedy: "Look at it, and check the folder that --maildir names: it holds new/ and cur/.",
      cause,
    });
  }
}
