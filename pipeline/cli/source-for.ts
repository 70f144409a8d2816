import type { Source } from "../collect/source.ts";
import { directorySource } from "../collect/sources/directory.ts";
import { sampleSource } from "../collect/sources/sample.ts";

/** The source that the command line names: a folder, or the simulated market. */
export function sourceFor({
  directory,
  scenario,
  root,
}: {
  readonly directory: string | null;
  readonly scenario: string;
  readonly root: string;
}): Source {
  return directory === null ? sampleSource(scenario, root) : directorySource(directory);
}
