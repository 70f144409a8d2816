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
      const child = execFile("git", [...given], options, (error, out, said) => {
        if (error) reject(unknown(revision, error, String(said)));
        else resolve(out);
      });
      // A git that ended at once has closed its ear: what it said is told above.
      child.stdin?.on("error", () => undefined);
      child.stdin?.end(input);
    });
}

const LONGEST = 80;

function unknown(revision: string, cause: Error & { code?: unknown }, said: string): PipelineError {
  const [message, remedy] = troubleOf(cause.code, said);
  const named = revision.length > LONGEST ? `${revision.slice(0, LONGEST)}…` : revision;
  return new PipelineError({
    code: "revision-unknown",
    place: `--against ${named}`,
    message,
    remedy,
    cause,
  });
}

function troubleOf(code: unknown, said: string): readonly [message: string, remedy: string] {
  if (code === "ENOENT")
    return ["git is not installed on this machine, or the project's folder is gone.", "Install git."];
  // Of a revision that it does not know it says nothing (--quiet): these words are of the repository, in the language of the machine.
  const [words = ""] = said.trim().split("\n");
  if (words !== "")
    return [
      `git cannot read it: ${words.replace(/^fatal: /, "").replace(/\.?$/, ".")}`,
      "The lab compares with a commit of the project's own git repository: see that there is one, and that you may read it.",
    ];
  return [
    "git knows no such revision of this project.",
    "Name a commit, branch or tag, such as HEAD, HEAD~1 or main.",
  ];
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
