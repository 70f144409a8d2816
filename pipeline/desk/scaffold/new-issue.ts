import type { Edition } from "../../model/edition.ts";
import type { Filled } from "../../model/filled.ts";
import type { Snapshot } from "../../model/snapshot.ts";
import type { Placing } from "../../world/place-file.ts";
import type { World } from "../../world/world.ts";
import { readEarlier } from "./earlier-texts.ts";
import { scaffoldFor } from "./scaffold.ts";
import { factsOf } from "./scaffold-facts.ts";
import { isUntouched } from "./scaffold-stamp.ts";

/** What became of one file of the day. */
export interface ScaffoldedFile {
  /** "lead.md", below content/issues/<date>/. */
  readonly name: string;
  /** `left`: a person has changed it, and it stays as it is. */
  readonly outcome: "added" | "refreshed" | "unchanged" | "left";
}

export interface NewIssue {
  readonly root: string;
  readonly filled: Filled;
  readonly snapshot: Pick<Snapshot, "headlines">;
  readonly edition: Edition;
}

/**
 * Writes content/issues/<date>/ for the writers: files that are missing are added, those that nobody has changed since an earlier scaffold
 * are brought up to date (their stamp says so), all others are left alone. Each file is put in place whole.
 *
 * @throws PipelineError disk
 */
export async function scaffoldIssue(
  { root, ...issue }: NewIssue,
  world: Pick<World, "files"> & { readonly placing: Placing },
): Promise<readonly ScaffoldedFile[]> {
  const { date } = issue.filled;
  const names = ["lead", ...factsOf(issue.filled).map(({ id }) => id)].map((id) => `${id}.md`);
  const earlier = await readEarlier({ root, date }, names, world);
  const folder = `${root}/content/issues/${date}`;
  const done: ScaffoldedFile[] = [];
  for (const [name, text] of Object.entries(scaffoldFor({ ...issue, earlier })))
    done.push({ name, outcome: await placed(`${folder}/${name}`, text, world) });
  return done;
}

async function placed(
  path: string,
  text: string,
  { files, placing }: Pick<World, "files"> & { readonly placing: Placing },
): Promise<ScaffoldedFile["outcome"]> {
  const there = await files.read(path);
  const bytes = new TextEncoder().encode(text);
  if (there !== null) {
    const words = new TextDecoder().decode(there);
    if (words === text) return "unchanged";
    if (!isUntouched(words)) return "left";
  }
  // False: somebody has saved it since it was read.
  if (!(await placing.place(path, bytes, there))) return "left";
  return there === null ? "added" : "refreshed";
}
