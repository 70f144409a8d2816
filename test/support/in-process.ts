import type { Command, Options } from "../../pipeline/cli/command.ts";
import { PipelineError, sentence } from "../../pipeline/errors.ts";
import { projectRoot } from "./worlds.ts";

/** What a command came to that ran in this process. */
export interface Came {
  readonly exit: number;
  readonly text: string;
  readonly json: unknown;
  readonly faults: readonly string[];
}

/** Runs a command as the command line would, in this process: half a second less. */
export async function come(
  command: Command,
  root: string,
  operands: readonly string[],
  options: Options = {},
): Promise<Came> {
  const invocation = { arguments: [], environment: process.env, root: projectRoot, terminal: false };
  try {
    return { ...(await command(invocation, operands, { ...options, root })), faults: [] };
  } catch (error) {
    if (!(error instanceof PipelineError)) throw error;
    return { exit: error.code === "usage" ? 2 : 1, text: "", json: null, faults: error.faults.map(sentence) };
  }
}
