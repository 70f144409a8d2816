import { accessSync, chmodSync, constants, mkdtempSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const IN_MEMORY = "/dev/shm";
/** Room that must be left there, bytes: in a container it is often 64 MB in all. */
const ROOM = 2 * 1024 ** 3;

/**
 * A new folder for databases that are written hundreds of times: in memory where the machine keeps files there, so that nobody waits for
 * a disk to tell that it has synced. Whoever is killed loses no more there than on a disk; nothing can be started from it.
 */
export function quickFolder(name: string): string {
  const folder = mkdtempSync(join(hasRoom() ? IN_MEMORY : tmpdir(), `${name}-`));
  chmodSync(folder, 0o755);
  return folder;
}

function hasRoom(): boolean {
  try {
    accessSync(IN_MEMORY, constants.W_OK);
    const { bavail, bsize } = statfsSync(IN_MEMORY);
    return bavail * bsize > ROOM;
  } catch {
    return false;
  }
}
