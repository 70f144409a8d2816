import type { Source } from "../collect/source.ts";
import { restateIssue } from "../desk/correcting/restate.ts";
import { realNow } from "../world/clock.ts";
import { keptOn } from "../world/kept.ts";
import type { Deliveries } from "../world/mailing/mailing.ts";
import { openDeliveries } from "../world/mailing/open-deliveries.ts";
import type { Invocation } from "./command.ts";
import { filesOf } from "./database-of.ts";
import { sourceFor } from "./source-for.ts";
import { archiveOf, mailingOf } from "./stores.ts";

/** Looks versions up again. */
export interface Restater {
  readonly deliveries: Deliveries;
  /** @param above in units of the last place that was printed */
  restate(version: Parameters<typeof restateIssue>[0], above: number): ReturnType<typeof restateIssue>;
  close(): Promise<void>;
}

/** Opens a project's archive and versions for it. */
export async function openRestater(invocation: Invocation, root: string): Promise<Restater> {
  const archive = await archiveOf(invocation, root);
  const mailing = mailingOf(invocation, root);
  const deliveries = openDeliveries(mailing);
  const world = { files: filesOf(invocation, root), kept: keptOn(null), archive, now: realNow, deliveries };
  const restating = { root, sourceOf: (request: string) => sourceOf(request, root) };
  return {
    deliveries,
    restate: (version, above) => restateIssue(version, { ...restating, above }, world),
    async close() {
      archive.close();
      await mailing.close();
    },
  };
}

/** As the sources tell it now: an issue of what was known at a moment is held against what is known today. */
async function sourceOf(request: string, root: string): Promise<Source | null> {
  const data = (JSON.parse(request) as [unknown, { data?: { kind?: string; folder?: string } }])[1]?.data;
  if (data?.kind === "archive") return sourceFor({ kind: "archive", knownAt: null, offline: true }, root);
  if (data?.kind === "directory" && data.folder)
    return sourceFor({ kind: "directory", folder: data.folder }, root);
  return null;
}
