import type { Served, Serving } from "../../world/serve.ts";
import type { Watching } from "../../world/watch.ts";
import { answersOf } from "./answers.ts";
import type { Choice } from "./choice.ts";
import { openSessions, type Project, WATCHED } from "./sessions.ts";

export interface Previewing extends Project {
  readonly choice: Choice;
  readonly hasData: boolean;
  /** 0 for any that is free. */
  readonly port: number;
  readonly serving: Serving;
  readonly watching: Watching;
}

/** Serves one project to one person until it is closed. @throws PipelineError port-taken */
export async function openPreview(previewing: Previewing): Promise<Served> {
  const { choice, hasData, port, serving, watching, ...project } = previewing;
  const sessions = openSessions(project);
  const answer = answersOf({ project, sessions, otherwise: choice, hasData });
  const token = serving.secret();
  const served: Served = await serving.serve(port, (asked) => answer(asked, { port: served.port, token }));
  const folders = WATCHED.map((folder) => `${project.root}/${folder}`);
  const watch = watching.watch(folders, sessions);
  return {
    port: served.port,
    async close() {
      watch.close();
      await served.close();
    },
  };
}
