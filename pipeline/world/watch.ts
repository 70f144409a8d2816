import { type FSWatcher, readdirSync, statSync, watch } from "node:fs";
import { basename, dirname, join, sep } from "node:path";

/** What is told of folders that are watched. */
export interface Stir {
  /** At once: something moves, and it may not be over. */
  stirred(): void;
  /** When nothing has moved for a moment: now is the time to look. */
  settled(): void;
}

export interface Watching {
  /** Watches folders with all below them, those too that are not there yet. What changed is not said: content decides. */
  watch(folders: readonly string[], stir: Stir): Watch;
}

export interface Watch {
  close(): void;
}

/** Milliseconds of quiet after which a burst is over, and after which it is looked at although it is not. */
const QUIET = 5;
const AT_MOST = 100;
/** Folders below folders; deeper is a link that leads back. */
const DEPTH = 12;

interface Watched {
  readonly inode: string;
  readonly watcher: FSWatcher;
}

/**
 * One watch on each folder, held by its inode. chokidar was tried: when a folder is put in place whole by renaming, as `files.write` does,
 * it goes on watching the one that is gone; it passes over a second save within 50 ms; and it says "ready" before it is.
 */
export const realWatching: Watching = {
  watch(folders, stir) {
    const watched = new Map<string, Watched>();
    let since: number | null = null;
    let quiet: NodeJS.Timeout | undefined;
    let closed = false;
    const settle = () => {
      since = null;
      follow(folders, watched, moved);
      stir.settled();
    };
    function moved(): void {
      if (closed) return;
      stir.stirred();
      const now = performance.now();
      since ??= now;
      clearTimeout(quiet);
      quiet = setTimeout(settle, Math.max(0, Math.min(QUIET, since + AT_MOST - now)));
    }
    follow(folders, watched, moved);
    return {
      close() {
        closed = true;
        clearTimeout(quiet);
        for (const { watcher } of watched.values()) watcher.close();
      },
    };
  },
};

/** Brings the watches in line with the folders that there are now. */
function follow(folders: readonly string[], watched: Map<string, Watched>, moved: () => void): void {
  const now = new Map(folders.flatMap((folder) => foldersIn(folder, 0)));
  for (const above of new Set(folders.map((folder) => dirname(folder)))) {
    const inode = inodeOf(above);
    if (inode !== null && !now.has(above)) now.set(above, inode);
  }
  for (const [path, { inode, watcher }] of watched) {
    if (now.get(path) === inode) continue;
    watcher.close();
    watched.delete(path);
  }
  const names = new Set(folders.map((folder) => basename(folder)));
  const isWatched = (path: string) =>
    folders.some((folder) => path === folder || path.startsWith(folder + sep));
  for (const [path, inode] of now) {
    if (watched.has(path)) continue;
    const watcher = startWatch(path, isWatched(path) ? null : names, moved);
    if (watcher) watched.set(path, { inode, watcher });
  }
}

/** @param only names of which alone is told: the folder above holds more than is watched */
function startWatch(path: string, only: ReadonlySet<string> | null, moved: () => void): FSWatcher | null {
  try {
    const watcher = watch(path, (_, name) => {
      if (only === null || (name !== null && only.has(name))) moved();
    });
    // The folder is gone: the next look finds what came in its place.
    watcher.on("error", moved);
    return watcher;
  } catch {
    return null;
  }
}

function foldersIn(folder: string, depth: number): [string, string][] {
  const inode = inodeOf(folder);
  if (inode === null || depth > DEPTH) return [];
  return [[folder, inode], ...namesIn(folder).flatMap((name) => foldersIn(join(folder, name), depth + 1))];
}

/** Names of what may be a folder. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() || entry.isSymbolicLink())
      .map(({ name }) => name);
  } catch {
    return [];
  }
}

/** Device and number of a folder; null for what is none. */
function inodeOf(path: string): string | null {
  const found = statSync(path, { throwIfNoEntry: false, bigint: true });
  return found?.isDirectory() ? `${found.dev}:${found.ino}` : null;
}
