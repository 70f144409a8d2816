import { execFile } from "node:child_process";
import { PipelineError } from "../errors.ts";

/** Files as a git revision has them, by path below the folder that was asked about. */
export interface GitTree {
  /** The full id of the commit. */
  readonly commit: string;
  readonly files: Readonly<Record<string, Uint8Array>>;
}

const MOST_BYTES = 256 * 1024 * 1024;

/**
 * All files of a revision below some paths of a folder; a path that the revision does not have brings none.
 *
 * @param revision as git understands it: HEAD, a branch, a tag, v1.2~3
 * @throws PipelineError revision-unknown: no such revision, no repository, or no git
 */
export async function gitTree(folder: string, revision: string, paths: readonly string[]): Promise<GitTree> {
  const git = gitIn(folder, revision);
  const commit = String(
    await git(["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`]),
  ).trim();
  const listed = String(await git(["ls-tree", "-r", "-z", commit, "--", ...paths]));
  const entries = listed.split("\0").filter(Boolean).map(entryOf);
  // By their ids: a name may hold a line's end.
  const asked = entries.map(({ id }) => `${id}\n`).join("");
  const bodies = entries.length === 0 ? [] : bodiesIn(await git(["cat-file", "--batch"], asked));
  return { commit, files: Object.fromEntries(entries.map(({ name }, at) => [name, bodies[at]!])) };
}

type Git = (given: readonly string[], input?: string) => Promise<Buffer>;

function gitIn(folder: string, revision: string): Git {
  return (given, input = "") =>
    new Promise((resolve, reject) => {
      const options = { cwd: folder, encoding: "buffer", maxBuffer: MOST_BYTES, timeout: 60_000 } as const;
      const child = execFile("git", [...given], options, (error, out) => {
        if (error) reject(unknown(revision, error));
        else resolve(out);
      });
      // A git that ended at once has closed its ear: what it said is told above.
      child.stdin?.on("error", () => undefined);
      child.stdin?.end(input);
    });
}

function unknown(revision: string, cause: Error & { code?: unknown }): PipelineError {
  const isMissing = cause.code === "ENOENT";
  return new PipelineError({
    code: "revision-unknown",
    place: `--against ${revision}`,
    message: isMissing
      ? "git is not installed on this machine, or the project's folder is gone."
      : "git knows no such revision of this project.",
    remedy: isMissing ? "Install git." : "Name a commit, branch or tag, such as HEAD, HEAD~1 or main.",
    cause,
  });
}

/** `<mode> blob <id>\t<name>`. */
function entryOf(line: string): { readonly id: string; readonly name: string } {
  const tab = line.indexOf("\t");
  return { id: line.slice(0, tab).split(" ")[2]!, name: line.slice(tab + 1) };
}

/** `<id> blob <size>\n<bytes>\n`, one after the other. */
function bodiesIn(batch: Buffer): readonly Uint8Array[] {
  const bodies: Uint8Array[] = [];
  for (let at = 0; at < batch.length; ) {
    const end = batch.indexOf(10, at);
    const size = Number(batch.subarray(at, end).toString().split(" ")[2]);
    if (end < 0 || !Number.isInteger(size)) throw new Error("git cat-file answered in another form");
    bodies.push(new Uint8Array(batch.subarray(end + 1, end + 1 + size)));
    at = end + 1 + size + 1;
  }
  return bodies;
}
