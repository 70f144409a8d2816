import type { Files } from "../../world/world.ts";

type Reading = Pick<Files, "read" | "list">;

/** The project's files as they were at one moment. */
export interface SteadyFiles {
  /** What was once asked for stays what it was until `look`: the same bytes are the same object. Other folders are read as they are. */
  readonly files: Reading;
  /** True for what lies in the folders that are held. */
  holds(path: string): boolean;
  /** Looks again at all that was asked for; true where anything is another than before. */
  look(): Promise<boolean>;
}

/** What editors leave behind while they save: swap files, backups, locks, unfinished downloads. */
const LITTER = /^[.#]|~$|^4913$|\.(?:tmp|sw[a-z]|bak|orig|part)$|^__/;

type Held = { readonly value: Uint8Array | readonly string[] | null } | { readonly trouble: unknown };

/** @param folders full paths of those that are held; what is litter in them is not there */
export function steadyFiles(files: Reading, folders: readonly string[]): SteadyFiles {
  const held = new Map<string, Held>();
  const isHeld = (path: string) => folders.some((one) => path === one || path.startsWith(`${one}/`));
  const askFor = (key: string): Promise<Held> => {
    const path = key.slice(1);
    const asked = key.startsWith("l") ? listed(files, path) : files.read(path);
    return asked.then(
      (value) => ({ value }),
      (trouble: unknown) => ({ trouble }),
    );
  };
  const get = async (key: string) => {
    const known = held.get(key) ?? (await askFor(key));
    held.set(key, known);
    if ("trouble" in known) throw known.trouble;
    return known.value;
  };
  return {
    holds: isHeld,
    files: {
      read: async (path) =>
        isHeld(path) ? ((await get(`r${path}`)) as Uint8Array | null) : files.read(path),
      list: async (path) =>
        isHeld(path) ? ((await get(`l${path}`)) as readonly string[]) : files.list(path),
    },
    async look() {
      let different = false;
      for (const [key, before] of held) {
        const now = await askFor(key);
        if (isSame(before, now)) continue;
        different = true;
        held.set(key, now);
      }
      return different;
    },
  };
}

async function listed(files: Reading, folder: string): Promise<readonly string[]> {
  return (await files.list(folder)).filter((name) => !LITTER.test(name));
}

function isSame(before: Held, now: Held): boolean {
  if ("trouble" in before || "trouble" in now)
    return "trouble" in before && "trouble" in now && String(before.trouble) === String(now.trouble);
  const [a, b] = [before.value, now.value];
  if (a instanceof Uint8Array && b instanceof Uint8Array)
    return a.length === b.length && Buffer.compare(a, b) === 0;
  if (Array.isArray(a) && Array.isArray(b)) return a.join("\n") === b.join("\n");
  return a === b;
}
