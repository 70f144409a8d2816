import type { BuildRequest } from "./build-request.ts";
import type { Outside } from "./outside.ts";

/** Asks the sources before an issue is made of the archive, unless the issue is of what was known then, or nobody may be asked. */
export async function learn(learning: {
  /** The program's own folder. */
  readonly program: string;
  readonly root: string;
  readonly date: string;
  readonly request: BuildRequest;
  readonly outside: Outside;
}): Promise<void> {
  const { request, outside, ...day } = learning;
  const { data, from } = request;
  if (data.kind !== "archive" || data.knownAt !== null || data.offline || from !== "collect") return;
  const { collectIfDue } = await import("./collect-if-due.ts");
  await collectIfDue(day, outside);
}
