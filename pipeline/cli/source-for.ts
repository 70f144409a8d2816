import type { Source } from "../collect/source.ts";
import { archiveSource } from "../collect/sources/archive.ts";
import { directorySource } from "../collect/sources/directory.ts";
import { sampleSource } from "../collect/sources/sample.ts";
import type { BuildRequest } from "./build-request.ts";

/** The source that the command line names: the archive, a folder, or the simulated market. */
export function sourceFor(data: BuildRequest["data"], root: string): Source {
  switch (data.kind) {
    case "archive":
      return archiveSource(data.knownAt);
    case "directory":
      return directorySource(data.folder);
    case "sample":
      return sampleSource(data.scenario, root);
  }
}
