import type { Files } from "../world/world.ts";
import { type BuildRecord, hashOf } from "./record.ts";

/** Files that write down what is read of them. */
export interface RecordingFiles {
  readonly files: Files;
  /** What was read so far, in the order of its paths: the same reading makes the same record. */
  inputs(): BuildRecord["inputs"];
}

/** @param root the project's folder: what lies in it is named from there, and its out/ is no input */
export function recordingFiles(files: Files, root: string): RecordingFiles {
  const found = new Map<string, string | null>();
  const note = (path: string, hash: () => string | null) => {
    const name = path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path;
    if (!name.startsWith("out/")) found.set(name, hash());
  };
  return {
    inputs: () => Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1))),
    files: {
      write: files.write,
      remove: files.remove,
      async read(path) {
        const bytes = await files.read(path);
        note(path, () => bytes && hashOf(bytes));
        return bytes;
      },
      async list(folder) {
        const names = await files.list(folder);
        note(`${folder}/`, () => hashOf(names.join("\n")));
        return names;
      },
    },
  };
}
