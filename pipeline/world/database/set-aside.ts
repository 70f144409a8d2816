import { existsSync, renameSync } from "node:fs";

/**
 * Gives a closed SQLite file another name, beside where it stood: who goes on without the database then finds nothing, and not what was
 * true before. Its log goes with it.
 *
 * @returns the new name; null where there is no file
 */
export function setAside(path: string): string | null {
  if (!existsSync(path)) return null;
  const [from, to] = [path, `${path}.carried-over`];
  for (const ending of ["-wal", "-shm"])
    if (existsSync(from + ending)) renameSync(from + ending, `${to}${ending}`);
  renameSync(from, to);
  return to;
}
