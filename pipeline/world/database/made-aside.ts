import { existsSync, linkSync, readdirSync, renameSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { isLeftover, temporaryMark } from "../leftovers.ts";

/** What SQLite lays beside a file. */
const ENDINGS = ["-wal", "-shm", "-journal"];

/**
 * A database file that is made under another name and linked into place: never an unfinished one, neither for a process at the same moment
 * nor after a kill. What others left unfinished there is swept away first.
 */
export function madeAside(path: string, make: (unfinished: string) => void): void {
  sweep(path);
  const unfinished = path + temporaryMark();
  try {
    make(unfinished);
    putInPlace(unfinished, path);
  } finally {
    for (const ending of ["", ...ENDINGS]) rmSync(unfinished + ending, { force: true });
  }
}

/** A link, unlike a renaming, does not take the place of a file that has just come there. */
function putInPlace(unfinished: string, path: string): void {
  try {
    linkSync(unfinished, path);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "EEXIST") return;
    // A file system without links.
    if (!existsSync(path)) renameSync(unfinished, path);
  }
}

function sweep(path: string): void {
  const folder = dirname(path);
  const own = readdirSync(folder).filter((name) => name.startsWith(`${basename(path)}.`));
  for (const name of own.filter((one) => isLeftover(one.replace(/-(wal|shm|journal)$/, ""))))
    rmSync(join(folder, name), { force: true });
}
