import { resolve } from "node:path";
import type { Invocation, Options } from "./command.ts";

/** The project's folder as a full path: the one that --root names, or the program's own. */
export function projectRoot({ root }: Invocation, options: Options): string {
  return typeof options.root === "string" ? resolve(options.root) : root;
}
