import type { Options } from "../../pipeline/cli/command.ts";
import type { Environment } from "../../pipeline/cli/environment.ts";
import { sendCommand } from "../../pipeline/cli/send-command.ts";
import { PipelineError, sentence } from "../../pipeline/errors.ts";
import type { DeliveryProject } from "./delivery-project.ts";
import type { Came } from "./in-process.ts";
import { projectRoot } from "./worlds.ts";

/** `send` of the project's day, long after it, in this process. */
export async function sendOf(
  { root, date, environment }: Pick<DeliveryProject, "root" | "date" | "environment">,
  options: Options = {},
  more: { readonly environment?: Environment; readonly operands?: readonly string[] } = {},
): Promise<Came> {
  const invocation = {
    arguments: [],
    environment: more.environment ?? environment,
    root: projectRoot,
    terminal: false,
  };
  const operands = more.operands ?? [date];
  try {
    return { ...(await sendCommand(invocation, operands, { late: true, ...options, root })), faults: [] };
  } catch (error) {
    if (!(error instanceof PipelineError)) throw error;
    return { exit: error.code === "usage" ? 2 : 1, text: "", json: null, faults: error.faults.map(sentence) };
  }
}
