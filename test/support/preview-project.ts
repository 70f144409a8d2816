import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { sampleSource } from "../../pipeline/collect/sources/sample.ts";
import type { Choice } from "../../pipeline/desk/preview/choice.ts";
import { nothingAdded } from "../../pipeline/desk/preview/session.ts";
import type { Project } from "../../pipeline/desk/preview/sessions.ts";
import { type Stages, theStages } from "../../pipeline/desk/preview/stages.ts";
import { cutShort } from "../../pipeline/world/cut-short.ts";
import type { Stir, Watching } from "../../pipeline/world/watch.ts";
import { temporaryFolder } from "./temporary-folder.ts";
import { paperWorld, projectRoot } from "./worlds.ts";

/** An ordinary simulated day. */
export const previewChoice: Choice = { date: "2025-09-18", edition: "paid", source: "sample:normal" };

/** A copy of the project that a test may spoil, in a world without browser; a template that never ends is cut short soon. */
export interface PreviewProject {
  readonly project: Project;
  /** How often each stage was asked, since the last time this was asked. */
  calls(): Readonly<Record<string, number>>;
  read(path: string): string;
  write(path: string, text: string | Uint8Array): void;
  remove(path: string): void;
}

export function previewProject(changes: Partial<Stages> = {}): PreviewProject {
  const root = temporaryFolder();
  for (const folder of ["content", "templates", "assets"])
    cpSync(join(projectRoot, folder), join(root, folder), { recursive: true });
  let counts: Record<string, number> = {};
  const counted = <A extends readonly unknown[], T>(name: string, stage: (...given: A) => T) => {
    return (...given: A): T => {
      counts[name] = (counts[name] ?? 0) + 1;
      return stage(...given);
    };
  };
  const stages = { ...theStages, ...changes };
  const project: Project = {
    root,
    additions: nothingAdded,
    sourceOf: async (id) => sampleSource(id.replace("sample:", ""), root),
    stages: {
      ...stages,
      gather: counted("gather", stages.gather),
      compute: counted("compute", stages.compute),
      fill: counted("fill", stages.fill),
      pagesOf: counted("pages", stages.pagesOf),
    },
    world: { ...paperWorld(), cutShort: (_, make) => cutShort(0.4, make) },
  };
  return {
    project,
    calls() {
      const now = counts;
      counts = {};
      return now;
    },
    read: (path) => readFileSync(join(root, path), "utf8"),
    write(path, text) {
      if (!existsSync(dirname(join(root, path)))) mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    },
    remove: (path) => rmSync(join(root, path)),
  };
}

/** A watch that a test stirs by hand. */
export function handWatching(): Watching & { readonly stir: () => Stir } {
  let hand: Stir | null = null;
  return {
    watch(_, stir) {
      hand = stir;
      return { close: () => undefined };
    },
    stir: () => hand!,
  };
}

/** The project's own templates by their path below templates/. */
export function projectTemplates(): Record<string, string> {
  const folder = join(projectRoot, "templates");
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith(".hbs"),
  );
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), "utf8")]));
}
