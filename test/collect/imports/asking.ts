import { PipelineError } from "../../../pipeline/errors.ts";

export const bytesOf = (text: string) => new TextEncoder().encode(text);

/** The sentences of the fault, one a line; any other error is a failure of the test. */
export function faultsOf(read: () => unknown): string[] {
  try {
    read();
  } catch (error) {
    if (error instanceof PipelineError) return error.message.split("\n");
    throw error;
  }
  return [];
}
