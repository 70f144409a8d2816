import { accessSync, constants, mkdirSync, statSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";

/** Variables by name, as cli.ts read them: nothing else here asks the process for its environment. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What a search for a browser looks at: handed in, so that a test can furnish another machine. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly arch: string;
  readonly environment: Environment;
  readonly home: string;
  readonly temporary: string;
  /** Where the usual places begin: "/". */
  readonly root: string;
}

/** The machine that we run on. */
export function thisMachine(environment: Environment): Machine {
  const { platform, arch } = process;
  return { platform, arch, environment, home: homedir(), temporary: tmpdir(), root: "/" };
}

/**
 * The folder for what can be made again: `$XDG_CACHE_HOME/tracker`, else `~/.cache/tracker`, else a private one
 * below the temporary folder. Made if it is not there; null where none of them can be written.
 */
export function cacheFolder({ environment, home, temporary }: Machine): string | null {
  const user = process.getuid?.() ?? 0;
  const own = join(environment.XDG_CACHE_HOME || join(home, ".cache"), "tracker");
  const shared = join(temporary, `tracker-${user}`);
  if (isWritable(own)) return own;
  // Another user could lay a browser of his under a name that everybody can guess.
  return isWritable(shared) && (process.getuid === undefined || statSync(shared).uid === user)
    ? shared
    : null;
}

function isWritable(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
