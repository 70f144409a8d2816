import type { Source } from "../collect/source.ts";
import type { BuildRequest } from "./build-request.ts";

/** The source that the command line names: the archive, a folder, or the simulated market. Only that one is loaded. */
export async function sourceFor(data: BuildRequest["data"], root: string): Promise<Source> {
  switch (data.kind) {
    case "archive":
      return (await import("../collect/sources/archive.ts")).archiveSource(data.knownAt);
    case "directory":
      return (await import("../collect/sources/directory.ts")).directorySource(data.folder);
    case "sample":
      return (await import("../collect/sources/sample.ts")).sampleSource(data.scenario, root);
  }
}
