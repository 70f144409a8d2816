import type { Files } from "../../world/world.ts";

/** What an editor changes, below the project's folder: a lab sets this aside and takes a revision's in its place. */
export const EDITED = ["templates", "assets", "content/theme.yaml"];

/**
 * The project's files with what editors change as a revision had it; everything else is as it lies there. A revision that is older than
 * a file of its own, such as the theme, is shown with today's.
 *
 * @param revision files by path below the project's folder
 */
export function revisionFiles(
  files: Files,
  root: string,
  revision: Readonly<Record<string, Uint8Array>>,
): Pick<Files, "read" | "list"> {
  const names = Object.keys(revision);
  const below = (path: string) => (path.startsWith(`${root}/`) ? path.slice(root.length + 1) : null);
  const folderOf = (path: string) =>
    EDITED.find((edited) => !edited.includes(".") && (path === edited || path.startsWith(`${edited}/`)));
  return {
    async read(path) {
      const name = below(path);
      if (name === null) return files.read(path);
      if (Object.hasOwn(revision, name)) return revision[name]!;
      return folderOf(name) ? null : files.read(path);
    },
    async list(folder) {
      const name = below(folder);
      if (name === null || !folderOf(name)) return files.list(folder);
      const inside = names.filter((one) => one.startsWith(`${name}/`));
      return [...new Set(inside.map((one) => one.slice(name.length + 1).split("/")[0]!))].sort();
    },
  };
}
