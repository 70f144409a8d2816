import { realFiles } from "./files.ts";
import type { World } from "./world.ts";

/** This machine: its clock, files, drawing thread and browser. Environment and telling come from the command line. */
export function openWorld({ environment, tell }: { readonly environment: Readonly<Record<string, string | undefined>>; readonly tell: (progress: string) => void }): World {
  void environment; void tell; void realFiles;
  throw new Error("being written");
}
