import type { Invocation, Outcome } from "./program.ts";

/** `doctor`: what this machine has, what is missing and how to get it. */
export async function doctorCommand(
  _invocation: Invocation,
  _operands: readonly string[],
  _options: Readonly<Record<string, unknown>>,
): Promise<Outcome> {
  return { exit: 0, text: "", json: {} };
}
