import { fileURLToPath } from "node:url";
import type { IsoInstant } from "../model/unit.ts";
import { thisMachine } from "./browser/machine.ts";
import { openPrinter } from "./browser/printer.ts";
import { chartsOnThread } from "./charts/charts.ts";
import { realNow } from "./clock.ts";
import { realFiles } from "./files.ts";
import { fittedPictures } from "./fitted-pictures.ts";
import { keptOn } from "./kept.ts";
import { emptyArchive, noWeb } from "./nothing-outside.ts";
import type { Archive, Files, Web, World } from "./world.ts";

export interface Opening {
  /** Environment variables, as the command line read them. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly tell: (progress: string) => void;
  /** Left out: those of this machine. */
  readonly files?: Files;
  /** Of the program; without it nothing is kept for another run. */
  readonly version?: string;
  /** The network and the archive, and the moment that counts as now; without it there is neither, and the clock is this machine's. */
  readonly outside?: { readonly web: Web; readonly archive: Archive; readonly now: IsoInstant };
}

/** Beside the compile cache: whatever is in it can be made again. */
const SHELF = fileURLToPath(new URL("../../node_modules/.cache/tracker", import.meta.url));

/** This machine: its clock, files, drawing thread and browser. Nothing is started before it is asked for. */
export function openWorld({ environment, tell, version, files, outside }: Opening): World {
  const charts = chartsOnThread();
  const kept = keptOn(version === undefined ? null : { folder: SHELF, version });
  const printer = openPrinter({ machine: thisMachine(environment), tell });
  return {
    now: outside ? () => outside.now : realNow,
    web: outside?.web ?? noWeb,
    archive: outside?.archive ?? emptyArchive,
    files: files ?? realFiles,
    kept,
    charts,
    pictures: fittedPictures(kept),
    printer,
    tell,
    async close() {
      await Promise.all([charts.close(), printer.close()]);
    },
  };
}
