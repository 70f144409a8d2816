import { thisMachine } from "./browser/machine.ts";
import { openPrinter } from "./browser/printer.ts";
import { chartsOnThread } from "./charts/charts.ts";
import { realFiles } from "./files.ts";
import type { World } from "./world.ts";

export interface Opening {
  /** Environment variables, as the command line read them. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly tell: (progress: string) => void;
}

/** This machine: its clock, files, drawing thread and browser. Nothing is started before it is asked for. */
export function openWorld({ environment, tell }: Opening): World {
  const charts = chartsOnThread();
  const printer = openPrinter({ machine: thisMachine(environment), tell });
  return {
    now: () => new Date().toISOString(),
    files: realFiles,
    charts,
    printer,
    tell,
    async close() {
      await Promise.all([charts.close(), printer.close()]);
    },
  };
}
