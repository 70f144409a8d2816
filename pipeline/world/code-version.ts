import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";

/** The hash of this program: its own sources and the lock file of its libraries, so that a change of either makes a build new. */
export async function codeVersion(root: string): Promise<string> {
  const names = (await readdir(`${root}/pipeline`, { recursive: true })).filter((name) => /\.(ts|cjs)$/.test(name)).sort();
  const paths = [...names.map((name) => `pipeline/${name}`), "package-lock.json"];
  const texts = await Promise.all(paths.map((path) => readFile(`${root}/${path}`)));
  const hash = createHash("sha256");
  for (const [index, path] of paths.entries()) hash.update(`${path}\0`).update(texts[index]!);
  return hash.digest("hex");
}
