import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { temporaryFolder } from "./temporary-folder.ts";
import { projectRoot } from "./worlds.ts";

export const cli = join(projectRoot, "pipeline/cli.ts");

/** A folder of one's own with the project's content, templates and assets: what is built lies in its out/. */
export function projectCopy(): string {
  const root = temporaryFolder();
  for (const folder of ["content", "templates", "assets"])
    cpSync(join(projectRoot, folder), join(root, folder), { recursive: true });
  return root;
}

/** The same with one section and one chart: where it matters that there is an issue, and not what it says. */
export function smallProject(): string {
  const root = projectCopy();
  const settings = readFileSync(join(root, "content/tracker.yaml"), "utf8");
  writeFile(root, "content/tracker.yaml", settings.replace(/^sections: .*$/m, "sections: [ig-spread]"));
  return root;
}

/** What a command line came to. */
export interface Ran {
  readonly exit: number | null;
  readonly out: string;
  /** The lines of stderr that tell faults, without "fault: ". */
  readonly faults: readonly string[];
  readonly err: string;
}

/** Runs the real command line on a project. */
export function tracker(root: string, ...words: readonly string[]): Promise<Ran> {
  return finished(process.execPath, [cli, ...words, "--root", root]);
}

/** Runs any command to its end. */
export async function finished(
  command: string,
  words: readonly string[],
  environment: NodeJS.ProcessEnv = process.env,
): Promise<Ran> {
  const child = spawn(command, words, { stdio: ["ignore", "pipe", "pipe"], env: environment });
  const [out, err, exit] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>((resolve) => child.on("close", resolve)),
  ]);
  const faults = err.split("\n").flatMap((line) => (line.startsWith("fault: ") ? [line.slice(7)] : []));
  return { exit, out, faults, err };
}

/** Changes one text of a project's file. @throws Error where the text is not in it */
export function changeFile(root: string, path: string, from: string, to: string): void {
  const before = readFileSync(join(root, path), "utf8");
  if (!before.includes(from)) throw new Error(`${path} holds no ${JSON.stringify(from)}`);
  writeFileSync(
    join(root, path),
    before.replace(from, () => to),
  );
}

/** Writes a file of a project, with its folder. */
export function writeFile(root: string, path: string, bytes: string | Uint8Array): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), bytes);
}

export function fileOf(root: string, path: string): string {
  return readFileSync(join(root, path), "utf8");
}

/** Every file below out/, by its path below it; none where there is no out/. */
export function outFiles(root: string): readonly string[] {
  const out = join(root, "out");
  if (!existsSync(out)) return [];
  return readdirSync(out, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(out.length + 1))
    .sort();
}
