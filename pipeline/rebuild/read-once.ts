import type { Files } from "../world/world.ts";

/** Files of which each is read, and each folder listed, once: editions that are made together are made of the same bytes. */
export function readOnce(files: Files): Files {
  const read = remembered(files.read);
  const list = remembered(files.list);
  return { write: files.write, remove: files.remove, read, list };
}

function remembered<T>(ask: (path: string) => Promise<T>): (path: string) => Promise<T> {
  const known = new Map<string, Promise<T>>();
  return (path) => {
    const asked = known.get(path) ?? ask(path);
    known.set(path, asked);
    return asked;
  };
}
