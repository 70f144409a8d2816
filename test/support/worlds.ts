import { fileURLToPath } from "node:url";
import { type Built, build } from "../../pipeline/build.ts";
import type { Source } from "../../pipeline/collect/source.ts";
import { sampleSource } from "../../pipeline/collect/sources/sample.ts";
import { readJob } from "../../pipeline/job.ts";
import type { Edition } from "../../pipeline/model/edition.ts";
import { allSections } from "../../pipeline/sections/all.ts";
import { realFiles } from "../../pipeline/world/files.ts";
import { keptOn } from "../../pipeline/world/kept.ts";
import { emptyArchive, noWeb } from "../../pipeline/world/nothing-outside.ts";
import type { World } from "../../pipeline/world/world.ts";
import { stubCharts } from "./stub-charts.ts";

/** The project's own folder, with its content and templates. */
export const projectRoot = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");

const kept = keptOn(null);

/** A world without threads or browser: charts are strokes, a print is its page's length. */
export function paperWorld(now = "2026-06-30T21:30:00Z"): World {
  return {
    now: () => now,
    files: realFiles,
    kept,
    web: noWeb,
    archive: emptyArchive,
    charts: { ...stubCharts },
    pictures: { fitted: async (picture) => picture },
    printer: {
      warm: () => undefined,
      print: async ({ html, paper }) => new TextEncoder().encode(`${paper} ${html.length}`),
    },
    tell: () => undefined,
    close: async () => undefined,
  };
}

export interface Wanted {
  readonly source?: Source;
  readonly scenario?: string;
  readonly edition?: (edition: Edition) => Edition;
  readonly world?: World;
}

/** A whole issue of the project's own content and templates. */
export async function builtIssue(
  date: string,
  { scenario = "normal", source, edition = (one) => one, world = paperWorld() }: Wanted = {},
): Promise<Built> {
  const job = await readJob({ root: projectRoot, date }, allSections, world);
  const asked = {
    job: { ...job, edition: edition(job.edition) },
    source: source ?? sampleSource(scenario, projectRoot),
  };
  return build({ ...asked, from: "collect", only: null }, world);
}
