import { resolve } from "node:path";
import { PipelineError } from "../errors.ts";
import { realFiles } from "../world/files.ts";
import type { Invocation, Options } from "./command.ts";

/** The project's folder as a full path: the one that --root names, or the program's own. */
export function projectRoot({ root }: Invocation, options: Options): string {
  return typeof options.root === "string" ? resolve(options.root) : root;
}

/** Readers that are put into a folder that a slip of the hand names would be in no list. @throws PipelineError usage, where --root names no folder */
export async function expectRoot({ root }: Options): Promise<void> {
  if (root === undefined) return;
  const isFolder = typeof root === "string" && root.trim() !== "" && (await cannotBeRead(resolve(root)));
  if (isFolder) return;
  const message = `--root names no folder: ${JSON.stringify(root)}.`;
  throw new PipelineError({ code: "usage", message, remedy: "Write the path of the project's folder." });
}

/** A folder is there, and is no file that could be read. */
async function cannotBeRead(path: string): Promise<boolean> {
  try {
    await realFiles.read(path);
    return false;
  } catch (error) {
    if (error instanceof PipelineError) return true;
    throw error;
  }
}
